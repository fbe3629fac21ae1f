// The quieter sections of a made-up report: promises, alarm load, interruptions, backups, capacity, changes, runbooks,
// the monitor itself, hand-overs.
import type { Cell, ReportChart, ReportFigure, ReportSectionId } from '../../electron/contract/model/report.ts';
import { figure, type MadeOf, type MadeSections, momentIn, rowSet } from './made-report-parts.ts';
import { chance, HOUR, MINUTE } from './worlds-build.ts';

interface Plain {
  readonly id: ReportSectionId;
  readonly title: string;
  readonly lead: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly columns: Parameters<typeof rowSet>[3];
  readonly figures: readonly (readonly [
    id: string,
    title: string,
    value: number | null,
    part?: Partial<ReportFigure>,
  ])[];
  readonly charts?: readonly ReportChart[];
  readonly gaps?: readonly string[];
}

const plain = ({ id, title, lead, rows, columns, figures, charts = [], gaps = [] }: Plain): MadeSections => ({
  sections: [
    {
      id,
      title,
      lead,
      charts,
      gaps,
      figures: figures.map(([name, called, value, part]) =>
        figure(`${id}.${name}`, called, value, {
          n: rows.length,
          definition: `${called}, counted over the rows of ${id}.`,
          rows: [id],
          ...part,
        }),
      ),
      tables: rows.length > 0 ? [{ rows: id, most: 5 }] : [],
    },
  ],
  rowSets: [rowSet(id, title, `One of ${title.toLowerCase()} in the period.`, columns, rows)],
});

export function restSections(of: MadeOf): readonly MadeSections[] {
  const days = of.days.map(({ label }) => label);
  const at = (...words: readonly (string | number)[]) => momentIn(of, ...words);
  return [
    plain({
      id: 'sla',
      title: 'Promises',
      lead: 'Resolved in time: 5 of 6 that had a promise.',
      columns: [
        ['incident', 'Incident', 'text'],
        ['promise', 'Promise', 'text'],
        ['targetMs', 'Target', 'ms'],
        ['tookMs', 'Took', 'ms'],
        ['kept', 'Kept', 'text'],
      ],
      rows: [
        ['INC-2026-0405', 'resolve', 4 * HOUR, 5 * HOUR, 'no'],
        ['INC-2026-0407', 'resolve', 8 * HOUR, 3 * HOUR, 'yes'],
        ['INC-2026-0408', 'acknowledge', 15 * MINUTE, 4 * MINUTE, 'yes'],
      ],
      figures: [
        ['kept', 'Resolved in time', 83.3, { type: 'percent', unit: '%', n: 6, verdict: 'missed' }],
        ['of', 'Had a promise', 6],
      ],
    }),
    plain({
      id: 'alarm-load',
      title: 'Alarm load',
      lead: '7.9 alarms an hour for one operator at the worst; 12 can be managed.',
      columns: [
        ['source', 'Source', 'text'],
        ['alerts', 'Alerts', 'count'],
        ['share', 'Of all', 'percent'],
      ],
      rows: [
        ['lon3-sw04 ping', 31, 22.4],
        ['fra2-db-07 replication', 18, 13],
        ['ams1-mail-02 queue', 9, 6.5],
      ],
      figures: [
        ['per-hour', 'Alarms an hour, per operator', 3.4, { type: 'number', unit: '/h', verdict: 'kept' }],
        ['peak', 'Most in 10 minutes', 14, { verdict: 'missed' }],
      ],
      charts: [
        {
          title: 'Alarms by day',
          kind: 'bars',
          unit: '',
          labels: days,
          series: [{ name: 'alarms', values: days.map((day) => Math.floor(chance(day, 'a') * 60)) }],
        },
      ],
    }),
    plain({
      id: 'interruptions',
      title: 'Interruptions',
      lead: 'A third of what people were told of came while somebody would sleep.',
      columns: [
        ['at', 'Told', 'at'],
        ['subject', 'What', 'text'],
        ['hours', 'Hours', 'text'],
      ],
      rows: Array.from({ length: 9 }, (_, n) => [
        at('int', n),
        `ams1-web-${n} http`,
        ['business', 'off', 'sleep'][n % 3] ?? '',
      ]),
      figures: [
        ['business', 'In business hours', 3],
        ['off', 'Off hours', 3],
        ['sleep', 'In sleep hours', 3],
      ],
      charts: [
        {
          title: 'Interruptions by hours, by day',
          kind: 'share',
          unit: '%',
          labels: [...days, ...days.map((day) => `${day}.`)].slice(0, 12),
          series: ['business', 'off', 'sleep'].map((name) => ({
            name,
            values: days
              .concat(days)
              .slice(0, 12)
              .map((day, n) => Math.floor(chance(name, day, n) * 5)),
          })),
        },
      ],
    }),
    plain({
      id: 'backups',
      title: 'Backups',
      lead: 'All but one backup ended well.',
      columns: [
        ['check', 'Backup', 'text'],
        ['at', 'When', 'at'],
        ['status', 'Status', 'text'],
      ],
      rows: [
        ['ams1-nas-01 backup', at('b', 1), 'failed'],
        ['fra2-nas-01 backup', at('b', 2), 'ok'],
      ],
      figures: [['success', 'Success', 92.9, { type: 'percent', unit: '%', n: 14 }]],
    }),
    plain({
      id: 'capacity',
      title: 'Capacity forecast',
      lead: 'lon3-hyp-09 /var will be full in 2 days, between 1.4 and 3.1 days.',
      columns: [
        ['filesystem', 'Filesystem', 'text'],
        ['days', 'Days until full', 'number'],
        ['early', 'Early', 'number'],
        ['late', 'Late', 'number'],
      ],
      rows: [
        ['lon3-hyp-09 /var', 2, 1.4, 3.1],
        ['ams1-db-01 /srv', 41, 30, 66],
      ],
      figures: [
        ['soon', 'Full within 30 days', 1],
        ['days', 'Days until the first is full', 2, { type: 'number', unit: 'd' }],
      ],
      gaps: ['3 filesystems have fewer than 12 hours of values: nothing can be said of them.'],
    }),
    plain({
      id: 'changes',
      title: 'Changes',
      lead: '4 changes were carried out, 1 rolled back.',
      columns: [
        ['at', 'When', 'at'],
        ['change', 'Change', 'text'],
        ['end', 'Ended', 'text'],
      ],
      rows: [
        [at('c', 1), 'CHG-20931 lon3 kernel', 'done'],
        [at('c', 2), 'CHG-20922 fra2 firmware', 'rolled back'],
      ],
      figures: [
        ['done', 'Carried out', 4],
        ['rolled-back', 'Rolled back', 1],
      ],
    }),
    plain({
      id: 'runbooks',
      title: 'Runbooks',
      lead: '11 runs of 6 runbooks; 3 steps were skipped.',
      columns: [
        ['runbook', 'Runbook', 'text'],
        ['runs', 'Runs', 'count'],
        ['skipped', 'Skipped steps', 'count'],
        ['reviewedAt', 'Last reviewed', 'at'],
      ],
      rows: [
        ['Uplink failover', 4, 2, at('r', 1)],
        ['Filesystem almost full', 3, 1, null],
      ],
      figures: [
        ['runs', 'Runs', 11],
        ['skipped', 'Steps skipped', 3],
        ['stale', 'Stale runbooks', 2],
      ],
    }),
    plain({
      id: 'monitoring',
      title: 'Monitoring',
      lead: 'The monitor was off for 1 h 30 min.',
      columns: [
        ['from', 'From', 'at'],
        ['to', 'To', 'at'],
        ['reason', 'Reason', 'text'],
      ],
      rows: [[at('m', 1), at('m', 1) + 90 * MINUTE, 'engine stopped']],
      figures: [['blind', 'Time without eyes', 90 * MINUTE, { type: 'ms' }]],
    }),
    plain({
      id: 'handoffs',
      title: 'Hand-overs',
      lead: 'Nobody handed over in this period.',
      columns: [
        ['at', 'Signed', 'at'],
        ['from', 'From', 'text'],
        ['to', 'To', 'text'],
      ],
      rows: [],
      figures: [
        ['signed', 'Signed by both', 0],
        ['median', 'To accept, median', null, { type: 'ms' }],
      ],
    }),
  ];
}
