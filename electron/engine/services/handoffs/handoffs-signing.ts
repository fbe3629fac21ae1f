// Acts that are sworn to: made ready, accepted, declined. What takes time (the briefing, the PIN) comes first; what is decided is
// decided again inside the transaction, for it may have gone on meanwhile.
import type { Briefing } from '../../../contract/model/briefing.ts';
import { type Handoff, isOpenHandoff, type Signature } from '../../../contract/model/handoff.ts';
import type { HandoffId } from '../../../contract/model/ids.ts';
import { isEnded } from '../../../contract/model/incident.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import { differencesOf } from '../../core/handoff-differences.ts';
import { actRefusal, type HandoffRuling } from '../../core/handoff-state.ts';
import { accept, acceptRefusal, decline } from '../../core/handoff-taking.ts';
import { type Frozen, freeze, ready, readyRefusal } from '../../core/handoff-writing.ts';
import { assign } from '../../core/incident-details.ts';
import { conflict, isRefused } from '../../core/incident-words.ts';
import { sameName } from '../../core/person-name.ts';
import { handoffHash } from '../../exporters/handoff-seal.ts';
import type { Store } from '../../store/open.ts';
import type { IncidentBook, IncidentChange } from '../incidents/book.ts';
import { changeOf, nameOf, refusalOf } from '../incidents/incident-gathering.ts';
import type { Shifts, Sworn } from '../shifts/shifts.ts';
import { breathe } from '../slices.ts';
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

/** Somebody else was named while a PIN was looked at: the signature is not theirs. */
const renamed = (before: string, now: string): HandoffRuling | null =>
  sameName(before, now) ? null : conflict('pin', `${now} signs now, not ${before}: look at it again`);

/** It was taken back and made ready anew meanwhile: who comes signs what they looked at, and nothing else. */
const refrozen = (before: Handoff, now: Handoff): HandoffRuling | null =>
  before.hash === now.hash ? null : conflict('', 'it was taken back and is ready anew: look at it again');

/** Frozen, with its hash: of some thousand items each takes a turn of the loop, and the transaction another. */
async function sealed(handoff: Handoff, briefing: Briefing): Promise<{ readonly cold: Frozen; readonly hash: string }> {
  await breathe();
  const cold = freeze(handoff, briefing);
  await breathe();
  const hash = handoffHash(cold);
  await breathe();
  return { cold, hash };
}

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
  /** Whoever comes gets the lead of what the outgoing person leads, by the name they are known by. */
  const leadsOf = ({ outgoing }: Handoff, incoming: string, actor: Actor, at: number): readonly IncidentChange[] => {
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
      const early = await sealed(book.get(id), briefing);
      book.change(id, actor, (handoff, at) => {
        const other = renamed(asked.outgoing, handoff.outgoing) ?? actRefusal(handoff, 'ready');
        if (other) return other;
        // Somebody typed on in that blink: what they typed is frozen too.
        const cold = handoff.rev === early.cold.rev ? early.cold : freeze(handoff, briefing);
        const hash = cold === early.cold ? early.hash : handoffHash(cold);
        return ready(cold, override, { signature: signatureOf(sworn, actor, at), hash, by: nameOf(actor), now: at });
      });
    },
    async accept(id, withQuestions, pin, actor) {
      const asked = book.get(id);
      expect(acceptRefusal(asked, withQuestions));
      const differences = await news(asked);
      const sworn = await shifts.swear(asked.incoming, pin, actor);
      book.changeWithIncidents(id, actor, (handoff, at) => {
        const other =
          actRefusal(handoff, 'accept') ?? refrozen(asked, handoff) ?? acceptRefusal(handoff, withQuestions);
        if (other) return { ruling: other, incidents: [] };
        const incidents = leadsOf(handoff, sworn.name, actor, at);
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
        return actRefusal(handoff, 'decline') ?? refrozen(asked, handoff) ?? decline(handoff, reason, ending);
      });
    },
  };
}
