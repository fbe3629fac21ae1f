// What fills up, and when: as it was known at the end of the period.
import { counted, type FigureKind, part, type SectionKind } from './report-kinds.ts';
import type { ReportRows } from './report-rows.ts';
import { many, verb } from './report-words.ts';

const within = (days: number): FigureKind<ReportRows> => ({
  id: `capacity.within-${days}-days`,
  title: `Full within ${days} days`,
  type: 'count',
  unit: 'places',
  definition: `Rows with leftDays ≤ ${days}; empty without rows. n is the number of rows.`,
  rows: ['forecasts'],
  count: ({ forecasts }) => part(forecasts, ({ leftDays }) => leftDays !== null && leftDays <= days),
});

export const CAPACITY: SectionKind<ReportRows> = {
  id: 'capacity',
  title: 'Capacity',
  figures: [
    {
      id: 'capacity.soonest',
      title: 'Days until the first is full',
      type: 'number',
      unit: 'days',
      definition: 'The least leftDays; empty where no row has one. n is the number of rows.',
      rows: ['forecasts'],
      count: ({ forecasts }) => {
        const left = forecasts.flatMap(({ leftDays }) => leftDays ?? []);
        return counted(left.length === 0 ? null : Math.min(...left), forecasts.length);
      },
    },
    within(7),
    within(30),
    within(90),
  ],
  tables: [{ rows: 'forecasts', most: 20 }],
  lead(of, { forecasts }) {
    const [first] = forecasts;
    if (forecasts.length === 0)
      return 'Nothing that fills up was measured long enough before the end of the period, or its figures are not kept any more: when something will be full is not known.';
    if (!first || first.leftDays === null)
      return `Of ${many(forecasts.length, 'place')} that can fill up none will within a year.`;
    const trust = first.trust === 'rough' ? ' (a rough figure)' : '';
    return `${of('capacity.within-30-days').value} of ${many(forecasts.length, 'place')} will be full within 30 days; the first is ${first.what} of ${first.host}, in ${first.leftDays.toFixed(1)} days${trust}.`;
  },
  charts: () => [],
  gaps: ({ forecasts }) => {
    const rough = forecasts.filter(({ trust }) => trust === 'rough').length;
    return [
      ...(rough === 0
        ? []
        : [
            `${many(rough, 'forecast')} ${verb(rough, 'is', 'are')} rough: too little was measured, or the slope may as well be none.`,
          ]),
      'Checks, what they measure and its limits are those of now; what was measured is that of the period.',
    ];
  },
};
