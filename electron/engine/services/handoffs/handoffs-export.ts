// Hand-overs as files. Every file that leaves is on the record.
import type { HandoffForm } from '../../../contract/api/handoffs.ts';
import type { HandoffId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import { handoffFileName } from '../../exporters/handoff-exporter.ts';
import { handoffExporterOf } from '../../exporters/handoff-forms.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import { nameOf } from '../incidents/incident-gathering.ts';
import { fileContent, mustPrint, zoneOf } from '../printing.ts';
import type { DesktopHost } from '../screens.ts';
import { inSteps } from '../slices.ts';
import type { HandoffLooking } from './handoffs-looking.ts';

export interface HandoffExportOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly looking: HandoffLooking;
  /** Prints PDFs; null where there is no desktop. */
  readonly desktop: DesktopHost | null;
}

export function createHandoffExports({ clock, store, looking, desktop }: HandoffExportOptions) {
  return {
    async exportFile(
      { handoffId, form, zone }: { readonly handoffId: HandoffId; readonly form: HandoffForm; readonly zone: string },
      actor: Actor,
    ) {
      const exporter = handoffExporterOf(form);
      const local = zoneOf(zone);
      mustPrint(exporter, desktop);
      const view = await looking.view(handoffId);
      const source = { view, exportedAt: clock.now(), exportedBy: nameOf(actor), zone: local };
      const content = await fileContent(exporter, await inSteps(exporter.write(source)), desktop);
      const { shift, hash, state } = view.handoff;
      const head = { seq: view.head.seq, hash: view.head.hash };
      store.transaction(() => {
        const data = { event: 'exported', handoffId, shiftName: shift.name, form, state, hash, head };
        const said = `Hand-over of ${shift.name} exported as ${form}, head of the chain entry ${head.seq} ${head.hash.slice(0, 12)}…`;
        store.journal.append([{ kind: 'handoff', occurredAt: clock.now(), actor, text: said, data }], clock.now());
      });
      return { name: handoffFileName(exporter, source), type: exporter.type, content, base64: exporter.isPrinted };
    },
  };
}
