// Pure: the figures of a shift in words, each with what it counts.

import type { ShiftFigures } from '../../../electron/contract/model/briefing.ts';
import type { Kept, Spread } from '../../../electron/contract/model/figures.ts';
import { count, figure } from '../../lib/number.ts';
import { clockShort, duration } from '../../lib/time.ts';

/** Alerts an hour one operator can manage; the limit of the pictures and of the spec. */
const MOST_PER_HOUR = 12;

const perHour = ({ perHour: rate }: ShiftFigures): string => String(Math.round(rate * 10) / 10);

const spread = ({ n, medianMs, p90Ms, maxMs }: Spread): string =>
  n === 0 || medianMs === null
    ? 'none'
    : `median ${duration(medianMs)}${p90Ms === null ? '' : `, 90 % within ${duration(p90Ms)}`}${maxMs === null ? '' : `, longest ${duration(maxMs)}`}, of ${n}`;

const kept = (sla: Kept): string => (sla.of === 0 ? 'none ended' : `${sla.kept} of ${sla.of} kept`);

/** All of them: what, and how much. */
export function figureLines(figures: ShiftFigures): readonly (readonly [what: string, value: string])[] {
  const { alerts, operators, peakTenMinutes, timeToAcknowledge, unacknowledged, timeToResolve } = figures;
  const without = unacknowledged === 0 ? '' : `; ${figure(unacknowledged)} nobody acknowledged`;
  return [
    [
      'Alarm load',
      `${count(alerts, 'alert')}, ${perHour(figures)} an hour for ${operators === 1 ? 'one operator' : `each of ${figure(operators)} operators`}; at most ${figure(peakTenMinutes)} in ten minutes`,
    ],
    ['Time to acknowledge', `${spread(timeToAcknowledge)}${without}`],
    ['Time to resolve', spread(timeToResolve)],
    ['Incidents', `${figure(figures.incidentsOpened)} opened, ${figure(figures.incidentsClosed)} closed`],
    ['Promised times', kept(figures.sla)],
  ];
}

/** In a line: '7.9 alerts/h, MTTA 2 min 14 s'. */
export function figuresShort(figures: ShiftFigures): string {
  const { medianMs } = figures.timeToAcknowledge;
  const load = `${perHour(figures)} alerts/h`;
  return medianMs === null ? load : `${load}, acknowledged in ${duration(medianMs)}`;
}

/** Under the heading of the picture of a shift. */
export const glanceWords = (figures: ShiftFigures): string =>
  `${clockShort(figures.from)} to ${clockShort(figures.to)} UTC, ${count(figures.alerts, 'alert')}, ${perHour(figures)} an hour for one operator, the most is ${MOST_PER_HOUR}`;
