// Hand-overs, whole, as JSON. The database refuses to change one that was signed or declined, and to delete any.
import type { Handoff } from '../../contract/model/handoff.ts';
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
    .prepare<[], string>('SELECT handoff FROM handoff WHERE ended_at IS NULL ORDER BY created_at DESC, id')
    .pluck();
  const within = '(@from IS NULL OR created_at >= @from) AND (@to IS NULL OR created_at < @to)';
  const list = db
    .prepare<[Wanted], string>(
      `SELECT handoff FROM handoff WHERE ${within} ORDER BY created_at DESC, id LIMIT @limit OFFSET @offset`,
    )
    .pluck();
  const count = db
    .prepare<[Pick<Wanted, 'from' | 'to'>], number>(`SELECT count(*) FROM handoff WHERE ${within}`)
    .pluck();
  const put = db.prepare<[string, string, number, number | null, number, number, number, string]>(`
    INSERT INTO handoff (id, state, created_at, ended_at, shift_from, shift_to, rev, handoff) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at, shift_from = excluded.shift_from,
      shift_to = excluded.shift_to, rev = excluded.rev, handoff = excluded.handoff`);
  const read = (text: string): Handoff => objectIn<Handoff>(text);
  return {
    get(id: HandoffId): Handoff | null {
      const text = one.get(id);
      return text === undefined ? null : read(text);
    },
    /** Those that are written or signed; there is at most one, unless somebody's hand was in the file. */
    open: (): readonly Handoff[] => open.all().map(read),
    /** By when they were begun, epoch ms; newest first. */
    list: (wanted: Wanted): readonly Handoff[] => list.all(wanted).map(read),
    count: (wanted: Pick<Wanted, 'from' | 'to'>): number => count.get(wanted) ?? 0,
    /** Throws where it is one that was signed or declined before. */
    put(handoff: Handoff): void {
      const { id, state, createdAt, endedAt, shift, rev } = handoff;
      put.run(id, state, createdAt, endedAt, shift.from, shift.to, rev, JSON.stringify(handoff));
    },
  };
}
