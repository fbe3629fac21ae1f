// Older entries for an incident that has just learned of a check, a host or a problem, or that began earlier than was
// thought. A wide net; the rule (core/timeline-links.ts) decides about each.
import type { Entry } from '../../../contract/model/journal.ts';
import { BLIND_KINDS, BROAD_KINDS, LEAD_IN_MS, type TimelineFacts } from '../../core/timeline-links.ts';
import type { Store } from '../../store/open.ts';

/** Entries that may have become the incident's by this change, each once. Reads nothing when nothing of that kind changed. */
export function pastEntries(
  store: Pick<Store['incidentEntries'], 'pastOfCheck' | 'pastOfHost' | 'pastOfKinds' | 'lastOfKind'>,
  before: TimelineFacts | null,
  after: TimelineFacts,
): Iterable<Entry> {
  const wanted = newIn(before, after);
  const found = new Map<number, Entry>();
  const add = (entries: Iterable<Entry>): void => {
    for (const entry of entries) found.set(entry.seq, entry);
  };
  for (const [id, from] of wanted.checks) add(store.pastOfCheck(id, from));
  for (const [id, from] of wanted.hosts) add(store.pastOfHost(id, from));
  if (wanted.broadFrom !== null) {
    add(store.pastOfKinds([...BROAD_KINDS, ...BLIND_KINDS], wanted.broadFrom));
    const cutOff = store.lastOfKind('isolation', wanted.broadFrom);
    if (cutOff) add([cutOff]);
  }
  return found.values();
}

/** Checks and hosts that are to be read about, with from when on, epoch ms; null: what names none of them needs no reading. */
function newIn(before: TimelineFacts | null, after: TimelineFacts) {
  const beganEarlier = before !== null && after.from < before.from;
  const known = beganEarlier ? null : before;
  const reopenedAt = before !== null && before.endedAt !== null && after.endedAt === null ? before.endedAt : null;
  const problems = [...after.problems].flatMap(([id, problem]) => (known?.problems.has(id) ? [] : [problem]));
  // A problem that began before the impact is told from its own beginning on.
  const began = problems.reduce((least, { openedAt }) => Math.min(least, openedAt - LEAD_IN_MS), after.from);
  const from = Math.max(began, after.importedAt ?? began);
  const fresh = new Set(problems.map(({ checkId }) => checkId));
  const since = (isNew: boolean): readonly number[] => (isNew ? [from] : reopenedAt === null ? [] : [reopenedAt]);
  const checks = [...after.checkIds].flatMap((id) =>
    since(fresh.has(id) || !known?.checkIds.has(id)).map((start) => [id, start] as const),
  );
  const hosts = [...after.hostIds].flatMap((id) => {
    const isWhole = after.wholeHostIds.has(id);
    const isNew = !known?.hostIds.has(id) || (isWhole && !known.wholeHostIds.has(id));
    return since(isNew).map((start) => [id, start] as const);
  });
  const anything = known === null || checks.length + hosts.length > 0;
  return { checks, hosts, broadFrom: anything ? from : reopenedAt };
}
