// Pure: the period over which the alarm load is asked for.

export const PERIODS = [
  ['hour', 'Hour'],
  ['shift', '8 h'],
  ['day', '24 h'],
  ['week', '7 d'],
  ['month', '30 d'],
  ['own', 'From – to'],
] as const;
export type PeriodName = (typeof PERIODS)[number][0];

const HOUR_MS = 3_600_000;
const LENGTHS: Readonly<Record<Exclude<PeriodName, 'own'>, number>> = {
  hour: HOUR_MS,
  shift: 8 * HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
};

/** What stands in the two fields, as `datetime-local` has it; UTC. */
export interface OwnPeriod {
  readonly from: string;
  readonly to: string;
}

export type Period =
  | { readonly ok: true; readonly from: number; readonly to: number; readonly live: boolean }
  | { readonly ok: false; readonly why: string };

const instantOf = (text: string): number => Date.parse(`${text}Z`);

/** [from, to) in epoch ms; a period that ends now is live. */
export function periodOf(name: PeriodName, own: OwnPeriod, now: number): Period {
  if (name !== 'own') return { ok: true, from: now - LENGTHS[name], to: now, live: true };
  const [from, to] = [instantOf(own.from), instantOf(own.to)];
  if (Number.isNaN(from) || Number.isNaN(to)) return { ok: false, why: 'Say from when and until when, UTC.' };
  if (to <= from) return { ok: false, why: 'The end must lie after the start.' };
  return { ok: true, from, to, live: false };
}

/** The day before `now`, for the two fields when they are first shown. */
export function yesterday(now: number): OwnPeriod {
  const text = (at: number): string => new Date(at).toISOString().slice(0, 16);
  const to = now - (now % HOUR_MS);
  return { from: text(to - 24 * HOUR_MS), to: text(to) };
}
