// Whether backups were there: each check of kind backup once a day, and the copies of the data of the monitor itself.
import { counted, type SectionKind, share, tally } from './report-kinds.ts';
import type { ReportRow, ReportRows } from './report-rows.ts';
import { lineChart, many, percentText, slotOf, verb } from './report-words.ts';

type Day = ReportRow<'backup-days'>;

const seenOf = (days: readonly Day[]): number => days.filter(({ seen }) => seen === 1).length;
const goodOf = (days: readonly Day[]): number => days.filter(({ good }) => good === 1).length;

export function backupChecks(days: ReportRows['backup-days']): ReportRows['backup-checks'] {
  const groups = Map.groupBy(days, ({ host, check }) => JSON.stringify([host, check]));
  return [...groups.values()]
    .map((own) => {
      const [seen, good] = [seenOf(own), goodOf(own)];
      return { host: own[0]?.host ?? '', check: own[0]?.check ?? '', seen, good, share: share(good, seen) };
    })
    .sort((a, b) => (a.share ?? 101) - (b.share ?? 101) || (a.host < b.host ? -1 : 1));
}

export const BACKUPS: SectionKind<ReportRows> = {
  id: 'backups',
  title: 'Backups',
  figures: [
    {
      id: 'backups.success',
      title: 'Backups good at the end of the day',
      type: 'percent',
      unit: '%',
      definition:
        '100 × rows with good = 1 / n, where n is the number of rows with seen = 1; empty where n = 0. A row is one check on one day, judged by its state when the day ended.',
      rows: ['backup-days'],
      count: (rows) => {
        const n = seenOf(rows['backup-days']);
        return counted(share(goodOf(rows['backup-days']), n), n);
      },
    },
    {
      id: 'backups.bad',
      title: 'Backup days that were not good',
      type: 'count',
      unit: 'days',
      definition: 'Rows with seen = 1 and good = 0; n is the number of rows with seen = 1. Empty where n = 0.',
      rows: ['backup-days'],
      count: (rows) => {
        const n = seenOf(rows['backup-days']);
        return counted(n === 0 ? null : n - goodOf(rows['backup-days']), n);
      },
    },
    {
      id: 'backups.checks',
      title: 'Backup checks',
      type: 'count',
      unit: 'checks',
      definition: 'All rows.',
      rows: ['backup-checks'],
      count: (rows) => tally(rows['backup-checks']),
    },
    {
      id: 'backups.own-last',
      title: 'Last copy of the data of the monitor',
      type: 'at',
      unit: '',
      definition: 'The greatest `at`; n is the number of rows.',
      rows: ['own-backups'],
      count: (rows) => {
        const made = rows['own-backups'].flatMap(({ at }) => at ?? []);
        return counted(made.length === 0 ? null : Math.max(...made), made.length);
      },
    },
  ],
  tables: [
    { rows: 'backup-checks', most: 20 },
    { rows: 'own-backups', most: 10 },
  ],
  lead(of) {
    const { value, n } = of('backups.success');
    const own = of('backups.own-last').n;
    const ownWords =
      own === 0
        ? 'No copy of the data of the monitor is there.'
        : `${many(own, 'copy', 'copies')} of the data of the monitor ${verb(own, 'is', 'are')} kept.`;
    if (value === null) return `No backup check was seen at the end of a day. ${ownWords}`;
    return `${percentText(value)} of ${many(n, 'backup day')} ${verb(n, 'was', 'were')} good, over ${many(of('backups.checks').value, 'check')}. ${ownWords}`;
  },
  charts: (rows, frame) => {
    const days = rows['backup-days'];
    if (days.length === 0) return [];
    const places = frame.slots.map((): Day[] => []);
    for (const day of days) {
      const place = slotOf(frame.slots, day.at ?? -1);
      places[place]?.push(day);
    }
    return [
      lineChart(`Good backups by ${frame.slotWord}`, '%', frame, [
        { name: 'Good', values: places.map((own) => share(goodOf(own), seenOf(own))) },
      ]),
    ];
  },
  gaps: (rows, { isScoped }) => [
    ...(rows['backup-days'].length === 0 ? ['No check of kind backup has a whole day in this period.'] : []),
    'Backup checks that were removed or switched off since are not counted.',
    ...(isScoped ? ['The copies of the data of the monitor are of all sites and tags.'] : []),
    'Copies of the data of the monitor are removed as newer ones come: only those that are there now are listed.',
  ],
};
