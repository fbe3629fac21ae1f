// What the briefing of a shift asks of the past: what people did, what ended, which runs did not end well, which messages
// never arrived. Reads only.
import type { CheckId, HostId, ProblemId, RunId } from '../../contract/model/ids.ts';
import type { EntryKind } from '../../contract/model/journal.ts';
import type { Delivery } from '../../contract/model/notice.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

/** An entry of the journal, without what a briefing does not say. */
export interface ActRow {
  readonly seq: number;
  readonly kind: EntryKind;
  readonly at: number;
  /** Null: the engine. */
  readonly who: string | null;
  readonly hostId: HostId | null;
  readonly checkId: CheckId | null;
  readonly problemId: ProblemId | null;
  readonly text: string;
}

/** [from, to], epoch ms. */
interface Period {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

export function createBriefingRows(db: Connection) {
  const acts = (where: string) =>
    db.prepare<[Period & { readonly kinds: string }], ActRow>(`
    SELECT journal.seq, journal.kind, journal.occurred_at AS at, journal.actor ->> 'name' AS who, journal.host_id AS hostId,
      journal.check_id AS checkId, journal.problem_id AS problemId, journal.text
    FROM json_each(@kinds) AS wanted CROSS JOIN journal
    WHERE journal.kind = wanted.value AND journal.occurred_at >= @from AND journal.occurred_at <= @to ${where}
    ORDER BY journal.occurred_at DESC, journal.seq DESC LIMIT @limit`);
  const byAnybody = acts('');
  const byPeople = acts(`AND journal.actor ->> 'type' = 'operator'`);
  const ended = db.prepare<[Period & { readonly id: string }], { readonly at: number; readonly problem: string }>(`
    SELECT closed_at AS at, problem FROM problem
    WHERE closed_at IS NOT NULL AND closed_at <= @to AND (closed_at > @from OR (closed_at = @from AND id > @id))
    ORDER BY closed_at, id LIMIT @limit`);
  const dead = db
    .prepare<[number, number], string>(`
    SELECT delivery FROM delivery WHERE state = 'dead' AND ended_at >= ? AND put_aside = 0 ORDER BY ended_at DESC LIMIT ?`)
    .pluck();
  const runs = db
    .prepare<[{ since: number; limit: number }], RunId>(`
    SELECT id FROM run WHERE ended_at IS NULL AND mode <> 'dry'
    UNION ALL SELECT id FROM run WHERE ended_at >= @since AND outcome <> 'green' AND mode <> 'dry' LIMIT @limit`)
    .pluck();
  return {
    /** Entries of these kinds, newest first; `people`: only those of operators. */
    acts: (kinds: readonly EntryKind[], wanted: Period & { readonly people: boolean }): readonly ActRow[] => {
      const { from, to, limit, people } = wanted;
      return (people ? byPeople : byAnybody).all({ kinds: JSON.stringify(kinds), from, to, limit });
    },
    /** Problems that closed in a period, oldest first, behind the one with this id of those that closed at `from`. */
    ended: (wanted: Period & { readonly id: string }): readonly { readonly problem: Problem; readonly at: number }[] =>
      ended.all(wanted).map(({ at, problem }) => ({ at, problem: objectIn<Problem>(problem) })),
    /** Messages that were given up at `since` (epoch ms) or later and that nobody put aside, newest first. */
    dead: (since: number, limit: number): readonly Delivery[] =>
      dead.all(since, limit).map((text) => objectIn<Delivery>(text)),
    /** Runs that go on, and those that ended at `since` (epoch ms) or later and not green. Not the dry ones. */
    runs: (since: number, limit: number): readonly RunId[] => runs.all({ since, limit }),
  };
}
