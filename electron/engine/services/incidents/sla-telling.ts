// Tells people of clocks at risk or missed, and those who were told when it is over: decided and queued in the transaction
// that writes the record, so that a kill tells nobody twice and forgets nobody.
import type { Incident } from '../../../contract/model/incident.ts';
import type { SlaSaid } from '../../../contract/model/sla.ts';
import type { SlaNews } from '../../core/sla-news.ts';
import type { Notifying } from '../notifying.ts';
import type { Addressees } from './sla-addressees.ts';
import { noticeId, overNotice, slaNotice } from './sla-words.ts';

export interface TellingOptions {
  readonly notifying: Pick<Notifying, 'send'>;
  readonly addressees: (incident: Incident, at: number) => Addressees;
  readonly zone: string;
}

/** What is known of who was told; parts of an incident. */
export interface Told {
  readonly slaSaid: readonly SlaSaid[];
  readonly slaTold: readonly string[];
}

/** Whether people are to be told now, or when at the earliest (epoch ms; Infinity: there is nothing to tell). */
export function tellingDue(incident: Incident, said: readonly SlaSaid[], who: Addressees | null): number {
  if (isOver(incident)) return (incident.slaTold ?? []).length > 0 ? 0 : Number.POSITIVE_INFINITY;
  if (!who || !said.some((one) => tellable(incident, one))) return Number.POSITIVE_INFINITY;
  return who.heldUntil ?? 0;
}

/** Queues what is due now. Only inside the transaction that writes what it answers with. */
export function tell(
  { notifying, addressees, zone }: TellingOptions,
  incident: Incident,
  said: readonly SlaSaid[],
  at: number,
): Told {
  const slaTold = incident.slaTold ?? [];
  if (isOver(incident)) {
    if (slaTold.length > 0) notifying.send(overNotice(incident, at), slaTold);
    return { slaSaid: said, slaTold: [] };
  }
  const waiting = said.some((one) => tellable(incident, one)) ? addressees(incident, at) : null;
  if (!waiting || waiting.heldUntil !== null) return { slaSaid: said, slaTold };
  const slaSaid = said.map((one) => {
    const found = tellable(incident, one);
    if (!found) return one;
    if (waiting.channelIds.length > 0) {
      notifying.send(slaNotice(incident, found.clock, found.event, { at, zone }), waiting.channelIds);
    }
    return { ...one, untold: null };
  });
  return { slaSaid, slaTold: [...new Set([...slaTold, ...waiting.channelIds])] };
}

/** The message that stands for a piece of news, where people are told of it now; null where they are not. */
export function noticeOf(
  incident: Incident,
  { clock, event }: SlaNews,
  before: readonly SlaSaid[],
  after: readonly SlaSaid[],
): string | null {
  const [was, is] = [before, after].map((all) => all.find((one) => one.clock === clock.kind)?.untold ?? null);
  return was && was === event && is === null ? noticeId(incident, clock, was) : null;
}

/** What is untold and still so. */
function tellable({ clocks }: Incident, { clock: kind, untold }: SlaSaid) {
  const clock = clocks.find((one) => one.kind === kind);
  if (!clock || untold === null || clock.endedAt !== null) return null;
  return clock.state === (untold === 'missed' ? 'missed' : 'running') ? { clock, event: untold } : null;
}

const isOver = ({ status }: Incident): boolean =>
  status === 'resolved' || status === 'closed' || status === 'cancelled';
