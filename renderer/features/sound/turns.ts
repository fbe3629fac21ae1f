// Pure: whose turn it is to sound. Patterns never overlap; every new alarm is heard at least once, the worst first; then
// the worst of those that repeat comes again and again until it is acknowledged or silenced.
import type { Alarm } from '../../../electron/contract/model/notice.ts';
import type { Severity } from '../../../electron/contract/model/severity.ts';
import { lengthOf, patternOf, type Step, stepAfter } from './tones.ts';

export interface Turns {
  /** Alarms that had their turn. */
  readonly heard: ReadonlySet<string>;
  /** When the pattern that sounds now is over, epoch ms. */
  readonly busyUntil: number;
  /** When each severity began last, epoch ms. */
  readonly startedAt: Readonly<Partial<Record<Severity, number>>>;
}

export const NO_TURNS: Turns = { heard: new Set(), busyUntil: 0, startedAt: {} };

/** Between two patterns, ms: enough to hear where one ends. */
const PAUSE_MS = 400;
/** An alarm that sounds once and is older is history: a window that is opened later keeps quiet about it, ms. */
const ONCE_WITHIN_MS = 30_000;

export interface Turn {
  readonly turns: Turns;
  /** What to play now; null: nothing. */
  readonly play: Severity | null;
  /** How urgently: the longest that nobody took one of that severity decides. */
  readonly step: Step;
  /** When to ask again, epoch ms; null: not before the alarms change. */
  readonly nextAt: number | null;
}

/** Whose turn it is at `now` (epoch ms). An alarm nobody took gets more urgent each `louderAfterMs`; 0: never. */
export function takeTurn(before: Turns, alarms: readonly Alarm[], now: number, louderAfterMs = 0): Turn {
  // A clock that was set back must not mean silence until it has caught up.
  const turns = before.busyUntil > now + 60_000 ? { ...NO_TURNS, heard: before.heard } : before;
  const heard = new Set(alarms.flatMap(({ id }) => (turns.heard.has(id) ? id : [])));
  for (const { id, repeats, at } of alarms) if (!repeats && now - at > ONCE_WITHIN_MS) heard.add(id);
  const kept = { ...turns, heard };
  const fresh = worst(alarms.filter(({ id }) => !heard.has(id)));
  const again = worst(alarms.filter(({ repeats }) => repeats));
  if (fresh === null && again === null) return { turns: kept, play: null, step: 1, nextAt: null };
  if (turns.busyUntil > now) return { turns: kept, play: null, step: 1, nextAt: turns.busyUntil };
  if (fresh !== null) return begin(kept, alarms, fresh, stepOf(alarms, fresh, now, louderAfterMs), now);
  const severity = again as Severity;
  const step = stepOf(alarms, severity, now, louderAfterMs);
  const { everyMs } = patternOf(severity, step);
  const dueAt = (turns.startedAt[severity] ?? 0) + everyMs;
  const isDue = dueAt <= now || dueAt > now + everyMs;
  return isDue ? begin(kept, alarms, severity, step, now) : { turns: kept, play: null, step, nextAt: dueAt };
}

/** Only what repeats gets more urgent: a chime that came late is no more than a chime. */
function stepOf(alarms: readonly Alarm[], severity: Severity, now: number, louderAfterMs: number): Step {
  const since = alarms.filter((one) => one.repeats && one.severity === severity).map(({ at }) => at);
  return since.length === 0 ? 1 : stepAfter(now - Math.min(...since), louderAfterMs);
}

/** One pattern speaks for all new alarms of its severity: ten at once are one chime, not ten. */
function begin(turns: Turns, alarms: readonly Alarm[], severity: Severity, step: Step, now: number): Turn {
  const heard = new Set(turns.heard);
  for (const alarm of alarms) if (alarm.severity === severity) heard.add(alarm.id);
  const busyUntil = now + lengthOf(patternOf(severity, step)) + PAUSE_MS;
  return {
    turns: { heard, busyUntil, startedAt: { ...turns.startedAt, [severity]: now } },
    play: severity,
    step,
    nextAt: busyUntil,
  };
}

const worst = (alarms: readonly Alarm[]): Severity | null =>
  alarms.length === 0 ? null : (Math.min(...alarms.map(({ severity }) => severity)) as Severity);
