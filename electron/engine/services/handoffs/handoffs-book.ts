// The book of hand-overs: the one that is open, in memory, and the one way to write them: hand-over and journal entry in one
// transaction (with the incidents that go over, when it is accepted), then the screens. Rules are in core/handoff-*.ts.
import { type Handoff, isOpenHandoff, summaryOf } from '../../../contract/model/handoff.ts';
import type { HandoffId } from '../../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../../contract/model/journal.ts';
import type { HandoffRuled, HandoffRuling } from '../../core/handoff-state.ts';
import { isRefused } from '../../core/incident-words.ts';
import type { Clock } from '../../lib/clock.ts';
import { notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { IncidentBook, IncidentChange } from '../incidents/book.ts';
import { refusalOf } from '../incidents/incident-gathering.ts';
import type { LiveFeed } from '../live-feed.ts';

export interface HandoffBook {
  /** The one that is written or signed. */
  open(): Handoff | null;
  /** Also of the past; NOT_FOUND in words. */
  get(id: HandoffId): Handoff;
  /**
   * Writes what `decide` answers, all or nothing, and tells the screens after the commit. It runs inside the transaction.
   * Throws what it refuses, and a StorageError when it cannot be written.
   */
  write(actor: Actor, decide: (at: number) => readonly HandoffRuling[]): void;
  /** One change of one hand-over; the same with what becomes of incidents. */
  change(id: HandoffId, actor: Actor, rule: (handoff: Handoff, at: number) => HandoffRuling): void;
  changeWithIncidents(
    id: HandoffId,
    actor: Actor,
    rule: (
      handoff: Handoff,
      at: number,
    ) => { readonly ruling: HandoffRuling; readonly incidents: readonly IncidentChange[] },
  ): void;
}

export interface HandoffBookOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly incidentBook: Pick<IncidentBook, 'write'>;
}

const ruled = (ruling: HandoffRuling): HandoffRuled => {
  if (isRefused(ruling)) throw refusalOf(ruling);
  return ruling;
};

export function createHandoffBook({ clock, store, feed, incidentBook }: HandoffBookOptions): HandoffBook {
  let open: Handoff | null = store.handoffRows.open()[0] ?? null;

  const get = (id: HandoffId): Handoff => {
    const found = open?.id === id ? open : store.handoffRows.get(id);
    if (!found) throw notFound('hand-over');
    return found;
  };
  /** Inside the transaction. */
  const put = ({ after, said }: HandoffRuled, actor: Actor, at: number): void => {
    store.handoffRows.put(after, summaryOf(after));
    if (said) store.journal.append([entryOf(after, said, actor, at)], at);
  };
  const committed = (changes: readonly HandoffRuled[]): void => {
    if (changes.length === 0) return;
    // What was superseded comes before what took its place.
    for (const { after } of changes) {
      if (isOpenHandoff(after.state)) open = after;
      else if (open?.id === after.id) open = null;
    }
    feed.publish([{ type: 'handoff', handoff: open && summaryOf(open) }]);
  };
  /** Leaves out what changes nothing. */
  const one = (id: HandoffId, rule: (handoff: Handoff) => HandoffRuling): readonly HandoffRuled[] => {
    const before = get(id);
    const change = ruled(rule(before));
    return change.after === before ? [] : [change];
  };
  const write = (actor: Actor, decide: (at: number) => readonly HandoffRuling[]): void => {
    const at = clock.now();
    const changes = store.transaction(() => {
      const decided = decide(at).map(ruled);
      for (const change of decided) put(change, actor, at);
      return decided;
    });
    committed(changes);
  };
  return {
    open: () => open,
    get,
    write,
    change: (id, actor, rule) => write(actor, (at) => one(id, (handoff) => rule(handoff, at))),
    changeWithIncidents(id, actor, rule) {
      let changes: readonly HandoffRuled[] = [];
      incidentBook.write((at) => {
        let incidents: readonly IncidentChange[] = [];
        changes = one(id, (handoff) => {
          const decided = rule(handoff, at);
          incidents = decided.incidents;
          return decided.ruling;
        });
        for (const change of changes) put(change, actor, at);
        return incidents;
      });
      committed(changes);
    },
  };
}

const entryOf = (
  { id, shift }: Handoff,
  { event, text, data }: NonNullable<HandoffRuled['said']>,
  actor: Actor,
  at: number,
): EntryDraft => ({
  kind: 'handoff',
  occurredAt: at,
  actor,
  text,
  data: { event, handoffId: id, shiftName: shift.name, ...data },
});
