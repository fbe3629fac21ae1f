// A hand-over as it is read and printed: who to whom, judgement, the briefing in its order, what changed, questions, signatures.
import type { ShiftFigures } from '../../contract/model/briefing.ts';
import type { Spread } from '../../contract/model/figures.ts';
import type { Handoff, HandoffShift, Signature } from '../../contract/model/handoff.ts';
import { isOpenHandoff } from '../../contract/model/handoff.ts';
import { itemsOf } from '../core/handoff-state.ts';
import type { Block, Report } from './document.ts';
import type { HandoffSource } from './handoff-exporter.ts';
import { markRows, sectionBlocks, wordRows } from './handoff-items.ts';
import { missing, section } from './report-parts.ts';
import { bothText, spanText } from './times.ts';

/** Pure. Pauses between items, where there are many. */
export function* handoffReport(source: HandoffSource): Generator<void, Report> {
  const { handoff, briefing } = source.view;
  const to = handoff.next ? ` to ${handoff.next.name}` : '';
  const sections: Block[] = [];
  for (const [index, one] of briefing.sections.entries()) {
    for (const block of yield* sectionBlocks(one, index, source)) sections.push(block);
    if (one.id === 'contacts' && handoff.contacts.trim() !== '')
      sections.push({ type: 'words', text: handoff.contacts });
    if (one.id === 'figures') sections.push({ type: 'facts', rows: figureRows(briefing.figures, source.zone) });
  }
  return {
    title: `Hand-over ${handoff.shift.name}${to}`,
    sub: [stateText(handoff), `${handoff.outgoing} to ${handoff.incoming || 'nobody named yet'}`].join(' · '),
    blocks: [
      { type: 'facts', rows: factRows(source) },
      ...typed('Judgement', handoff.judgement),
      ...sections,
      ...leftoverBlocks(source),
      ...differenceBlocks(source),
      ...questionBlocks(source),
      section('Signatures'),
      { type: 'facts', rows: signatureRows(source) },
    ],
    foot: footOf(source),
  };
}

const typed = (title: string, text: string): readonly Block[] => [
  section(title),
  text.trim() === '' ? missing('none') : { type: 'words', text },
];

const STATES: Readonly<Record<Handoff['state'], string>> = {
  draft: 'DRAFT, not handed over',
  ready: 'READY, not accepted yet',
  accepted: 'accepted',
  'accepted-with-questions': 'accepted with questions',
  declined: 'DECLINED',
  superseded: 'superseded by another hand-over',
};
const stateText = ({ state }: Handoff): string => STATES[state];

const shiftText = ({ name, from, to }: HandoffShift, zone: string): string =>
  `${name}, ${bothText(from, zone)} to ${bothText(to, zone)}`;

function factRows({ view: { handoff, briefing }, zone }: HandoffSource): readonly (readonly [string, string])[] {
  const { shift, next, override, declined, thawed, hash, createdAt, readyAt, endedAt, ticked, readBack } = handoff;
  const time = (label: string, at: number | null) => (at === null ? [] : [[label, bothText(at, zone)] as const]);
  return [
    ['State', stateText(handoff)],
    ['Shift', shiftText(shift, zone)],
    ['Next shift', next ? shiftText(next, zone) : 'none is planned'],
    ['Outgoing', handoff.outgoing],
    ['Incoming', handoff.incoming || 'nobody named yet'],
    ['Begun', bothText(createdAt, zone)],
    ...time('Ready', readyAt),
    ...time('Ended', endedAt),
    ['Briefing of', bothText(briefing.asOf, zone)],
    ['Snapshot', hash === '' ? 'not frozen' : hash],
    ...(ticked.of > 0 ? [['Ticked', `${ticked.done} of ${ticked.of}`] as const] : []),
    ...(readBack.of > 0 ? [['Read back', `${readBack.done} of ${readBack.of}`] as const] : []),
    ...(override
      ? [
          [
            'Overridden',
            `${override.by}, ${bothText(override.at, zone)}: ${override.reason} (${override.blocks.join(' ')})`,
          ] as const,
        ]
      : []),
    ...(thawed
      ? [['Taken back to draft', `${thawed.by}, ${bothText(thawed.at, zone)}: ${thawed.reason}`] as const]
      : []),
    ...(declined ? [['Declined', `${declined.by}, ${bothText(declined.at, zone)}: ${declined.reason}`] as const] : []),
  ];
}

/** 'n 7, median 2 min, 90th percentile 9 min, most 12 min'. */
function spreadText({ n, medianMs, p90Ms, maxMs, meanMs }: Spread): string {
  if (n === 0) return 'n 0';
  const part = (label: string, ms: number | null) => (ms === null ? '' : `${label} ${spanText(ms)}`);
  return [`n ${n}`, part('median', medianMs), part('90th percentile', p90Ms), part('most', maxMs), part('mean', meanMs)]
    .filter((one) => one !== '')
    .join(', ');
}

function figureRows(figures: ShiftFigures, zone: string): readonly (readonly [string, string])[] {
  const { from, to, alerts, operators, perHour, peakTenMinutes, unacknowledged, sla } = figures;
  return [
    ['Period', `${bothText(from, zone)} to ${bothText(to, zone)}`],
    ['Alarms', `${alerts}, most in ten minutes ${peakTenMinutes}`],
    [
      'For one operator',
      `${perHour.toFixed(1)} an hour with ${operators} at work; good is at most 6, the most that can be managed 12`,
    ],
    ['Time to acknowledge', spreadText(figures.timeToAcknowledge)],
    ['Never acknowledged', `${unacknowledged}, in no average`],
    ['Time to resolve', spreadText(figures.timeToResolve)],
    ['Incidents', `${figures.incidentsOpened} opened, ${figures.incidentsClosed} closed`],
    ['SLA kept', sla.of === 0 ? 'none was due' : `${sla.kept} of ${sla.of}`],
  ];
}

/** Words about matters that are not in the briefing, read-backs among them: nothing that was typed is left out. */
function leftoverBlocks({ view: { handoff, briefing }, zone }: HandoffSource): readonly Block[] {
  const { items, readBacks, earlierReadBacks = [], thawed } = handoff;
  const there = new Set(itemsOf({ briefing }).map(({ key }) => key));
  const named = new Map(thawed ? itemsOf(thawed).map(({ key, subject }) => [key, subject]) : []);
  const keys = new Set([items, readBacks].flatMap(Object.keys).concat(earlierReadBacks.map(({ key }) => key)));
  const left = [...keys].flatMap((key): readonly Block[] => {
    if (there.has(key)) return [];
    const words = items[key];
    const rows = [...(words ? wordRows(words, zone) : []), ...markRows(handoff, key, zone)];
    const title = named.get(key) ?? key;
    return rows.length === 0
      ? []
      : [{ type: 'matter', mark: 'stable', title, sub: 'not in the briefing any more', rows }];
  });
  return left.length === 0 ? [] : [section('Said about matters that are over'), ...left];
}

const SIGNS = { new: '+', changed: '~', gone: '−' } as const;

function differenceBlocks({ view: { handoff, differences } }: HandoffSource): readonly Block[] {
  if (handoff.readyAt === null) return [];
  const rows = differences.map(({ how, subject, what, before, after }) => [
    `${SIGNS[how]} ${how}`,
    subject,
    what,
    before,
    after,
  ]);
  return [
    section(isOpenHandoff(handoff.state) ? 'Since it froze' : 'What had changed when it ended'),
    rows.length > 0 ? { type: 'table', headings: ['', 'Matter', 'What', 'Before', 'After'], rows } : missing('none'),
  ];
}

function questionBlocks({ view: { handoff }, zone }: HandoffSource): readonly Block[] {
  const rows = handoff.questions.flatMap(({ by, at, text, answers }) => [
    ['asked', by, bothText(at, zone), text],
    ...(answers.length === 0 ? [['answer', 'nobody', '', 'no answer yet']] : []),
    ...answers.map((one) => ['answer', one.by, bothText(one.at, zone), one.text]),
  ]);
  return [
    section('Questions'),
    rows.length > 0 ? { type: 'table', headings: ['', 'Who', 'When', 'Words'], rows } : missing('none'),
  ];
}

function signatureText(signature: Signature | null, zone: string): string {
  if (!signature) return 'not signed';
  const { by, at, head, withPin, desk } = signature;
  const where = desk === '' ? '' : `, at ${desk}'s desk`;
  return `${by}, ${bothText(at, zone)}, ${withPin ? 'with PIN' : 'without a PIN'}${where}, head of the chain entry ${head.seq} ${head.hash}`;
}

const signatureRows = ({ view: { handoff }, zone }: HandoffSource): readonly (readonly [string, string])[] => [
  ['Outgoing', signatureText(handoff.signatures.outgoing, zone)],
  ['Incoming', signatureText(handoff.signatures.incoming, zone)],
];

/** Where the file comes from, and what it is verified against. */
function footOf({ view: { handoff, head }, exportedAt, exportedBy, zone }: HandoffSource): readonly string[] {
  return [
    `Hand-over ${handoff.id}, written ${bothText(exportedAt, zone)} for ${exportedBy} by Watchfloor. Local times are of ${zone}.`,
    ...(handoff.hash === ''
      ? ['It was never frozen: there is nothing to verify.']
      : [
          `Snapshot: SHA-256 ${handoff.hash} of the RFC 8785 form of briefing and words. The JSON export carries both and can be computed again; the journal has the same hash in the entry behind the head that the outgoing signature names.`,
        ]),
    `Head of the journal's chain: entry ${head.seq}, ${head.hash}`,
  ];
}
