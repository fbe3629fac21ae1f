// Acts that are sworn to: made ready, accepted, declined. What takes time (the briefing, the PIN) comes first; what is decided is
// decided again inside the transaction, for it may have gone on meanwhile.
import { type Handoff, isOpenHandoff, type Signature } from '../../../contract/model/handoff.ts';
import type { HandoffId } from '../../../contract/model/ids.ts';
import { isEnded } from '../../../contract/model/incident.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import { differencesOf } from '../../core/handoff-differences.ts';
import { actRefusal, type HandoffRuling, sameName } from '../../core/handoff-state.ts';
import { accept, acceptRefusal, decline } from '../../core/handoff-taking.ts';
import { freeze, ready, readyRefusal } from '../../core/handoff-writing.ts';
import { assign } from '../../core/incident-details.ts';
import { conflict, isRefused } from '../../core/incident-words.ts';
import { handoffHash } from '../../exporters/handoff-seal.ts';
import type { Store } from '../../store/open.ts';
import type { IncidentBook, IncidentChange } from '../incidents/book.ts';
import { changeOf, nameOf, refusalOf } from '../incidents/incident-gathering.ts';
import type { Shifts, Sworn } from '../shifts/shifts.ts';
import type { HandoffBook } from './handoffs-book.ts';
import type { HandoffLooking } from './handoffs-looking.ts';

export interface SigningOptions {
  readonly store: Store;
  readonly shifts: Pick<Shifts, 'swear'>;
  readonly book: HandoffBook;
  readonly looking: HandoffLooking;
  readonly incidentBook: Pick<IncidentBook, 'rows'>;
}

export interface HandoffSigning {
  ready(id: HandoffId, override: string, pin: string, actor: Actor): Promise<void>;
  accept(id: HandoffId, withQuestions: boolean, pin: string, actor: Actor): Promise<void>;
  decline(id: HandoffId, reason: string, pin: string, actor: Actor): Promise<void>;
}

const expect = (refusal: HandoffRuling | null): void => {
  if (refusal && isRefused(refusal)) throw refusalOf(refusal);
};

/** Somebody else was named while a PIN was typed: the signature is not theirs. */
const renamed = (before: string, now: string): HandoffRuling | null =>
  sameName(before, now) ? null : conflict('pin', `${now} signs now, not ${before}: look at it again`);

export function createSigning({ store, shifts, book, looking, incidentBook }: SigningOptions): HandoffSigning {
  const signatureOf = ({ name, withPin }: Sworn, actor: Actor, at: number): Signature => {
    const { seq, hash } = store.journal.head();
    const desk = nameOf(actor);
    return { by: name, at, head: { seq, hash }, withPin, desk: sameName(name, desk) ? '' : desk };
  };
  /** What is otherwise now; nothing for one that is over, which the rules refuse. */
  const news = async (handoff: Handoff) => {
    if (!isOpenHandoff(handoff.state) || handoff.briefing === null) return [];
    return differencesOf(handoff.briefing, await looking.live(handoff));
  };
  /** Whoever comes gets the lead of what the outgoing person leads. */
  const leadsOf = ({ outgoing, incoming }: Handoff, actor: Actor, at: number): readonly IncidentChange[] => {
    if (sameName(outgoing, incoming)) return [];
    return [...incidentBook.rows()].flatMap((row): readonly IncidentChange[] => {
      if (isEnded(row.status) || !sameName(row.roles.lead, outgoing)) return [];
      const ruling = assign(row, 'lead', incoming, { by: nameOf(actor), now: at });
      return isRefused(ruling) || ruling.after === row ? [] : [changeOf(store, row, ruling, { actor, at })];
    });
  };
  return {
    async ready(id, override, pin, actor) {
      const asked = book.get(id);
      expect(actRefusal(asked, 'ready'));
      const briefing = await looking.live(asked);
      expect(readyRefusal(asked, { briefing, override }));
      const sworn = await shifts.swear(asked.outgoing, pin, actor);
      book.change(id, actor, (handoff, at) => {
        const other = renamed(asked.outgoing, handoff.outgoing) ?? actRefusal(handoff, 'ready');
        if (other) return other;
        const cold = freeze(handoff, briefing, at);
        const signature = signatureOf(sworn, actor, at);
        return ready(cold, override, { signature, hash: handoffHash(cold), by: nameOf(actor), now: at });
      });
    },
    async accept(id, withQuestions, pin, actor) {
      const asked = book.get(id);
      expect(acceptRefusal(asked, withQuestions));
      const differences = await news(asked);
      const sworn = await shifts.swear(asked.incoming, pin, actor);
      book.changeWithIncidents(id, actor, (handoff, at) => {
        const other = renamed(asked.incoming, handoff.incoming) ?? acceptRefusal(handoff, withQuestions);
        if (other) return { ruling: other, incidents: [] };
        const incidents = leadsOf(handoff, actor, at);
        const handedOver = incidents.map(({ after }) => after.number);
        const signature = signatureOf(sworn, actor, at);
        const ending = { signature, handedOver, differences, by: nameOf(actor), now: at };
        return { ruling: accept(handoff, withQuestions, ending), incidents };
      });
    },
    async decline(id, reason, pin, actor) {
      const asked = book.get(id);
      expect(actRefusal(asked, 'decline'));
      const differences = await news(asked);
      const { name, withPin } = await shifts.swear(asked.incoming, pin, actor);
      book.change(id, actor, (handoff, at) => {
        const ending = { name, withPin, differences, by: nameOf(actor), now: at };
        return renamed(asked.incoming, handoff.incoming) ?? decline(handoff, reason, ending);
      });
    },
  };
}
