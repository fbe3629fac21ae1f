// What the record and people read of a clock: what was promised, how it stands, and what to do now.
import type { Incident } from '../../../contract/model/incident.ts';
import type { EntryDraft } from '../../../contract/model/journal.ts';
import type { Notice } from '../../../contract/model/notice.ts';
import type { ClockKind, SlaClock } from '../../../contract/model/sla.ts';
import type { SlaNews } from '../../core/sla-news.ts';
import { durationText, localText, utcText } from '../notice-text.ts';

const PROMISE: Readonly<Record<ClockKind, string>> = {
  acknowledge: 'acknowledge within',
  resolve: 'resolve within',
  update: 'a note every',
};
const DONE: Readonly<Record<ClockKind, string>> = {
  acknowledge: 'acknowledged',
  resolve: 'resolved',
  update: 'updated',
};

/** 'resolve within 4 h'. */
const promised = ({ kind, targetMs }: SlaClock): string => `${PROMISE[kind]} ${durationText(targetMs)}`;

const untilWhen = ({ dueAt }: SlaClock): string => (dueAt === null ? '' : `, until ${utcText(dueAt)}`);

/** The entry of the journal. */
export function slaEntry(
  incident: Incident,
  { event, clock, at, belated }: SlaNews,
  notice: string | null,
): EntryDraft {
  const { kind, targetMs, dueAt, elapsedMs, startedAt } = clock;
  return {
    kind: 'sla',
    occurredAt: at,
    actor: { type: 'engine' },
    text: sentence(incident, { event, clock, at, belated }),
    data: {
      clock: kind,
      event,
      targetMs,
      dueAt,
      elapsedMs,
      startedAt,
      severity: incident.severity,
      ...(belated ? { belated } : {}),
      ...(notice === null ? {} : { noticeId: notice }),
    },
  };
}

function sentence(incident: Incident, { event, clock, belated }: SlaNews): string {
  const { kind, elapsedMs, targetMs } = clock;
  const counted = `${durationText(elapsedMs)} counted`;
  switch (event) {
    case 'started':
      return `SLA clock started: ${promised(clock)}${untilWhen(clock)} (SEV${incident.severity})`;
    case 'restarted':
      return `SLA clock started anew from detection: ${promised(clock)}${untilWhen(clock)} (SEV${incident.severity}), ${counted}`;
    case 'paused':
      return `SLA clock paused: ${promised(clock)}, ${counted}`;
    case 'going on':
      return `SLA clock goes on: ${promised(clock)}${untilWhen(clock)}, ${counted}`;
    case 'at risk':
      return kind === 'update'
        ? `A note is due: ${promised(clock)} (SEV${incident.severity})${untilWhen(clock)}`
        : `SLA at risk: ${promised(clock)}${untilWhen(clock)}`;
    case 'missed':
      return kind === 'update'
        ? `No note in time: ${promised(clock)} (SEV${incident.severity}), the last was at ${utcText(clock.startedAt)}`
        : `SLA missed: ${promised(clock)}, due ${utcText(clock.dueAt ?? clock.asOf)}`;
    case 'kept': {
      const late = belated ? '. It was said to be missed, because it was written down late' : '';
      return `SLA kept: ${DONE[kind]} after ${durationText(elapsedMs)} of ${durationText(targetMs)}${late}`;
    }
    default:
      return event satisfies never;
  }
}

/** The conversation of everything that is told about an incident's clocks. */
const conversationOf = ({ id }: Incident): string => `incident ${id}`;

/**
 * Names a message for good: an incident, a clock, what happened, and what was promised; of updates also the word it counts
 * from. One that was sent is never sent again.
 */
export const noticeId = (
  { id }: Incident,
  { kind, targetMs, startedAt }: SlaClock,
  event: 'at risk' | 'missed',
): string => ['sla', id, kind, event.replace(' ', '-'), targetMs, ...(kind === 'update' ? [startedAt] : [])].join(':');

/** The message to people; `at` is now, epoch ms, `zone` that of the people here. */
export function slaNotice(
  incident: Incident,
  clock: SlaClock,
  event: 'at risk' | 'missed',
  { at, zone }: { readonly at: number; readonly zone: string },
): Notice {
  const { number, severity, title, roles, tickets } = incident;
  const due = clock.dueAt ?? at;
  const local = zone === 'UTC' ? '' : ` (${localText(due, zone)})`;
  const lead = roles.lead === '' ? 'Nobody has the lead.' : `${roles.lead} has the lead.`;
  return {
    id: noticeId(incident, clock, event),
    at,
    kind: 'incident',
    severity,
    conversation: conversationOf(incident),
    incidentId: incident.id,
    title: headline(clock, event, number, severity),
    text: [
      `${number}: ${title}`,
      `${stand(clock, event, at)} ${utcText(due)}${local}.`,
      `${lead} ${NEXT[clock.kind]}`,
    ].join('\n'),
    items: [],
    heldBehind: 0,
    links: tickets.flatMap(({ system, id, url }) => (url === '' ? [] : [{ title: `${system} ${id}`, url }])),
    routeId: null,
  };
}

function headline({ kind }: SlaClock, event: 'at risk' | 'missed', number: string, severity: number): string {
  if (kind === 'update') return `${event === 'missed' ? 'NOTE LATE' : 'NOTE DUE'} ${number} (SEV${severity})`;
  return `${event === 'missed' ? 'SLA MISSED' : 'SLA AT RISK'} ${number}: ${kind} (SEV${severity})`;
}

function stand(clock: SlaClock, event: 'at risk' | 'missed', at: number): string {
  const last = `The last note is ${durationText(at - clock.startedAt)} old; `;
  const what = clock.kind === 'update' ? `${last}${promised(clock)} is promised` : `Promised: ${promised(clock)}`;
  return `${what}. ${event === 'missed' ? 'It was due' : 'It is due'}`;
}

const NEXT: Readonly<Record<ClockKind, string>> = {
  acknowledge: 'Open it and acknowledge it.',
  resolve: 'Resolve it, or hold it if it waits for a vendor or a caller.',
  update: 'Open it and write a note.',
};

/** To those who were told of a clock: it is over, nobody needs to do anything. `place` tells one ending from the next. */
export function overNotice(incident: Incident, at: number): Notice {
  const { number, severity, status, title, milestones } = incident;
  const how = incident.mergedInto === null ? status : 'merged into another incident';
  return {
    id: ['sla', incident.id, 'over', milestones.length].join(':'),
    at,
    kind: 'all-clear',
    severity,
    conversation: conversationOf(incident),
    incidentId: incident.id,
    title: `ALL CLEAR ${number}: ${how}`,
    text: `${number}: ${title}\nIt is ${how}; its clocks have ended.`,
    items: [],
    heldBehind: 0,
    links: [],
    routeId: null,
  };
}
