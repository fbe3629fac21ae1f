// Hand-overs: signed, questioned, declined, and shifts that ended without one.
import { type FigureKind, part, type SectionKind, tally } from './report-kinds.ts';
import type { ReportRow, ReportRows } from './report-rows.ts';
import { many } from './report-words.ts';

type Row = ReportRow<'handoffs'>;

export const isSigned = (state: string): boolean => state === 'accepted' || state === 'accepted-with-questions';

const handoffs = (id: string, title: string, how: string, fits: (row: Row) => boolean): FigureKind<ReportRows> => ({
  id: `handoffs.${id}`,
  title,
  type: 'count',
  unit: 'hand-overs',
  definition: `Rows with ${how}.`,
  rows: ['handoffs'],
  count: (rows) => tally(rows.handoffs.filter(fits)),
});

export const HANDOFFS: SectionKind<ReportRows> = {
  id: 'handoffs',
  title: 'Hand-overs',
  figures: [
    handoffs('signed', 'Hand-overs signed', 'state = accepted or accepted-with-questions', ({ state }) =>
      isSigned(state),
    ),
    handoffs(
      'with-questions',
      'Of these with open questions',
      'state = accepted-with-questions',
      ({ state }) => state === 'accepted-with-questions',
    ),
    handoffs(
      'overridden',
      'Of these in spite of a block',
      'state = accepted or accepted-with-questions, and overridden = 1',
      ({ state, overridden }) => isSigned(state) && overridden === 1,
    ),
    handoffs('declined', 'Hand-overs declined', 'state = declined', ({ state }) => state === 'declined'),
    handoffs('open', 'Hand-overs not signed yet', 'state = open', ({ state }) => state === 'open'),
    {
      id: 'handoffs.shifts-without',
      title: 'Shifts without a hand-over',
      type: 'count',
      unit: 'shifts',
      definition: 'Rows with handedOver = 0; empty without rows. n is the number of rows.',
      rows: ['shifts'],
      count: ({ shifts }) => part(shifts, ({ handedOver }) => handedOver === 0),
    },
  ],
  tables: [
    { rows: 'handoffs', most: 40 },
    { rows: 'shifts', most: 40 },
  ],
  lead(of) {
    const signed = of('handoffs.signed').value ?? 0;
    const { value: without, n } = of('handoffs.shifts-without');
    const shifts = n === 0 ? 'No shift was planned.' : `${without} of ${many(n, 'planned shift')} ended without one.`;
    return `${many(signed, 'hand-over')} signed, ${of('handoffs.declined').value} declined. ${shifts}`;
  },
  charts: () => [],
  gaps: (_, { isScoped }) =>
    isScoped ? ['Hand-overs and shifts are for all sites and tags: this section is about all of them.'] : [],
};
