// The scripted engine's inventory: what is added, edited or removed comes back over the live feed.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { Check } from '../../electron/contract/model/check.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { Entry } from '../../electron/contract/model/journal.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import type { LiveMessage, WorldEvent } from '../../electron/contract/model/world.ts';
import type { World } from '../../renderer/store/world.ts';
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
