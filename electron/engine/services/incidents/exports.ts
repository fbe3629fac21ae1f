// Incidents as files, and back. Every file that leaves is on the record, with the head of the chain that is printed on it.
import { randomUUID } from 'node:crypto';
import type { Incident } from '../../../contract/model/incident.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import { type Exporter, type ExportSource, fileNameOf } from '../../exporters/exporter.ts';
import { exporterOf } from '../../exporters/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { History } from '../history.ts';
import { fileContent, mustPrint, zoneOf } from '../printing.ts';
import type { DesktopHost } from '../screens.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';
import { gatherSource } from './export-source.ts';
import { importIncident } from './import.ts';
import { createImportParts } from './import-parts.ts';
import { nameOf } from './incident-gathering.ts';
import type { ContractInput, ContractOutput } from './inputs.ts';
import type { Stories } from './story.ts';
import type { Timeline } from './timeline.ts';

export interface Exports {
  exportFile(input: ContractInput<'exportFile'>, actor: Actor): Promise<ContractOutput<'exportFile'>>;
  importPart(input: ContractInput<'importPart'>): ContractOutput<'importPart'>;
  importFile(input: ContractInput<'importFile'>, actor: Actor): Promise<ContractOutput<'importFile'>>;
}

export interface ExportsOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly world: World;
  readonly book: IncidentBook;
  readonly timeline: Timeline;
  readonly stories: Stories;
  readonly history: Pick<History, 'samples'>;
  /** Prints PDFs; null where there is no desktop. */
  readonly desktop: DesktopHost | null;
  /** Where chance comes in. */
  readonly newId?: () => string;
}

export function createExports(options: ExportsOptions): Exports {
  const { clock, book, newId = randomUUID } = options;
  const parts = createImportParts(clock, newId);
  return {
    async exportFile({ incidentId, form, zone }, actor) {
      const incident = book.get(incidentId);
      if (!incident) throw notFound('incident');
      const exporter = exporterOf(form);
      mustPrint(exporter, options.desktop);
      const source = await gatherSource(options, incident, exporter, { by: nameOf(actor), zone: zoneOf(zone) });
      const content = await fileContent(exporter, exporter.write(source), options.desktop);
      putOnRecord(options, incident, exporter, source, actor);
      return { name: fileNameOf(exporter, incident), type: exporter.type, content, base64: exporter.isPrinted };
    },
    importPart: (part) => parts.take(part),
    importFile: ({ text, upload, dryRun }, actor) =>
      importIncident(options, upload === null ? text : parts.whole(upload, dryRun), dryRun, actor),
  };
}

/** Behind the head that stands in the file. */
function putOnRecord(
  { store, book }: ExportsOptions,
  { id }: Incident,
  { form }: Exporter,
  { head }: ExportSource,
  actor: Actor,
): void {
  book.write((at) => {
    const row = store.incidents.get(id);
    if (!row) throw notFound('incident');
    const text = `Exported as ${form.replaceAll('-', ' ')}, head of the chain entry ${head.seq} ${head.hash.slice(0, 12)}…`;
    const data = { form, head: { seq: head.seq, hash: head.hash } };
    return [{ before: row, after: row, entries: [{ kind: 'export', occurredAt: at, actor, text, data }] }];
  });
}
