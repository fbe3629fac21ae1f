// When people were interrupted: alerts by business, off and sleep hours, and night by night.
import { coverageGaps } from './report-coverage.ts';
import { counted, type FigureKind, part, type SectionKind, tally } from './report-kinds.ts';
import type { ReportRows } from './report-rows.ts';
import { barChart, many, shareChart, slotOf } from './report-words.ts';

export const HOURS = ['business', 'off', 'sleep'] as const;
export type HoursWord = (typeof HOURS)[number];

const TITLES = {
  business: 'Alerts in business hours',
  off: 'Alerts in off hours',
  sleep: 'Alerts in sleep hours',
} as const;

const byHours = HOURS.map(
  (hours): FigureKind<ReportRows> => ({
    id: `interruptions.${hours}`,
    title: TITLES[hours],
    type: 'count',
    unit: 'alerts',
    definition: `Rows with hours = ${hours}.`,
    rows: ['alerts'],
    count: ({ alerts }) => tally(alerts.filter((alert) => alert.hours === hours)),
  }),
);

/** Of a night that nobody watched it is not known that it was quiet. */
const nightsOf = (rows: ReportRows): ReportRows['interruption-nights'] =>
  rows['interruption-nights'].filter(({ watchedMs, alerts }) => (watchedMs ?? 0) > 0 || (alerts ?? 0) > 0);
const NIGHTS = 'n is the number of rows with watchedMs > 0 or alerts > 0; others are in no figure.';

export const INTERRUPTIONS: SectionKind<ReportRows> = {
  id: 'interruptions',
  title: 'Interruptions',
  figures: [
    ...byHours,
    {
      id: 'interruptions.disturbed-nights',
      title: 'Nights with an alert',
      type: 'count',
      unit: 'nights',
      definition: `Rows with alerts > 0; empty where n = 0. ${NIGHTS}`,
      rows: ['interruption-nights'],
      count: (rows) => part(nightsOf(rows), ({ alerts }) => (alerts ?? 0) > 0),
    },
    {
      id: 'interruptions.per-night',
      title: 'Alerts a night',
      type: 'number',
      unit: 'alerts/night',
      needs: 5,
      definition: `Sum of alerts / n, a mean; empty where n < 5. ${NIGHTS}`,
      rows: ['interruption-nights'],
      count: (rows) => {
        const nights = nightsOf(rows);
        const sum = nights.reduce((total, { alerts }) => total + (alerts ?? 0), 0);
        return counted(nights.length < 5 ? null : sum / nights.length, nights.length);
      },
    },
    {
      id: 'interruptions.worst-night',
      title: 'Alerts in the worst night',
      type: 'count',
      unit: 'alerts',
      definition: `The greatest alerts of these rows; empty where n = 0. ${NIGHTS}`,
      rows: ['interruption-nights'],
      count: (rows) => {
        const alerts = nightsOf(rows).map((night) => night.alerts ?? 0);
        return counted(alerts.length === 0 ? null : Math.max(...alerts), alerts.length);
      },
    },
  ],
  tables: [{ rows: 'interruption-nights', most: 31 }],
  lead(of) {
    const [business, off, sleep] = HOURS.map((hours) => of(`interruptions.${hours}`).value ?? 0);
    const { value: disturbed, n } = of('interruptions.disturbed-nights');
    const nights = n === 0 ? '' : ` ${disturbed} of ${many(n, 'night')} had at least one.`;
    return `${many(sleep ?? 0, 'alert')} came in sleep hours, ${off} in off hours and ${business} in business hours.${nights}`;
  },
  charts: (rows, frame) => {
    const counts = new Map(HOURS.map((hours) => [hours as string, frame.slots.map(() => 0)]));
    for (const { at, hours } of rows.alerts) {
      const of = counts.get(hours);
      const slot = at === null ? -1 : slotOf(frame.slots, at);
      if (of && slot >= 0) of[slot] = (of[slot] ?? 0) + 1;
    }
    const series = [...counts].map(([name, values]) => ({ name, values }));
    const whole = series.map(({ name, values }) => ({ name, values: [values.reduce((sum, one) => sum + one, 0)] }));
    return [
      ...(rows.alerts.length > 0 ? [shareChart('Alerts by hours', 'alerts', ['Alerts'], whole)] : []),
      barChart(`Alerts by ${frame.slotWord} and hours`, 'alerts', frame, series),
    ];
  },
  gaps: (rows, frame) => {
    const words = rows.basis.find(({ name }) => name === 'hours')?.words ?? '';
    const lost = rows['interruption-nights'].length - nightsOf(rows).length;
    return [
      ...coverageGaps(rows, frame),
      ...(lost > 0 ? [`Nobody watched in ${many(lost, 'night')}: not counted as quiet, nor in any figure.`] : []),
      ...(words === '' ? [] : [`Hours: ${words}.`]),
    ];
  },
};
