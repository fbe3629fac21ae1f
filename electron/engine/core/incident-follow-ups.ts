// What is still to be done about an incident, and the same matter in other systems. Both live on after it is closed: a review
// finds follow-ups days later, and a ticket elsewhere is closed when it is. Everything is on the record.
import type { FollowUp, Ticket } from '../../contract/model/incident.ts';
import type { Act } from './incident-milestones.ts';
import { ticketKey } from './incident-problems.ts';
import {
  conflict,
  counted,
  type IncidentBody,
  invalid,
  listed,
  type Refused,
  type Ruling,
  unchanged,
} from './incident-words.ts';
import { sameValue } from './same-value.ts';

export const MOST_FOLLOW_UPS = 200;

export interface FollowUpInput {
  readonly text: string;
  readonly owner: string;
  readonly dueOn: string;
}

const missing = (row: IncidentBody): Refused =>
  conflict('followUpId', `${row.number} has no such follow-up any more; look at its list again`);

const forWhom = ({ owner, dueOn }: FollowUpInput): string =>
  `${owner === '' ? ', for nobody yet' : `, for ${owner}`}${dueOn === '' ? '' : `, due ${dueOn}`}`;

/** Adds one (`id` null; it gets `newId`) or changes it. */
export function putFollowUp(
  row: IncidentBody,
  { id, newId, input }: { readonly id: string | null; readonly newId: string; readonly input: FollowUpInput },
  act: Act,
): Ruling {
  const known = row.followUps.find((one) => one.id === id);
  if (id !== null && !known) return missing(row);
  if (!known && row.followUps.length >= MOST_FOLLOW_UPS) {
    return conflict(
      'followUp',
      `${row.number} has ${MOST_FOLLOW_UPS} follow-ups, and no room for more; remove some, or open a ticket`,
    );
  }
  const { text, owner, dueOn } = input;
  const after: FollowUp = { id: newId, doneAt: null, doneBy: '', ...known, text, owner, dueOn };
  if (known && sameValue(known, after)) return unchanged(row);
  const followUps = known ? row.followUps.map((one) => (one === known ? after : one)) : [...row.followUps, after];
  const data = { event: known ? 'changed' : 'added', followUpId: after.id, owner, dueOn };
  const words = `Follow-up ${known ? 'changed' : 'added'}${forWhom(input)}`;
  return { after: { ...row, followUps }, said: [{ kind: 'follow-up', at: act.now, text: words, data, body: text }] };
}

/** It is done; or (`done` false) it is not, after all. */
export function endFollowUp(row: IncidentBody, id: string, done: boolean, act: Act): Ruling {
  const known = row.followUps.find((one) => one.id === id);
  if (!known) return missing(row);
  if ((known.doneAt !== null) === done) return unchanged(row);
  const after: FollowUp = { ...known, doneAt: done ? act.now : null, doneBy: done ? act.by : '' };
  const followUps = row.followUps.map((one) => (one === known ? after : one));
  const data = { event: done ? 'done' : 'not-done', followUpId: id };
  const text = `Follow-up ${done ? 'done' : 'not done after all'}${forWhom(known)}`;
  return { after: { ...row, followUps }, said: [{ kind: 'follow-up', at: act.now, text, data, body: known.text }] };
}

/** Takes one off the list; what it was stays on the record. */
export function removeFollowUp(row: IncidentBody, id: string, act: Act): Ruling {
  const known = row.followUps.find((one) => one.id === id);
  if (!known) return missing(row);
  const followUps = row.followUps.filter((one) => one !== known);
  const said = {
    kind: 'follow-up',
    at: act.now,
    text: `Follow-up removed${forWhom(known)}`,
    body: known.text,
  } as const;
  return { after: { ...row, followUps }, said: [{ ...said, data: { event: 'removed', followUpId: id } }] };
}

const ticketName = ({ system, id }: Ticket): string => `${system} ${id}`;

/** All its tickets: one entry says which came and which went. */
export function putTickets(row: IncidentBody, tickets: readonly Ticket[], act: Act): Ruling {
  const keys = tickets.map(ticketKey);
  const twice = keys.findIndex((key, place) => keys.indexOf(key) < place);
  const double = tickets[twice];
  if (double) return invalid(`tickets.${twice}.id`, `${ticketName(double)} is there twice; leave one of them out`);
  if (sameValue(row.tickets, tickets)) return unchanged(row);
  const known = new Map(row.tickets.map((one) => [ticketKey(one), one]));
  const added = tickets.filter((one) => !known.has(ticketKey(one)));
  const changed = tickets.filter((one) => !sameValue(known.get(ticketKey(one)) ?? one, one));
  const removed = row.tickets.filter((one) => !keys.includes(ticketKey(one)));
  const parts = Object.entries({ added, changed, removed }).flatMap(([word, all]) =>
    all.length === 0 ? [] : `${word} ${listed(all.map(ticketName))}`,
  );
  const text = `Tickets: ${parts.length === 0 ? `${counted(tickets.length, 'ticket')} in another order` : parts.join('; ')}`;
  const data = { tickets: tickets.map((one) => ({ ...one })), removed: removed.map((one) => ({ ...one })) };
  return { after: { ...row, tickets }, said: [{ kind: 'link', at: act.now, text, data }] };
}
