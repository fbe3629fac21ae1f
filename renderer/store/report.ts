// Which report this window looks at: its period, zone and scope. It stays as it is while somebody is on another screen.
import { create } from 'zustand';
import type { ReportAskDraft, ReportPeriodKind } from '../../electron/contract/model/report.ts';
import { localZoneName, parseWall, wallText } from '../lib/local-time.ts';
import { lastWhole, type NamedPeriod, periodAt, type Stretch } from './report-period.ts';
import { goTo } from './route.ts';

export interface ReportChoice {
  readonly period: ReportPeriodKind;
  /** Any moment in the day, week or month; null: the last one that is over. */
  readonly at: number | null;
  /** Of one's own period, as typed, on the wall clock of the zone. */
  readonly own: { readonly from: string; readonly to: string };
  readonly zone: string;
  readonly sites: readonly string[];
  readonly tags: readonly string[];
}

export const useReportChoice = create<ReportChoice>()(() => ({
  period: 'daily',
  at: null,
  own: { from: '', to: '' },
  zone: localZoneName(),
  sites: [],
  tags: [],
}));

const isZone = (name: string): boolean => {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
};

export type Chosen =
  | { readonly ok: true; readonly stretch: Stretch; readonly ask: ReportAskDraft }
  | { readonly ok: false; readonly path: 'zone' | 'from' | 'to'; readonly why: string };

/** What is asked of the engine: always a moment of the period itself, so that midnight changes nothing on screen. */
export function chosenOf(choice: ReportChoice, now: number): Chosen {
  const { period, zone } = choice;
  const scope = { sites: [...choice.sites], tags: [...choice.tags] };
  if (!isZone(zone)) return { ok: false, path: 'zone', why: 'name a zone like Europe/Berlin, or UTC' };
  if (period !== 'custom') {
    const stretch = choice.at === null ? lastWhole(period, now, zone) : periodAt(period, choice.at, zone);
    return { ok: true, stretch, ask: { period, at: stretch.from, zone, scope } };
  }
  const [from, to] = [choice.own.from, choice.own.to].map((text) => parseWall(text, zone, now));
  const form = 'write a time like 2026-11-19 22:00';
  if (from === null || from === undefined) return { ok: false, path: 'from', why: form };
  if (to === null || to === undefined) return { ok: false, path: 'to', why: form };
  if (to <= from) return { ok: false, path: 'to', why: 'the end must lie after the beginning' };
  return { ok: true, stretch: { from, to }, ask: { period, from, to, zone, scope } };
}

export const setChoice = (change: Partial<ReportChoice>): void => useReportChoice.setState(change);

/** Another kind of period, about the same time; one's own begins with what was looked at. */
export function choosePeriod(period: ReportPeriodKind, now: number): void {
  const choice = useReportChoice.getState();
  if (choice.period === period) return;
  const chosen = chosenOf(choice, now);
  if (chosen.ok && period === 'custom') {
    const { from, to } = chosen.stretch;
    setChoice({ period, own: { from: wallText(from, choice.zone), to: wallText(to, choice.zone) } });
    return;
  }
  // A day that is looked at leads to its week; the last day leads to the last week that is over.
  const isLast = !chosen.ok || (choice.at === null && choice.period !== 'custom');
  setChoice({ period, at: isLast ? null : Math.min(chosen.stretch.from, now) });
}

/** `by` periods on (or back); never into the future. One's own moves by its length. */
export function stepPeriod(by: number, now: number): void {
  const choice = useReportChoice.getState();
  const chosen = chosenOf(choice, now);
  if (!chosen.ok) return;
  const { from, to } = chosen.stretch;
  if (choice.period === 'custom') {
    const move = by * (to - from);
    if (from + move > now) return;
    setChoice({ own: { from: wallText(from + move, choice.zone), to: wallText(to + move, choice.zone) } });
    return;
  }
  const next = periodAt(choice.period, from, choice.zone, by);
  if (next.from <= now) setChoice({ at: next.from });
}

/** Goes to the report of the last whole day, week or month. */
export function goToReport(period: NamedPeriod): void {
  setChoice({ period, at: null });
  goTo({ screen: 'reports' });
}

/** What the palette offers everywhere. */
export const REPORT_COMMANDS: readonly { readonly label: string; readonly run: () => void }[] = [
  { label: 'Report of yesterday', run: () => goToReport('daily') },
  { label: 'Report of last week', run: () => goToReport('weekly') },
  { label: 'Report of last month', run: () => goToReport('monthly') },
  { label: 'Schedules of reports', run: () => goTo({ screen: 'reports', view: 'schedules' }) },
];
