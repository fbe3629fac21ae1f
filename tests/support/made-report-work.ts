// Incidents and reactions of a made-up report.
import { spreadOf } from '../../electron/engine/core/spread.ts';
import { figure, type MadeOf, type MadeSections, momentIn, rowSet } from './made-report-parts.ts';
import { chance, HOUR, MINUTE } from './worlds-build.ts';

const TITLES = [
  'Core switch down, row C dark',
  'Replication lag over 1 200 s',
  'UPS feed A lost',
  'Latency to lon3',
  'Certificate of the shop ran out',
  'Mail queue grows',
  '=cmd|calc: an odd title',
];

export function incidents(of: MadeOf): MadeSections {
  const rows = TITLES.slice(0, Math.min(TITLES.length, 1 + of.days.length)).map((title, at) => {
    const openedAt = momentIn(of, title);
    const isOpen = at % 4 === 1;
    const resolvedAt = isOpen
      ? null
      : Math.min(of.to, openedAt + Math.round(chance(title, 'r') * 5 * HOUR) + 20 * MINUTE);
    return [
      `INC-2026-0${405 + at}`,
      title,
      1 + (at % 4),
      isOpen ? 'open' : 'closed',
      at % 3 === 0 ? 'M. Okafor' : 'A. Brandt',
      openedAt,
      resolvedAt,
    ];
  });
  const of4 = (severity: number) => rows.filter((row) => row[2] === severity).length;
  const open = rows.filter((row) => row[3] === 'open');
  return {
    sections: [
      {
        id: 'incidents',
        title: 'Incidents',
        lead: `${rows.length} incidents were opened, ${rows.length - open.length} closed; ${open.length} were open at the end.`,
        figures: [
          figure('incidents.opened', 'Opened', rows.length, {
            n: rows.length,
            definition: 'Rows of incidents with openedAt in the period.',
            rows: ['incidents'],
          }),
          figure('incidents.closed', 'Closed', rows.length - open.length, {
            n: rows.length,
            definition: 'Rows of incidents with status closed.',
            rows: ['incidents'],
          }),
          figure('incidents.open', 'Open at the end', open.length, {
            n: rows.length,
            definition: 'Rows of incidents with status open.',
            rows: ['incidents'],
          }),
          figure('incidents.sev1', 'SEV1', of4(1), {
            n: rows.length,
            definition: 'Rows of incidents with severity = 1.',
            rows: ['incidents'],
          }),
        ],
        charts: [
          {
            title: 'Incidents by severity',
            kind: 'bars',
            unit: '',
            labels: ['SEV1', 'SEV2', 'SEV3', 'SEV4'],
            series: [
              { name: 'opened', values: [1, 2, 3, 4].map(of4) },
              {
                name: 'open at the end',
                values: [1, 2, 3, 4].map((severity) => open.filter((row) => row[2] === severity).length),
              },
            ],
          },
        ],
        tables: [{ rows: 'incidents', most: 10 }],
        gaps: [],
      },
    ],
    rowSets: [
      rowSet(
        'incidents',
        'Incidents',
        'An incident that was opened in the period, as it was known when the report was made.',
        [
          ['number', 'Number', 'text'],
          ['title', 'Title', 'text'],
          ['severity', 'Severity', 'count'],
          ['status', 'Status', 'text'],
          ['lead', 'Lead', 'text'],
          ['openedAt', 'Opened', 'at'],
          ['resolvedAt', 'Resolved', 'at'],
        ],
        rows,
      ),
    ],
  };
}

export function response(of: MadeOf): MadeSections {
  const rows = Array.from({ length: 4 * of.days.length }, (_, at) => {
    const host = of.hosts[Math.floor(chance('told', at) * of.hosts.length)]?.name ?? 'host';
    const toldAt = momentIn(of, 'told', at);
    const isTaken = chance('taken', at) > 0.2;
    const took = Math.round(chance('took', at) ** 3 * 22 * MINUTE) + 40_000;
    const takes = Math.round(chance('ends', at) ** 2 * 4 * HOUR) + 5 * MINUTE;
    return [
      `${host} ping`,
      1 + (at % 4),
      toldAt,
      isTaken ? toldAt + took : null,
      isTaken ? 'M. Okafor' : '',
      isTaken ? took : null,
      takes,
    ];
  });
  const acknowledged = spreadOf(rows.flatMap((row) => (row[5] === null ? [] : [Number(row[5])])));
  const resolved = spreadOf(rows.map((row) => Number(row[6])));
  const spread = (id: string, name: string, value: number | null, n: number, column: string) =>
    figure(id, name, value, {
      type: 'ms',
      n,
      definition: `${name.split(', ')[1]} of ${column} over the rows of reactions that have it, by the nearest rank.`,
      rows: ['reactions'],
    });
  return {
    sections: [
      {
        id: 'response',
        title: 'Response',
        lead: `People took ${acknowledged.n} of ${rows.length} problems they were told of; the rest ended or lasted without anybody.`,
        figures: [
          spread('mtta.median', 'To acknowledge, median', acknowledged.medianMs, acknowledged.n, 'toAcknowledgeMs'),
          spread('mtta.p90', 'To acknowledge, 90th percentile', acknowledged.p90Ms, acknowledged.n, 'toAcknowledgeMs'),
          spread('mtta.max', 'To acknowledge, maximum', acknowledged.maxMs, acknowledged.n, 'toAcknowledgeMs'),
          spread('mtta.mean', 'To acknowledge, mean', acknowledged.meanMs, acknowledged.n, 'toAcknowledgeMs'),
          figure('mtta.none', 'Never acknowledged', rows.length - acknowledged.n, {
            n: rows.length,
            definition: 'Rows of reactions without acknowledgedAt. They are in no average.',
            rows: ['reactions'],
          }),
          spread('mttr.median', 'To resolve, median', resolved.medianMs, resolved.n, 'toResolveMs'),
          spread('mttr.p90', 'To resolve, 90th percentile', resolved.p90Ms, resolved.n, 'toResolveMs'),
        ],
        charts: [
          {
            title: 'Told and taken, by day',
            kind: 'bars',
            unit: '',
            labels: of.days.map(({ label }) => label),
            series: [
              { name: 'told', values: of.days.map((_, at) => 4 + Math.floor(chance('d', at) * 6)) },
              { name: 'acknowledged', values: of.days.map((_, at) => 2 + Math.floor(chance('e', at) * 3)) },
            ],
          },
        ],
        tables: [],
        gaps: [],
      },
    ],
    rowSets: [
      rowSet(
        'reactions',
        'Problems that people were told of',
        'A problem of which people were told for the first time in the period. toAcknowledgeMs = acknowledgedAt − toldAt.',
        [
          ['subject', 'Problem', 'text'],
          ['severity', 'Severity', 'count'],
          ['toldAt', 'Told', 'at'],
          ['acknowledgedAt', 'Acknowledged', 'at'],
          ['by', 'By', 'text'],
          ['toAcknowledgeMs', 'To acknowledge', 'ms'],
          ['toResolveMs', 'To resolve', 'ms'],
        ],
        rows,
      ),
    ],
  };
}
