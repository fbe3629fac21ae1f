// Whether a figure of the alarm load is good, and what to do when it is not: one sentence that names where to begin.
// Goals as ISA-18.2 and EEMUA 191 have them; the step from manageable to too much is theirs where they name one, ours else.
import { Temporal } from 'temporal-polyfill';
import type { AlarmLoad, AlarmSource, Flood, LoadFigure } from '../../contract/model/alarm-load.ts';

type Verdict = LoadFigure['verdict'];

/** With fewer alerts shares say nothing: ten sources always make most of a handful. */
export const FEWEST_FOR_SHARES = 50;
const DAY_MS = 86_400_000;

const judged = (value: number, good: number, manageable: number): Verdict =>
  value <= good ? 'good' : value <= manageable ? 'manageable' : 'too-much';

const figure = (value: number, goal: number, unit: string, verdict: Verdict, advice: string): LoadFigure => ({
  value,
  goal,
  unit,
  verdict,
  advice: verdict === 'good' ? '' : advice,
});

/** About 6 an hour are acceptable, 12 the most. */
export function perHourFigure(value: number, top: readonly AlarmSource[]): LoadFigure {
  return figure(value, 6, '/h', judged(value, 6, 12), loudest(top));
}

/** Up to 10 can be followed. */
export function peakFigure({ alerts, at }: { readonly alerts: number; readonly at: number }): LoadFigure {
  const advice = `${alerts} alerts came within 10 minutes from ${moment(at)} UTC: name the parents of what failed together, so that one alert stands for all, or lengthen groupWait`;
  return figure(alerts, 10, 'in 10 min', judged(alerts, 10, 20), advice);
}

/** Percent of the time. */
export function floodFigure(value: number, floods: readonly Flood[]): LoadFigure {
  const worst = floods.toSorted((a, b) => b.alerts - a.alerts)[0];
  const advice = worst
    ? `the worst of ${floods.length} began ${moment(worst.from)} UTC with ${worst.alerts} alerts: look what they have in common, and make it their parent`
    : '';
  return figure(value, 1, '%', judged(value, 1, 5), advice);
}

export function chatteringFigure(sources: readonly AlarmSource[]): LoadFigure {
  const [first] = sources;
  const more = sources.length > 1 ? ` (and ${sources.length - 1} more)` : '';
  const advice = `${first?.subject ?? ''}${more} turned bad and good three times within a minute: raise maxAttempts or recoverAfter, or leave flap detection on`;
  return figure(sources.length, 0, 'sources', judged(sources.length, 0, 3), advice);
}

/** Under 5 on any day. */
export function staleFigure(
  stale: readonly { readonly subject: string; readonly since: number }[],
  to: number,
): LoadFigure {
  const [oldest] = stale;
  const days = oldest ? Math.floor((to - oldest.since) / DAY_MS) : 0;
  const advice = `${oldest?.subject ?? ''} has been open for ${days} days: repair it, plan its maintenance, or stop checking what nobody will repair`;
  return figure(stale.length, 5, 'problems', judged(stale.length, 4, 9), advice);
}

/** Percent of the load that the ten worst sources make. */
export function topTenFigure(top: readonly AlarmSource[], alerts: number): LoadFigure {
  const value = 100 * top.reduce((sum, { share }) => sum + share, 0);
  const verdict = alerts < FEWEST_FOR_SHARES ? 'good' : judged(value, 5, 20);
  return figure(value, 5, '%', verdict, loudest(top));
}

/** The share of low priority (SEV3, SEV4), percent; judged with the others against 80/15/5. */
export function prioritiesFigure(bySeverity: AlarmLoad['bySeverity']): LoadFigure {
  const all = bySeverity.reduce((sum, count) => sum + count, 0);
  const share = (count: number): number => (all === 0 ? 0 : (100 * count) / all);
  const [high, medium, ...low] = bySeverity;
  const value = share((low[0] ?? 0) + (low[1] ?? 0));
  const verdict: Verdict =
    all < FEWEST_FOR_SHARES || (value >= 70 && share(high) <= 10)
      ? 'good'
      : value >= 50 && share(high) <= 20
        ? 'manageable'
        : 'too-much';
  const advice = `${percent(share(high))} are SEV1 and ${percent(share(medium))} SEV2: write severity rules, so that only what cannot wait says so`;
  return figure(value, 80, '%', verdict, advice);
}

function loudest([first]: readonly AlarmSource[]): string {
  if (!first) return '';
  return `${first.subject} made ${percent(100 * first.share)} of the load: raise its maxAttempts, or repair what makes it fail`;
}

const percent = (value: number): string => `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} %`;

const moment = (at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toString().slice(0, 16).replace('T', ' ');
