// The scripted engine's inventory: what is added, edited or removed comes back over the live feed.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { Check } from '../../electron/contract/model/check.ts';
import type { CheckId, HostId, TemplateId } from '../../electron/contract/model/ids.ts';
import type { Entry } from '../../electron/contract/model/journal.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import type { LiveMessage, WorldEvent } from '../../electron/contract/model/world.ts';
import type { World } from '../../renderer/store/world.ts';
import { bulkChanges, madeChecks } from './scripted-engine-bulk.ts';
import { csvRows, guessColumns, importInto } from './scripted-engine-import.ts';
import { KINDS } from './scripted-engine-kinds.ts';

/** What the handlers share: the world as it is, and the ways to change it. */
export interface Stage {
  readonly clock: () => number;
  readonly world: () => World;
  readonly journal: () => readonly Entry[];
  push(...events: readonly WorldEvent[]): void;
  heard(name: string, input: unknown): void;
  record(kind: Entry['kind'], text: string, problem?: Problem): void;
  live(signal: AbortSignal | undefined): AsyncGenerator<LiveMessage, void>;
}

export function inventoryHandlers(stage: Stage) {
  const os = implement(contract).inventory;
  let made = 0;
  const addCheck = (check: Omit<Check, 'id'>): Check => {
    made += 1;
    const added = { ...check, id: `c-new-${made}` as CheckId };
    stage.push({ type: 'check', check: added }, { type: 'check-state', state: pendingState(added, stage.clock()) });
    return added;
  };
  return {
    kinds: os.kinds.handler(() => KINDS),
    addHost: os.addHost.handler(({ input, errors }) => {
      stage.heard('addHost', input);
      const taken = [...stage.world().hosts.values()].some((host) => host.name === input.host.name);
      if (taken)
        throw errors.CONFLICT({
          message: 'That name is taken.',
          data: { fields: [{ path: 'name', message: 'is taken; choose another' }] },
        });
      made += 1;
      const host = { ...input.host, id: `h-new-${made}` as HostId };
      const pending = {
        hostId: host.id,
        reach: 'pending' as const,
        type: 'hard' as const,
        since: stage.clock(),
        because: null,
      };
      stage.push({ type: 'host', host }, { type: 'host-state', state: pending });
      const checks = input.checks.map((check) => addCheck({ ...check, hostId: host.id }));
      return { host, checks };
    }),
    editHost: os.editHost.handler(({ input }) => {
      stage.heard('editHost', input);
      const host = { ...input.host, id: input.hostId };
      stage.push({ type: 'host', host });
      return host;
    }),
    removeHost: os.removeHost.handler(({ input }) => {
      stage.heard('removeHost', input);
      const { problems, checks } = stage.world();
      const gone = [...problems.values()].filter((problem) => problem.hostId === input.hostId);
      const own = [...checks.values()].filter((check) => check.hostId === input.hostId);
      stage.push(
        ...gone.map((problem) => ({ type: 'problem-closed' as const, problemId: problem.id })),
        ...own.map((check) => ({ type: 'check-removed' as const, checkId: check.id })),
        { type: 'host-removed', hostId: input.hostId },
      );
    }),
    addCheck: os.addCheck.handler(({ input }) => {
      stage.heard('addCheck', input);
      return addCheck(input);
    }),
    editCheck: os.editCheck.handler(({ input }) => {
      stage.heard('editCheck', input);
      const check = { ...input.check, id: input.checkId };
      stage.push({ type: 'check', check });
      return check;
    }),
    removeCheck: os.removeCheck.handler(({ input }) => {
      stage.heard('removeCheck', input);
      stage.push({ type: 'check-removed', checkId: input.checkId });
    }),
    ...manyHandlers(stage),
  };
}

function pendingState(check: Check, now: number): CheckState {
  return {
    checkId: check.id,
    hostId: check.hostId,
    status: 'pending',
    type: 'hard',
    attempt: 1,
    hardStatus: 'pending',
    statusSince: now,
    hardSince: now,
    badSince: null,
    goodRuns: 0,
    flapping: false,
    flapPercent: 0,
    hostDown: false,
    summary: '',
    detail: '',
    metrics: [],
    resultAt: null,
  };
}

/** What changes several things at once: heard, and answered as if it had been done. */
function manyHandlers(stage: Stage) {
  const os = implement(contract).inventory;
  return {
    removeHosts: os.removeHosts.handler(({ input }) => {
      stage.heard('removeHosts', input);
      stage.push(...input.hostIds.map((hostId) => ({ type: 'host-removed' as const, hostId })));
      return { removed: input.hostIds.length };
    }),
    bulkEdit: os.bulkEdit.handler(({ input }) => {
      stage.heard('bulkEdit', input);
      const hosts = input.hostIds.flatMap((id) => stage.world().hosts.get(id) ?? []);
      const { changes, after } = bulkChanges(hosts, input.change, stage.world().checks.values());
      if (!input.dryRun) stage.push(...after);
      return { changes, applied: !input.dryRun };
    }),
    putTemplate: os.putTemplate.handler(({ input }) => {
      stage.heard('putTemplate', input);
      const id = input.templateId ?? (`t-new-${stage.world().templates.length}` as TemplateId);
      const template = { ...input.template, id };
      const others = stage.world().templates.filter((one) => one.id !== id);
      stage.push({ type: 'templates', templates: [...others, template] }, ...madeChecks(stage.world(), template));
      return template;
    }),
    removeTemplate: os.removeTemplate.handler(({ input }) => {
      stage.heard('removeTemplate', input);
      stage.push({
        type: 'templates',
        templates: stage.world().templates.filter((one) => one.id !== input.templateId),
      });
    }),
    putCredential: os.putCredential.handler(({ input, errors }) => {
      // What it was is not kept, as in the real one: a test must not find it anywhere.
      stage.heard('putCredential', { ...input, ...(input.secret === undefined ? {} : { secret: 'given' }) });
      if (input.name === 'no-keychain') {
        const reason = 'The vault is locked. Nothing was stored.';
        throw errors.NO_KEYCHAIN({ message: reason, data: { reason } });
      }
      const before = stage.world().credentials.find((one) => one.name === input.name);
      const changedAt = input.secret === undefined ? (before?.changedAt ?? stage.clock()) : stage.clock();
      const credential = { name: input.name, about: input.about, changedAt, uses: before?.uses ?? 0 };
      const others = stage.world().credentials.filter((one) => one.name !== input.name);
      stage.push({ type: 'credentials', credentials: [...others, credential] });
      return credential;
    }),
    removeCredential: os.removeCredential.handler(({ input }) => {
      stage.heard('removeCredential', input);
      const credentials = stage.world().credentials.filter((one) => one.name !== input.name);
      stage.push({ type: 'credentials', credentials });
    }),
    importFile: os.importFile.handler(({ input }) => {
      stage.heard('importFile', input);
      const { report, put, removed } = importInto(stage.world(), input);
      stage.push(
        ...put.map((host) => ({ type: 'host' as const, host })),
        ...removed.map((hostId) => ({ type: 'host-removed' as const, hostId })),
      );
      return report;
    }),
    csvColumns: os.csvColumns.handler(({ input }) => {
      const [columns = [], ...rows] = csvRows(input.text);
      return { columns, rows: rows.slice(0, 5), guess: guessColumns(columns) };
    }),
    exportFile: os.exportFile.handler(({ input }) => {
      stage.heard('exportFile', input);
      const hosts = input.hostIds?.map((id) => stage.world().hosts.get(id)) ?? [...stage.world().hosts.values()];
      const lines = hosts.flatMap((host) => (host ? [`  - name: ${host.name}`, `    address: ${host.address}`] : []));
      return { text: ['watchfloor: 1', 'hosts:', ...lines, ''].join('\n') };
    }),
  };
}
