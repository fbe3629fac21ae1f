// Who is on call when. A rota is layers of turns, the last layer that has somebody counting, and overrides before all;
// what nobody covers is a gap, and said to be one. Turns are handed over at a time on the wall of the rota's zone, so that
// a hand-over at 08:00 stays at 08:00 when the clocks are set (the turn over it lasts an hour less, or more).
// Source: spec incidents, "On call and escalation"; for hand-overs at a time that does not exist, or twice, zone-clock.ts.
import type { PersonId } from '../../contract/model/ids.ts';
import type { Layer, OnCallSpan, Schedule } from '../../contract/model/on-call.ts';
import { dayNumber, minutesOf, weekdayOf, type ZoneClock, zoneClock } from './zone-clock.ts';

/** Somebody is on call; [from, to), epoch ms. */
interface Turn {
  readonly from: number;
  readonly to: number;
  readonly personId: PersonId;
  readonly by: string;
}

const DAY_MS = 86_400_000;

/** The name of an override in `OnCallSpan.by`. */
export const OVERRIDE = 'override';

/** The rota over [from, to), epoch ms, in order, without overlap and without a hole: gaps have no person and no `by`. */
export function onCallSpans(schedule: Schedule, from: number, to: number): readonly OnCallSpan[] {
  if (to <= from) return [];
  const clock = zoneClock(schedule.zone, from, to);
  let covered: readonly Turn[] = [];
  for (const layer of schedule.layers) covered = overlay(covered, layerTurns(layer, clock, from, to));
  return withGaps(overlay(covered, overrideTurns(schedule, from, to)), from, to);
}

/** Who is on call at a moment, since when, until when, and who is next. */
export interface OnCallMoment {
  readonly personId: PersonId | null;
  /** Epoch ms; 0: ever since. */
  readonly since: number;
  /** When somebody else takes over, or nobody; null: never. */
  readonly until: number | null;
  /** Null: nobody, or never. */
  readonly nextId: PersonId | null;
}

/** How far to look for the hand-overs around a moment, days: near ones are found at once, rare ones at last. */
const HORIZONS = [8, 100, 800, 6_000] as const;

/** Who is on call at `at`, epoch ms. Layers do not matter here: who follows himself is not handed over. */
export function onCallAt(schedule: Schedule, at: number): OnCallMoment {
  let found: OnCallMoment = { personId: null, since: 0, until: null, nextId: null };
  for (const days of HORIZONS) {
    const from = Math.max(0, at - days * DAY_MS);
    const to = at + days * DAY_MS;
    const people = byPerson(onCallSpans(schedule, from, to));
    const index = people.findIndex((span) => span.to > at);
    const span = people[index];
    if (!span) return found;
    const next = people[index + 1] ?? null;
    const since = span.from === from ? 0 : span.from;
    found = { personId: span.personId, since, until: next?.from ?? null, nextId: next?.personId ?? null };
    if (since !== 0 && next) break;
  }
  return found;
}

function byPerson(spans: readonly OnCallSpan[]): readonly OnCallSpan[] {
  const merged: OnCallSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last?.personId === span.personId) merged[merged.length - 1] = { ...last, to: span.to };
    else merged.push(span);
  }
  return merged;
}

/** The turns of one layer that touch [from, to), within its hours. */
function layerTurns(layer: Layer, clock: ZoneClock, from: number, to: number): readonly Turn[] {
  const turns = rotation(layer, clock, from, to);
  return layer.hours === null ? turns : within(turns, hoursOf(layer.hours, clock, from, to));
}

/** The first turn begins on `startsOn` at the time of hand-over, whatever weekday that is; before it there is nobody. */
function rotation(layer: Layer, clock: ZoneClock, from: number, to: number): readonly Turn[] {
  const start = dayNumber(layer.startsOn);
  const at = minutesOf(layer.handover.at);
  const first = Math.max(start, clock.dayOf(from) - 1);
  const last = clock.dayOf(to) + 1;
  const turns: Turn[] = [];
  const begin = (day: number, since: number): void => {
    const personId = layer.people[handoversBy(layer, start, day) % layer.people.length];
    if (since >= to || personId === undefined) return;
    const before = turns.at(-1);
    if (before) turns[turns.length - 1] = { ...before, to: since };
    turns.push({ from: since, to, personId, by: layer.name });
  };
  if (first > last) return [];
  // Alone in it: nothing to hand over, and a far horizon costs nothing.
  const alone = new Set(layer.people).size === 1;
  // The turn that is on when the period begins is cut at its beginning; a later start than that is the first turn's own.
  begin(first, first === start ? Math.max(from, clock.instantOf(start, at)) : from);
  for (let day = first + 1; day <= last && !alone; day += 1) {
    if (isHandover(layer, start, day)) begin(day, Math.max(from, clock.instantOf(day, at)));
  }
  return turns.filter((turn) => turn.to > turn.from);
}

function isHandover({ handover }: Layer, start: number, day: number): boolean {
  switch (handover.every) {
    case 'day':
      return true;
    case 'week':
      return handover.days.includes(weekdayOf(day));
    case 'days':
      return (day - start) % handover.count === 0;
    default:
      return handover satisfies never;
  }
}

/** How often was handed over after the day `start`, up to and with the day `day`. */
function handoversBy({ handover }: Layer, start: number, day: number): number {
  const days = day - start;
  switch (handover.every) {
    case 'day':
      return days;
    case 'days':
      return Math.floor(days / handover.count);
    case 'week': {
      const weekdays = [...new Set(handover.days)];
      const began = weekdayOf(start);
      const rest = weekdays.filter((one) => (one - began + 7) % 7 !== 0 && (one - began + 7) % 7 <= days % 7).length;
      return Math.floor(days / 7) * weekdays.length + rest;
    }
    default:
      return handover satisfies never;
  }
}

/** The hours of a layer around [from, to), in order, without overlap. */
function hoursOf(
  hours: NonNullable<Layer['hours']>,
  clock: ZoneClock,
  from: number,
  to: number,
): readonly { readonly from: number; readonly to: number }[] {
  const begin = minutesOf(hours.from);
  const end = minutesOf(hours.to);
  const spans: { from: number; to: number }[] = [];
  for (let day = clock.dayOf(from) - 1; day <= clock.dayOf(to) + 1; day += 1) {
    if (!hours.days.includes(weekdayOf(day))) continue;
    spans.push({ from: clock.instantOf(day, begin), to: clock.instantOf(end > begin ? day : day + 1, end) });
  }
  return spans;
}

/** What of the turns lies within the hours; both in order, without overlap. */
function within(
  turns: readonly Turn[],
  hours: readonly { readonly from: number; readonly to: number }[],
): readonly Turn[] {
  const found: Turn[] = [];
  let place = 0;
  for (const turn of turns) {
    while ((hours[place]?.to ?? Number.POSITIVE_INFINITY) <= turn.from) place += 1;
    for (let at = place; at < hours.length; at += 1) {
      const open = hours[at];
      if (!open || open.from >= turn.to) break;
      const cut = { ...turn, from: Math.max(turn.from, open.from), to: Math.min(turn.to, open.to) };
      if (cut.to > cut.from) found.push(cut);
    }
  }
  return found;
}

/** Of overrides that overlap, the later one in the list counts: it was entered after the other. */
function overrideTurns({ overrides }: Schedule, from: number, to: number): readonly Turn[] {
  let turns: Turn[] = [];
  for (const one of overrides) {
    const cut = { from: Math.max(one.from, from), to: Math.min(one.to, to), personId: one.person, by: OVERRIDE };
    if (cut.to <= cut.from) continue;
    if (cut.from >= (turns.at(-1)?.to ?? cut.from)) turns.push(cut);
    else turns = [...overlay(turns, [cut])];
  }
  return turns;
}

/** `upper` wherever it has somebody, else `lower`; all in order, without overlap. */
function overlay(lower: readonly Turn[], upper: readonly Turn[]): readonly Turn[] {
  if (upper.length === 0) return lower;
  if (lower.length === 0) return upper;
  const pieces: Turn[] = [];
  let place = 0;
  for (const turn of lower) {
    let since = turn.from;
    while ((upper[place]?.to ?? Number.POSITIVE_INFINITY) <= since) place += 1;
    for (let at = place; since < turn.to; at += 1) {
      const above = upper[at];
      const end = Math.min(turn.to, above?.from ?? turn.to);
      if (end > since) pieces.push({ ...turn, from: since, to: end });
      if (!above || above.from >= turn.to) break;
      since = Math.max(since, above.to);
    }
  }
  return [...pieces, ...upper].sort((a, b) => a.from - b.from);
}

function withGaps(turns: readonly Turn[], from: number, to: number): readonly OnCallSpan[] {
  const spans: OnCallSpan[] = [];
  const add = (span: OnCallSpan): void => {
    const last = spans.at(-1);
    if (last && last.personId === span.personId && last.by === span.by)
      spans[spans.length - 1] = { ...last, to: span.to };
    else spans.push(span);
  };
  let since = from;
  for (const turn of turns) {
    if (turn.from > since) add({ from: since, to: turn.from, personId: null, by: '' });
    add(turn);
    since = turn.to;
  }
  if (since < to) add({ from: since, to, personId: null, by: '' });
  return spans;
}
