// What was: asked of the store, shaped for charts and bars.
import type { CheckHistory, Series, StateSpan } from '../../contract/api/history.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Entry, EntryKind } from '../../contract/model/journal.ts';
import type { Condition } from '../core/rollup.ts';
import { rollUpSpans, spansOf } from '../core/spans.ts';
import { invalid, notFound } from '../lib/refusal.ts';
import type { Store } from '../store/open.ts';
import type { Subject } from '../store/state-log.ts';
import { csvName, samplesAsCsv } from './samples-csv.ts';
import type { World } from './world.ts';

export interface History {
  samples(input: {
    checkId: CheckId;
    from: number;
    to: number;
    points: number;
    metrics?: readonly string[] | undefined;
  }): readonly Series[];
  samplesCsv(input: { checkId: CheckId; from: number; to: number; metrics?: readonly string[] | undefined }): {
    name: string;
    text: string;
    rows: number;
    cut: boolean;
  };
  states(input: { hostId: HostId; from: number; to: number }): {
    host: readonly StateSpan[];
    checks: readonly CheckHistory[];
  };
  journal(input: {
    hostId?: HostId | undefined;
    checkId?: CheckId | undefined;
    kinds?: readonly EntryKind[] | undefined;
    before?: number | undefined;
    limit: number;
  }): readonly Entry[];
}

export function createHistory(store: Store, world: World): History {
  const refuseEmpty = (from: number, to: number): void => {
    if (to <= from) throw invalid([{ path: 'to', message: 'must be later than from' }]);
  };
  return {
    samples({ checkId, from, to, points, metrics }) {
      refuseEmpty(from, to);
      // Slots narrower than the interval would show a hole where nothing is missing.
      const minSlotMs = world.checks.get(checkId)?.policy.intervalMs ?? 0;
      return store.samples.read(checkId, { from, to, points, minSlotMs, ...(metrics ? { metrics } : {}) });
    },
    samplesCsv({ checkId, from, to, metrics }) {
      refuseEmpty(from, to);
      const check = world.checks.get(checkId);
      if (!check) throw notFound('check');
      const host = world.hosts.get(check.hostId)?.name ?? check.hostId;
      const name = csvName(host, check.name, from, to);
      return { name, ...samplesAsCsv(store.samples.rows(checkId, from, to), metrics) };
    },
    states({ hostId, from, to }) {
      refuseEmpty(from, to);
      if (!world.hosts.has(hostId)) throw notFound('host');
      const gaps = store.watch.list(from, to);
      const bar = (subject: Subject, current: Condition): readonly StateSpan[] => {
        const { before, changes, after } = store.stateLog.read(subject, from, to);
        const log = [before, ...changes, after].flatMap((change) =>
          change
            ? [{ at: change.at, status: change.status, ...(change.previous ? { previous: change.previous } : {}) }]
            : [],
        );
        return spansOf(log, gaps, from, to, current);
      };
      const checks = world.checksOf(hostId).map((check) => ({
        checkId: check.id,
        spans: bar({ checkId: check.id }, world.memory.get(check.id)?.hardStatus ?? 'pending'),
      }));
      const host = bar({ hostId }, world.loggedReach.get(hostId) ?? 'pending');
      return { host: rollUpSpans([host, ...checks.map((check) => check.spans)], from, to), checks };
    },
    journal: (input) =>
      store.journal.list({
        limit: input.limit,
        ...(input.hostId ? { hostId: input.hostId } : {}),
        ...(input.checkId ? { checkId: input.checkId } : {}),
        ...(input.kinds ? { kinds: input.kinds } : {}),
        ...(input.before ? { before: input.before } : {}),
      }),
  };
}
