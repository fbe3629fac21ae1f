// Items of a briefing as they are printed: each with what is known of it and what people said of it.
import type { BriefingItem, BriefingSection } from '../../contract/model/briefing.ts';
import type { Handoff, ItemWords } from '../../contract/model/handoff.ts';
import type { SlaClock } from '../../contract/model/sla.ts';
import type { Block, MatterRow } from './document.ts';
import type { HandoffSource } from './handoff-exporter.ts';
import { bothText, spanText } from './times.ts';

const plainRow = (label: string, text: string): readonly MatterRow[] =>
  text === '' ? [] : [{ label, text, isTyped: false }];
const typedRow = (label: string, text: string): readonly MatterRow[] =>
  text.trim() === '' ? [] : [{ label, text, isTyped: true }];

/** 'time to resolve: 9 min 40 s left', as of the briefing. */
function slaText(clock: SlaClock, asOf: number): string {
  const { kind, state, dueAt } = clock;
  const name = `time to ${kind}`;
  if (dueAt === null) return `${name}: paused`;
  if (state === 'missed' || dueAt <= asOf) return `${name}: missed ${spanText(Math.max(0, asOf - dueAt))} before`;
  return `${name}: ${spanText(dueAt - asOf)} left`;
}

/** What was said about it: next action and when, if-then, what was tried. */
export function wordRows({ next, nextAt, ifThen, tried }: ItemWords, zone: string): readonly MatterRow[] {
  return [
    ...typedRow('Next action', next),
    ...(nextAt === null ? [] : plainRow('When', bothText(nextAt, zone))),
    ...typedRow('If, then', ifThen),
    ...typedRow('Tried', tried),
  ];
}

/** Whether it was ticked, and every word it was read back in. */
export function markRows(handoff: Handoff, key: string, zone: string): readonly MatterRow[] {
  const [tick, readBack] = [handoff.ticks[key], handoff.readBacks[key]];
  const earlier = (handoff.earlierReadBacks ?? []).filter((one) => one.key === key);
  return [
    ...(tick ? plainRow('Ticked', `${tick.by}, ${bothText(tick.at, zone)}`) : []),
    ...(readBack
      ? [...typedRow('Read back', readBack.text), ...plainRow('by', `${readBack.by}, ${bothText(readBack.at, zone)}`)]
      : []),
    ...earlier.flatMap((one) => [
      ...typedRow('Read back before it changed', one.text),
      ...plainRow('by', `${one.by}, ${bothText(one.at, zone)}`),
    ]),
  ];
}

function itemBlock(item: BriefingItem, { view: { handoff, briefing }, zone }: HandoffSource): Block {
  const { key, stance, severity, subject, title, state, owner, since, until, facts, tried, sla, lastNoteAt } = item;
  const words = handoff.items[key];
  const stands = [severity === null ? '' : `SEV${severity}`, state, owner === '' ? 'nobody has it' : owner];
  return {
    type: 'matter',
    mark: stance,
    title: title === subject ? subject : `${subject}: ${title}`,
    // What is merely told has no owner.
    sub: (stance === 'stable' && owner === '' ? stands.slice(0, 2) : stands).filter((one) => one !== '').join(' · '),
    rows: [
      ...(words ? wordRows(words, zone) : []),
      ...tried.flatMap(({ at, who, text }) => plainRow('On record', `${bothText(at, zone)} ${who}: ${text}`)),
      ...facts.flatMap((fact) => plainRow('Fact', fact)),
      ...(since === null ? [] : plainRow('Since', bothText(since, zone))),
      ...(until === null ? [] : plainRow(untilLabel(item), bothText(until, zone))),
      ...(sla === null ? [] : plainRow('SLA', slaText(sla, briefing.asOf))),
      ...(lastNoteAt === null ? [] : plainRow('Last note', bothText(lastNoteAt, zone))),
      ...markRows(handoff, key, zone),
    ],
  };
}

function untilLabel({ section, state }: BriefingItem): string {
  if (section === 'resolved') return 'Over';
  if (section === 'promises') return state === 'kept' ? 'Kept' : 'Due';
  return section === 'capacity' ? 'Full' : 'Until';
}

/** So many items are written between two pauses. */
const SLICE = 200;

/** Its items, or 'none'. */
export function* sectionBlocks(
  { id, title, items }: BriefingSection,
  index: number,
  source: HandoffSource,
): Generator<void, readonly Block[]> {
  const blocks: Block[] = [{ type: 'section', title: `${index + 1} ${title}` }];
  if (items.length === 0 && id !== 'figures') blocks.push({ type: 'missing', text: 'none' });
  for (const [n, item] of items.entries()) {
    if (n % SLICE === SLICE - 1) yield;
    blocks.push(itemBlock(item, source));
  }
  return blocks;
}
