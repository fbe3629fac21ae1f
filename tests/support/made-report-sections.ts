// The sections of a made-up report, one after the other; availability in full.
import { spreadOf } from '../../electron/engine/core/spread.ts';
import { figure, type MadeOf, type MadeSections, momentIn, rowSet } from './made-report-parts.ts';
import { restSections } from './made-report-rest.ts';
import { incidents, response } from './made-report-work.ts';
import { chance, HOUR, MINUTE } from './worlds-build.ts';

export function madeSections(of: MadeOf, manyRows: number): MadeSections {
  const parts = [availability(of, manyRows), incidents(of), response(of), ...restSections(of)];
  return { sections: parts.flatMap(({ sections }) => sections), rowSets: parts.flatMap(({ rowSets }) => rowSets) };
}

function availability(of: MadeOf, manyRows: number): MadeSections {
  const span = of.to - of.from;
  const hosts = of.hosts
    .map(({ name, site }) => {
      const bad = chance(name, 'bad') > 0.8 ? Math.round(chance(name, of.from) * span * 0.012) : 0;
      const maintenance = site === 'lon3' ? 2 * HOUR : 0;
      const good = span - bad - maintenance;
      const outages = bad > 0 ? 1 + Math.floor(chance(name, 'n') * 4) : 0;
      return [
        name,
        site,
        (100 * good) / (good + bad),
        good,
        bad,
        maintenance,
        outages,
        outages ? good / outages : null,
      ];
    })
    .toSorted((a, b) => Number(a[2]) - Number(b[2]));
  const outages = hosts.flatMap((host) =>
    Array.from({ length: manyRows > 0 ? Math.ceil(manyRows / of.hosts.length) : Number(host[6]) }, (_, at) => {
      const from = momentIn(of, String(host[0]), at);
      return [String(host[0]), from, from + Math.round(Number(host[4]) / Math.max(1, Number(host[6]))) + MINUTE];
    }),
  );
  const rows = outages.map(([host, from, to]) => [host ?? '', from ?? 0, to ?? 0, Number(to) - Number(from)]);
  const spread = spreadOf(rows.map((row) => Number(row[3])));
  const [good, bad] = [3, 4].map((at) => hosts.reduce((sum, host) => sum + Number(host[at]), 0));
  const total = good === undefined || bad === undefined || good + bad === 0 ? null : (100 * good) / (good + bad);
  const perDay = of.days.map(({ label }) => (label.startsWith('18') ? null : 99.86 + chance(label, 'day') * 0.14));
  const own = ['availability-hosts'];
  return {
    sections: [
      {
        id: 'availability',
        title: 'Availability',
        lead: `${of.hosts.length} hosts were up ${total?.toFixed(3)} % of the time that was measured, against 99.9 % promised. ${hosts[0]?.[0]} was down the longest.`,
        figures: [
          figure('availability.total', 'Availability', total, {
            type: 'percent',
            unit: '%',
            n: of.hosts.length,
            definition: '100 × sum of goodMs / (sum of goodMs + sum of badMs) over all rows of availability-hosts.',
            rows: own,
            verdict: (total ?? 0) >= 99.9 ? 'kept' : 'missed',
          }),
          figure('availability.budget', 'Error budget', span * 0.001, {
            type: 'ms',
            definition: 'The period times (100 − target) / 100, for one host: what may be lost.',
            rows: own,
          }),
          figure(
            'availability.below',
            'Hosts below the target',
            hosts.filter((host) => Number(host[2]) < 99.9).length,
            {
              n: of.hosts.length,
              definition: 'Rows of availability-hosts with availability < target.',
              rows: own,
              verdict: 'missed',
            },
          ),
          figure('outages.count', 'Outages', rows.length, {
            n: rows.length,
            definition: 'Rows of availability-outages.',
            rows: ['availability-outages'],
          }),
          figure('outages.median', 'Outage, median', spread.medianMs, {
            type: 'ms',
            n: spread.n,
            definition: 'Median of badMs over availability-outages, by the nearest rank.',
            rows: ['availability-outages'],
          }),
          figure('outages.max', 'Outage, longest', spread.maxMs, {
            type: 'ms',
            n: spread.n,
            definition: 'Maximum of badMs over availability-outages.',
            rows: ['availability-outages'],
          }),
          figure('availability.mtbf', 'MTBF (mean)', rows.length >= 5 ? (good ?? 0) / rows.length : null, {
            type: 'ms',
            n: rows.length,
            definition: 'Sum of goodMs of availability-hosts / rows of availability-outages; none below 5 outages.',
            rows: ['availability-hosts', 'availability-outages'],
          }),
        ],
        charts: [
          {
            title: 'Availability by day',
            kind: 'line',
            unit: '%',
            labels: of.days.map(({ label }) => label),
            series: [{ name: 'Availability', values: perDay }],
          },
          {
            title: 'Time of all hosts, by site',
            kind: 'share',
            unit: '%',
            labels: [...new Set(of.hosts.map(({ site }) => site))],
            series: [
              { name: 'good', values: [...new Set(of.hosts.map(({ site }) => site))].map((site) => 97 + chance(site)) },
              { name: 'bad', values: [...new Set(of.hosts.map(({ site }) => site))].map((site) => chance(site, 'b')) },
              {
                name: 'maintenance',
                values: [...new Set(of.hosts.map(({ site }) => site))].map((site) => (site === 'lon3' ? 1.4 : 0)),
              },
            ],
          },
        ],
        tables: [{ rows: 'availability-hosts', most: 10 }],
        gaps:
          of.days.length > 2
            ? ['The monitor was off on 18 November from 02:10 to 03:40: measured for 98.9 % of the period.']
            : [],
      },
    ],
    rowSets: [
      rowSet(
        'availability-hosts',
        'Availability by host',
        'A host of the inventory, worst first: ascending availability. availability = 100 × goodMs / (goodMs + badMs); maintenance is in neither.',
        [
          ['host', 'Host', 'text'],
          ['site', 'Site', 'text'],
          ['availability', 'Availability', 'percent'],
          ['goodMs', 'Good', 'ms'],
          ['badMs', 'Bad', 'ms'],
          ['maintenanceMs', 'Maintenance', 'ms'],
          ['outages', 'Outages', 'count'],
          ['mtbfMs', 'MTBF', 'ms'],
        ],
        hosts.map((host) => host.map((cell) => cell ?? null)),
      ),
      rowSet(
        'availability-outages',
        'Outages of hosts',
        'An outage of a host: bad time between which lies nothing but maintenance, within the period.',
        [
          ['host', 'Host', 'text'],
          ['from', 'From', 'at'],
          ['to', 'To', 'at'],
          ['badMs', 'Bad', 'ms'],
        ],
        rows,
      ),
    ],
  };
}
