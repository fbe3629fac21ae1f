// Imports a file: read, held against the inventory as it is, then shown or carried out whole. What is wrong in the file is
// an answer with places, and changes nothing; with `skipBad` only the bad entries are left out.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { importInput } from '../../contract/api/inventory.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { FileFinding, ImportReport } from '../../contract/model/inventory-change.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { changesOf } from '../core/inventory-changes.ts';
import { type InventoryPlan, isEmpty, planInventory, type Wanted } from '../core/inventory-plan.ts';
import { inOrder } from '../importers/findings.ts';
import type { Reading } from '../importers/importer.ts';
import { importers } from '../importers/index.ts';
import type { Clock } from '../lib/clock.ts';
import { probeKinds } from '../probes/index.ts';
import type { Decided } from './inventory-edits.ts';
import { entriesByHost } from './inventory-entries.ts';
import { fitImport } from './inventory-import-fit.ts';
import { warningsOf } from './inventory-import-warnings.ts';
import type { Commit } from './inventory-ledger.ts';
import type { Jobs } from './jobs.ts';
import type { SealedConfig, Secrets } from './secrets.ts';
import { breathe } from './slices.ts';
import type { World } from './world.ts';

export interface ImportOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly jobs: Jobs;
  readonly secrets: Secrets;
}

type ImportInput = z.infer<typeof importInput>;

const NOTHING: Commit = { plan: { hosts: [], checks: [], templates: [], clashes: [] }, entries: [], sealed: [] };

/** The report, and the commit that makes it true. Rejects with NO_KEYCHAIN when the keychain gives up in the middle. */
export async function decideImport(
  options: ImportOptions,
  input: ImportInput,
  actor: Actor,
): Promise<Decided<ImportReport>> {
  const { world, jobs, clock } = options;
  const refused = (findings: readonly FileFinding[]): Decided<ImportReport> => ({
    commit: NOTHING,
    answer: { findings: inOrder(findings), changes: [], unchanged: 0, applied: false },
  });
  const reading = await read(input, world);
  if (reading.unreadable) return refused(reading.findings);
  await breathe();
  const fit = fitImport(options, reading.wanted, input);
  const found = [...reading.findings, ...fit.findings];
  if (!input.skipBad && found.some((one) => one.level === 'error')) return refused(found);

  await breathe();
  const preview = planInventory(world, fit.wanted, randomUUID);
  const nameOf = namesAfter(world, fit.wanted);
  const report = (plan: InventoryPlan, applied: boolean): ImportReport => ({
    findings: inOrder([...found, ...warningsOf(world, preview, fit)]),
    changes: changesOf(plan, nameOf),
    unchanged: unchangedOf(plan, fit.hostsInFile),
    applied,
  });
  if (input.dryRun || isEmpty(preview)) return { commit: NOTHING, answer: report(preview, !input.dryRun) };

  const { wanted, sealed } = await sealAll(jobs, fit.wanted, fit.entered);
  const plan = sealed.length > 0 ? planInventory(world, wanted, randomUUID) : preview;
  await breathe();
  const entries = [
    ...summary(plan, input, actor, clock.now()),
    ...entriesByHost(plan, nameOf, { actor, at: clock.now(), how: 'imported' }),
  ];
  const answer = report(plan, true);
  await breathe();
  return { commit: { plan, entries, sealed }, answer };
}

/** A file of ten thousand hosts takes seconds: between its steps the watch goes on. */
async function read({ format, text, mode, columns }: ImportInput, world: World): Promise<Reading> {
  const importer = importers.find((one) => one.format === format);
  if (!importer) throw new Error(`There is no importer for ${format}.`);
  // What will be removed can be nobody's parent.
  const watched = mode === 'merge' ? [...world.hosts.values()] : [];
  const knownHosts = new Set(watched.map((host) => nameKey(host.name)));
  const steps = importer.read(text, { kinds: probeKinds, knownHosts, ...(columns ? { columns } : {}) });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breathe();
  }
}

/** Seals what was typed into the file, and puts the references in its place. Nothing is stored yet. */
async function sealAll(
  jobs: Jobs,
  wanted: Wanted,
  entered: ReturnType<typeof fitImport>['entered'],
): Promise<{ wanted: Wanted; sealed: readonly SealedConfig[] }> {
  const sealed: SealedConfig[] = [];
  const configs = new Map<object, SealedConfig['config']>();
  for (const { check, asTyped, previous } of entered) {
    const safe = await jobs.accept(check.kind, asTyped, previous);
    sealed.push(safe);
    configs.set(check, safe.config);
  }
  const safe = <Check extends { readonly config: SealedConfig['config'] }>(check: Check): Check => {
    const config = configs.get(check);
    return config ? { ...check, config } : check;
  };
  const putChecks = wanted.putChecks?.map(safe) ?? [];
  const putTemplates = wanted.putTemplates?.map((one) => ({ ...one, checks: one.checks.map(safe) })) ?? [];
  return { wanted: { ...wanted, putChecks, putTemplates }, sealed };
}

function namesAfter(world: World, wanted: Wanted): (id: HostId) => string {
  const put = new Map((wanted.putHosts ?? []).map((host) => [host.id, host.name]));
  return (id) => put.get(id) ?? world.hosts.get(id)?.name ?? id;
}

/** Hosts of the file that neither change themselves nor in their own checks. */
function unchangedOf(plan: InventoryPlan, inFile: ReadonlySet<HostId>): number {
  const changed = new Set<HostId>();
  for (const { before, after } of plan.hosts) if (after ?? before) changed.add((after ?? before)?.id as HostId);
  for (const { before, after } of plan.checks) {
    const check = after ?? before;
    if (check && check.template === undefined) changed.add(check.hostId);
  }
  return [...inFile].filter((id) => !changed.has(id)).length;
}

/** One entry for the whole, and one for each template; the hosts have their own. */
function summary(plan: InventoryPlan, { format, mode }: ImportInput, actor: Actor, at: number): readonly EntryDraft[] {
  const count = (things: readonly { readonly before: unknown; readonly after: unknown }[]) => ({
    added: things.filter(({ before }) => before === null).length,
    changed: things.filter(({ before, after }) => before !== null && after !== null).length,
    removed: things.filter(({ after }) => after === null).length,
  });
  const hosts = count(plan.hosts);
  const checks = count(plan.checks);
  const said = (counts: typeof hosts): string =>
    `${counts.added} added, ${counts.changed} changed, ${counts.removed} removed`;
  const entry = (text: string, data: object): EntryDraft => ({
    kind: 'inventory',
    occurredAt: at,
    actor,
    text,
    // Rows are plain JSON, with references in the place of secrets.
    data: data as EntryDraft['data'],
  });
  return [
    entry(`Inventory imported (${format}, ${mode}): hosts ${said(hosts)}; checks ${said(checks)}`, {
      format,
      mode,
      hosts,
      checks,
    }),
    ...plan.templates.map(({ before, after }) => {
      const what = !after ? 'removed' : before ? 'edited' : 'added';
      return entry(`Template "${(after ?? before)?.name}" ${what} by an import`, { before, after });
    }),
  ];
}
