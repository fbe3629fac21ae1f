// What is otherwise in one briefing than in another, item by item: what came, what went, what changed, with before and after.
// Figures that changed inside a sentence are named by the words in front of them: 'lag', '1 190 s' to '1 240 s'.
import type { Briefing, BriefingItem } from '../../contract/model/briefing.ts';
import type { BriefingDifference } from '../../contract/model/handoff.ts';
import type { SlaClock } from '../../contract/model/sla.ts';
import { utc } from './incident-words.ts';
import { sameValue } from './same-value.ts';

type Change = Pick<BriefingDifference, 'what' | 'before' | 'after'>;

/** A number with what may stand between and behind its digits: '1 240 s', '92 %', '3.5 GB', '2 h 5 min' (one figure). */
const NUMBER = String.raw`\d+(?:[ .,:]\d+)*`;
const UNIT = String.raw`\s?(?:%|ms|s|min|h|d|days?|[kMGTP]?B|[kMG]bit\/s)(?![\p{L}\d])`;
const FIGURE = new RegExp(`${NUMBER}(?:${UNIT}(?:\\s\\d+${UNIT})*)?`, 'gu');
const WORDS_BEFORE = 2;
const LINE = 300;

const short = (text: string): string => (text.length > LINE ? `${text.slice(0, LINE - 1)}…`.toWellFormed() : text);
const skeleton = (text: string): string => text.replace(FIGURE, '#');

/** The words in front of a figure: 'Replication lag' of 'Replication lag 1 240 s'; '' where a sentence begins with it. */
function nameOf(before: string): string {
  const clause = before.split(/[,;:(]/).at(-1) ?? '';
  return clause.trim().split(/\s+/).slice(-WORDS_BEFORE).join(' ').replaceAll('#', '').trim();
}

/** Each figure that differs between two sentences of the same words; null: the words differ too. */
function figureChanges(before: string, after: string): readonly Change[] | null {
  if (skeleton(before) !== skeleton(after)) return null;
  const now = [...after.matchAll(FIGURE)];
  return [...before.matchAll(FIGURE)].flatMap((match, at): readonly Change[] => {
    const [was] = match;
    const is = now[at]?.[0] ?? '';
    return was === is ? [] : [{ what: nameOf(before.slice(0, match.index)), before: was, after: is }];
  });
}

function sentenceChanges(what: string, before: string, after: string): readonly Change[] {
  if (before === after) return [];
  const figures = figureChanges(before, after);
  if (figures?.length && figures.every((one) => one.what !== '')) return figures;
  return [{ what, before: short(before), after: short(after) }];
}

/** Sentences that stand in both are no news, wherever they stand; of the same words they are compared by their figures. */
function factChanges(before: readonly string[], after: readonly string[]): readonly Change[] {
  const gone = before.filter((one) => !after.includes(one));
  const fresh = after.filter((one) => !before.includes(one));
  const figures: Change[] = [];
  for (const one of [...gone]) {
    const like = fresh.find((other) => skeleton(other) === skeleton(one));
    const changes = like === undefined ? null : figureChanges(one, like);
    if (like === undefined || !changes?.length || changes.some(({ what }) => what === '')) continue;
    figures.push(...changes);
    gone.splice(gone.indexOf(one), 1);
    fresh.splice(fresh.indexOf(like), 1);
  }
  if (gone.length === 0 && fresh.length === 0) return figures;
  return [...figures, { what: 'facts', before: short(gone.join('; ')), after: short(fresh.join('; ')) }];
}

const time = (at: number | null): string => (at === null ? '' : utc(at));
const slaText = (clock: SlaClock | null): string => (clock === null ? '' : `time to ${clock.kind} ${clock.state}`);

function itemChanges(before: BriefingItem, after: BriefingItem): readonly Change[] {
  const newest = (item: BriefingItem) => item.tried[0] ?? null;
  const [was, is] = [newest(before), newest(after)];
  return [
    ...(before.severity === after.severity
      ? []
      : [{ what: 'severity', before: severityText(before), after: severityText(after) }]),
    ...(before.stance === after.stance ? [] : [{ what: 'stance', before: before.stance, after: after.stance }]),
    ...sentenceChanges('state', before.state, after.state),
    ...sentenceChanges('title', before.title, after.title),
    ...(before.subject === after.subject ? [] : [{ what: 'name', before: before.subject, after: after.subject }]),
    ...(before.owner === after.owner
      ? []
      : [{ what: 'owner', before: before.owner || 'nobody', after: after.owner || 'nobody' }]),
    ...(before.until === after.until ? [] : [{ what: 'until', before: time(before.until), after: time(after.until) }]),
    ...(slaText(before.sla) === slaText(after.sla)
      ? []
      : [{ what: 'SLA', before: slaText(before.sla), after: slaText(after.sla) }]),
    ...factChanges(before.facts, after.facts),
    ...(is === null || sameValue(was, is)
      ? []
      : [{ what: 'tried', before: '', after: short(`${is.who}: ${is.text}`) }]),
  ];
}

const severityText = ({ severity }: BriefingItem): string => (severity === null ? 'none' : `SEV${severity}`);

/** Each in a line of its own: what would have the same name twice is told whole. */
function distinct(changes: readonly Change[]): readonly Change[] {
  const byName = Map.groupBy(changes, ({ what }) => what);
  return [...byName].map(([what, all]) => ({
    what,
    before: short(joined(all.map(({ before }) => before))),
    after: short(joined(all.map(({ after }) => after))),
  }));
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('; ');

const WHOLE: Readonly<Record<'new' | 'gone', string>> = { new: 'is new', gone: 'is over' };

/** The whole of what an item says in a line. */
const lineOf = ({ title, state }: BriefingItem): string => short(joined([title, state]));

/** Figures differ at every look and promises are people's: neither is news. What came first, then what changed, then what went. */
const compared = (briefing: Briefing): readonly BriefingItem[] =>
  briefing.sections.flatMap(({ id, items }) => (id === 'figures' || id === 'promises' ? [] : items));

/** Pure; empty where both say the same. */
export function differencesOf(before: Briefing, after: Briefing): readonly BriefingDifference[] {
  const was = new Map(compared(before).map((item) => [item.key, item]));
  const now = new Map(compared(after).map((item) => [item.key, item]));
  const of = (how: BriefingDifference['how'], { key, section, subject }: BriefingItem, change: Change) => ({
    ...{ how, key, section, subject },
    ...change,
  });
  const fresh = [...now.values()].filter(({ key }) => !was.has(key));
  const gone = [...was.values()].filter(({ key }) => !now.has(key));
  const both = [...was.values()].flatMap((item) => {
    const after = now.get(item.key);
    return after === undefined ? [] : [[item, after] as const];
  });
  const ended = both.filter(([item, after]) => after.section === 'resolved' && item.section !== 'resolved');
  const others = both.filter((pair) => !ended.includes(pair));
  return [
    ...fresh.map((item) => of('new', item, { what: WHOLE.new, before: '', after: lineOf(item) })),
    ...others.flatMap(([item, after]) =>
      distinct(itemChanges(item, after)).map((change) => of('changed', after, change)),
    ),
    ...ended.map(([item, after]) => of('gone', item, { what: WHOLE.gone, before: lineOf(item), after: lineOf(after) })),
    ...gone.map((item) => of('gone', item, { what: WHOLE.gone, before: lineOf(item), after: '' })),
  ];
}

/** Whether a tick or a read-back of the one still speaks of the other. */
export const saysTheSame = (before: BriefingItem, after: BriefingItem): boolean =>
  itemChanges(before, after).length === 0;
