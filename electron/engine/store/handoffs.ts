// Hand-overs, whole, as JSON. The database refuses to change one that was signed or declined, and to delete any.
import type { Handoff, HandoffSummary } from '../../contract/model/handoff.ts';
import type { HandoffId } from '../../contract/model/ids.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

interface Wanted {
  readonly from: number | null;
  readonly to: number | null;
  readonly offset: number;
  readonly limit: number;
}

export function createHandoffRows(db: Connection) {
  const one = db.prepare<[string], string>('SELECT handoff FROM handoff WHERE id = ?').pluck();
  const open = db
    .prepare<[], string>('SELECT handoff FROM handoff WHERE ended_at IS NULL ORDER BY created_at DESC, rowid DESC')
    .pluck();
  const within = '(@from IS NULL OR created_at >= @from) AND (@to IS NULL OR created_at < @to)';
  const list = db
    .prepare<[Wanted], string>(
      `SELECT handoff FROM handoff WHERE ${within} ORDER BY created_at DESC, rowid DESC LIMIT @limit OFFSET @offset`,
    )
    .pluck();
  const summaries = db
    .prepare<[Wanted], string>(
      `SELECT summary FROM handoff WHERE ${within} ORDER BY created_at DESC, rowid DESC LIMIT @limit OFFSET @offset`,
    )
    .pluck();
  const accepted = "state IN ('accepted', 'accepted-with-questions')";
  const ended = "ended_at IS NOT NULL AND state <> 'superseded'";
  const lastEnded = db
    .prepare<[], string>(`SELECT handoff FROM handoff WHERE ${ended} ORDER BY ended_at DESC, rowid DESC LIMIT 1`)
    .pluck();
  const lastAcceptedAt = db.prepare<[], number | null>(`SELECT max(ended_at) FROM handoff WHERE ${accepted}`).pluck();
  const acceptedOf = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM handoff WHERE shift_from = ? AND shift_to = ? AND ${accepted}`,
    )
    .pluck();
  const count = db
    .prepare<[Pick<Wanted, 'from' | 'to'>], number>(`SELECT count(*) FROM handoff WHERE ${within}`)
    .pluck();
  const put = db.prepare<[string, string, number, number | null, number, number, number, string, string]>(`
    INSERT INTO handoff (id, state, created_at, ended_at, shift_from, shift_to, rev, summary, handoff)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at, shift_from = excluded.shift_from,
      shift_to = excluded.shift_to, rev = excluded.rev, summary = excluded.summary, handoff = excluded.handoff`);
  const read = (text: string): Handoff => objectIn<Handoff>(text);
  return {
    get(id: HandoffId): Handoff | null {
      const text = one.get(id);
      return text === undefined ? null : read(text);
    },
    /** Those that are written or signed; there is at most one, unless somebody's hand was in the file. */
    open: (): readonly Handoff[] => open.all().map(read),
    /** The one that was accepted or declined last; null: none was. */
    lastEnded(): Handoff | null {
      const text = lastEnded.get();
      return text === undefined ? null : read(text);
    },
    /** When the last one was accepted, epoch ms. */
    lastAcceptedAt: (): number | null => lastAcceptedAt.get() ?? null,
    /** Whether the shift of this time, epoch ms, was handed over and accepted. */
    isAccepted: ({ from, to }: { readonly from: number; readonly to: number }): boolean =>
      (acceptedOf.get(from, to) ?? 0) > 0,
    /** By when they were begun, epoch ms; newest first. */
    list: (wanted: Wanted): readonly Handoff[] => list.all(wanted).map(read),
    /** The same, as lists show them: the briefings stay where they are. */
    summaries: (wanted: Wanted): readonly HandoffSummary[] =>
      summaries.all(wanted).map((text) => objectIn<HandoffSummary>(text)),
    count: (wanted: Pick<Wanted, 'from' | 'to'>): number => count.get(wanted) ?? 0,
    /** Throws where it is one that was signed or declined before. */
    put(handoff: Handoff, summary: HandoffSummary): void {
      const { id, state, createdAt, endedAt, shift, rev } = handoff;
      const texts = [JSON.stringify(summary), JSON.stringify(handoff)] as const;
      put.run(id, state, createdAt, endedAt, shift.from, shift.to, rev, ...texts);
    },
  };
}
