// The keys of a report: through its figures, to other periods, out as a file.
import type { ReportPeriodKind } from '../../../../electron/contract/model/report.ts';
import type { KeyBinding } from '../../../lib/keys.ts';
import { stopReport } from '../../../link/report.ts';
import { useKeys } from '../../../store/keys.ts';
import { choosePeriod, setChoice, stepPeriod } from '../../../store/report.ts';
import { PERIOD_NAMES } from '../../../store/report-words.ts';
import { moved, movedSection, type Stop } from './stops.ts';

interface Hand {
  readonly stops: readonly Stop[];
  readonly front: Stop | null;
  readonly isMaking: boolean;
  readonly canExport: boolean;
  /** Rows lie over it: their keys are the ones on the bar. */
  readonly isBehind: boolean;
  readonly setFront: (stop: string) => void;
  /** Its first figure in front, its beginning on top. */
  readonly goToSection: (section: Stop['section']) => void;
  readonly open: () => void;
  readonly scope: () => void;
  /** A period of one's own, with the focus where it is typed. */
  readonly own: () => void;
  readonly again: () => void;
  readonly exportIt: () => void;
}

const LETTERS: Readonly<Record<ReportPeriodKind, string>> = { daily: 'd', weekly: 'w', monthly: 'm', custom: 'o' };

export function useReportKeys(hand: Hand): void {
  const { stops, front, isMaking, setFront } = hand;
  const none = stops.length === 0;
  const move = (by: number) => {
    const next = moved(stops, front?.id ?? null, by);
    if (next) setFront(next.id);
  };
  const section = (by: 1 | -1) => {
    const next = movedSection(stops, front?.id ?? null, by);
    if (next) hand.goToSection(next.section);
  };
  const bindings: readonly KeyBinding[] = [
    {
      keys: ['Enter'],
      label: 'Open its rows',
      bar: 'first',
      off: !front || front.type === 'section',
      run: hand.open,
    },
    { keys: ['j', 'ArrowDown', 'ArrowRight'], label: 'Next figure', move: true, off: none, run: () => move(1) },
    { keys: ['k', 'ArrowUp', 'ArrowLeft'], label: 'Figure before', move: true, off: none, run: () => move(-1) },
    { keys: ['J'], label: 'Next section', move: true, off: none, run: () => section(1) },
    { keys: ['K'], label: 'Section before', move: true, off: none, run: () => section(-1) },
    { keys: ['['], label: 'Period before', move: true, run: () => stepPeriod(-1, Date.now()) },
    { keys: [']'], label: 'Next period', move: true, run: () => stepPeriod(1, Date.now()) },
    ...(Object.entries(PERIOD_NAMES) as readonly [ReportPeriodKind, string][]).map(([period, name]) => ({
      keys: [LETTERS[period]],
      label: period === 'custom' ? 'A period of your own' : name,
      run: period === 'custom' ? hand.own : () => choosePeriod(period, Date.now()),
    })),
    { keys: ['t'], label: 'Last whole one', bar: 'roomy', run: () => setChoice({ at: null }) },
    { keys: ['f'], label: 'Zone and scope', bar: 'always', run: hand.scope },
    { keys: ['E'], label: 'Export the report', bar: 'always', off: !hand.canExport, run: hand.exportIt },
    { keys: ['R'], label: 'Make it again', bar: 'roomy', off: !hand.canExport, run: hand.again },
    // For the key bar alone: the first that has a key runs.
    { keys: ['j', 'k'], label: 'Figure', bar: 'roomy', move: true, off: none, run: () => move(1) },
    { keys: ['J', 'K'], label: 'Section', bar: 'roomy', move: true, off: none, run: () => section(1) },
    { keys: ['[', ']'], label: 'Period', bar: 'always', move: true, run: () => stepPeriod(1, Date.now()) },
    ...(isMaking
      ? [{ keys: ['Escape'], label: 'Stop making it', bar: 'always' as const, run: () => void stopReport() }]
      : []),
  ];
  useKeys('Reports', hand.isBehind ? bindings.map(({ bar: _, ...rest }) => rest) : bindings, null, front?.id ?? '');
}
