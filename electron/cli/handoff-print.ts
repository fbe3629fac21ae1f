// Hand-overs on a terminal: the briefing in its order with what people said of it, and a list.
import type { Briefing, BriefingItem } from '../contract/model/briefing.ts';
import type { Handoff, HandoffSummary, ItemWords } from '../contract/model/handoff.ts';
import { spanText } from '../engine/exporters/times.ts';
import { cleanLine, cleanOutput } from '../engine/lib/text.ts';
import type { ReadHandoff } from './handoff-reader.ts';
import { table } from './print.ts';
import { utc } from './times.ts';

const second = (at: number): string => utc(Math.trunc(at / 1_000) * 1_000);
const INDENT = ' '.repeat(10);

/** What people wrote keeps its lines, and none of its terminal escapes. */
const indented = (label: string, text: string): readonly string[] => {
  const [first = '', ...more] = cleanOutput(text).split('\n');
  return [`${INDENT}${label}: ${first}`, ...more.map((line) => `${INDENT}  ${line}`.trimEnd())];
};

/** What people said about an item. */
const wordLines = ({ next, nextAt, ifThen, tried }: ItemWords): readonly string[] => [
  ...(next === '' ? [] : indented(nextAt === null ? 'Next' : `Next, ${second(nextAt)}`, next)),
  ...(ifThen === '' ? [] : indented('If', ifThen)),
  ...(tried === '' ? [] : indented('Tried', tried)),
];

function itemLines(item: BriefingItem, handoff: Handoff | null, asOf: number): readonly string[] {
  const { key, stance, severity, subject, title, state, owner, until, facts, tried, sla } = item;
  const words = handoff?.items[key];
  const stands = [
    severity === null ? '' : `SEV${severity}`,
    state,
    owner || (stance === 'stable' ? '' : 'nobody has it'),
    until === null ? '' : `until ${second(until)}`,
    sla === null || sla.dueAt === null ? '' : slaText(sla.kind, sla.dueAt - asOf),
  ];
  return [
    `${stance.toUpperCase().padEnd(9)} ${cleanLine(title === subject ? subject : `${subject}: ${title}`, 300)}`,
    `${INDENT}${cleanLine(stands.filter((one) => one !== '').join(' · '), 300)}`,
    ...(words ? wordLines(words) : []),
    ...tried.map(({ at, who, text }) => `${INDENT}${second(at)} ${cleanLine(`${who}: ${text}`, 300)}`),
    ...facts.map((fact) => `${INDENT}${cleanLine(fact, 300)}`),
    ...(handoff ? markLines(handoff, key) : []),
  ];
}

const slaText = (kind: string, leftMs: number): string =>
  leftMs <= 0 ? `time to ${kind} missed by ${spanText(-leftMs)}` : `${spanText(leftMs)} left to ${kind}`;

function figureLines({ figures }: Briefing): readonly string[] {
  const {
    alerts,
    perHour,
    operators,
    unacknowledged,
    timeToAcknowledge: ack,
    incidentsOpened,
    incidentsClosed,
  } = figures;
  const median = ack.medianMs === null ? 'n 0' : `median ${spanText(ack.medianMs)}, n ${ack.n}`;
  return [
    `${alerts} alarms, ${perHour.toFixed(1)} an hour for one operator, ${operators} at work`,
    `Time to acknowledge: ${median}; never acknowledged: ${unacknowledged}`,
    `Incidents: ${incidentsOpened} opened, ${incidentsClosed} closed`,
  ];
}

function headLines({ handoff, briefing }: ReadHandoff): readonly string[] {
  const of = `Briefing of ${second(briefing.asOf)}, since ${second(briefing.from)}`;
  if (!handoff) return [of];
  const { id, state, shift, next, outgoing, incoming, hash, override, declined, signatures } = handoff;
  const signature = (label: string, one: Handoff['signatures']['outgoing']): string =>
    one
      ? `${label}: ${one.by}, ${second(one.at)}, ${one.withPin ? 'with PIN' : 'without a PIN'}${one.desk === '' ? '' : `, at ${one.desk}'s desk`}, head ${one.head.seq} ${one.head.hash.slice(0, 12)}…`
      : `${label}: not signed`;
  return [
    `Hand-over ${shift.name}${next ? ` to ${next.name}` : ''}, ${state} (${id})`,
    of,
    `${outgoing} to ${incoming || 'nobody named yet'}`,
    ...(hash === '' ? [] : [`Snapshot ${hash}`]),
    ...(override ? [`Overridden by ${override.by}: ${override.reason}`] : []),
    ...(declined ? [`Declined by ${declined.by}: ${declined.reason}`] : []),
    signature('Outgoing', signatures.outgoing),
    signature('Incoming', signatures.incoming),
  ].map((line) => cleanLine(line, 500));
}

const part = (title: string, lines: readonly string[]): readonly string[] => [
  '',
  title,
  ...(lines.length > 0 ? lines : ['none']).map((line) => `  ${line}`.trimEnd()),
];

function markLines({ ticks, readBacks, earlierReadBacks = [] }: Handoff, key: string): readonly string[] {
  const [tick, readBack] = [ticks[key], readBacks[key]];
  const said = (label: string, { by, at, text }: { by: string; at: number; text: string }) =>
    indented(`${label} by ${cleanLine(by, 150)}, ${second(at)}`, text);
  return [
    ...(tick ? [`${INDENT}Ticked by ${cleanLine(tick.by, 150)}, ${second(tick.at)}`] : []),
    ...(readBack ? said('Read back', readBack) : []),
    ...earlierReadBacks.flatMap((one) => (one.key === key ? said('Read back before it changed', one) : [])),
  ];
}

/** Words about matters that are not in the briefing: nothing that was typed is left out. */
function leftoverLines(handoff: Handoff, { sections }: Briefing): readonly string[] {
  const { items, readBacks, earlierReadBacks = [] } = handoff;
  const there = new Set(sections.flatMap((section) => section.items.map(({ key }) => key)));
  const keys = new Set([items, readBacks].flatMap(Object.keys).concat(earlierReadBacks.map(({ key }) => key)));
  return [...keys].flatMap((key) => {
    const words = items[key];
    const lines = there.has(key) ? [] : [...(words ? wordLines(words) : []), ...markLines(handoff, key)];
    return lines.length === 0 ? [] : [cleanLine(key, 400), ...lines];
  });
}

/** The whole of it, the sections in their order; an empty one says 'none'. */
export function handoffText(read: ReadHandoff): string {
  const { handoff, briefing, differences } = read;
  const sections = briefing.sections.flatMap((section, index) =>
    part(`${index + 1} ${section.title}`, [
      ...section.items.flatMap((item) => itemLines(item, handoff, briefing.asOf)),
      ...(section.id === 'contacts' && handoff?.contacts ? cleanOutput(handoff.contacts).split('\n') : []),
      ...(section.id === 'figures' ? figureLines(briefing) : []),
    ]),
  );
  const changes = (differences ?? []).map(({ how, subject, what, before, after }) => {
    const change = [before, after].filter((one) => one !== '').join(' → ');
    return cleanLine(`${how}: ${subject}, ${what}: ${change}`, 500);
  });
  const questions = (handoff?.questions ?? []).flatMap(({ by, text, answers }) => [
    ...cleanOutput(`${by}: ${text}`).split('\n'),
    ...(answers.length === 0 ? ['  no answer yet'] : []),
    ...answers.flatMap((one) =>
      cleanOutput(`${one.by}: ${one.text}`)
        .split('\n')
        .map((line) => `  ${line}`),
    ),
  ]);
  const leftovers = handoff ? leftoverLines(handoff, briefing) : [];
  return [
    ...headLines(read),
    ...(handoff?.judgement ? part('Judgement', cleanOutput(handoff.judgement).split('\n')) : []),
    ...sections,
    ...(leftovers.length > 0 ? part('Said about matters that are over', leftovers) : []),
    ...(handoff && handoff.readyAt !== null
      ? part('Since it froze', differences === null ? ['not known: no engine is running'] : changes)
      : []),
    ...(handoff ? part('Questions', questions) : []),
    '',
  ].join('\n');
}

/** Rows under headings; newest first. */
export function handoffList(handoffs: readonly HandoffSummary[], total: number): string {
  if (handoffs.length === 0) return 'No hand-overs.\n';
  const rows = handoffs.map(({ id, state, shift, outgoing, incoming, createdAt, endedAt }) => [
    id.slice(0, 8),
    state,
    shift.name,
    outgoing,
    incoming,
    second(createdAt),
    endedAt === null ? null : second(endedAt),
  ]);
  const more =
    total > handoffs.length ? `\n${total - handoffs.length} older ones are not shown: --limit ${total}.\n` : '';
  return `${table([['ID', 'STATE', 'SHIFT', 'OUTGOING', 'INCOMING', 'BEGUN', 'ENDED'], ...rows])}${more}`;
}
