// Floods and bursts in a row of alerts. Source: ISA-18.2 and EEMUA 191 as monitoring.md has them: more than 10 alerts within
// 10 minutes begin a flood, fewer than 5 within the last 10 minutes end it. All times epoch ms, in order.

export const WINDOW_MS = 600_000;
const BEGINS_ABOVE = 10;
const ENDS_BELOW = 5;

/** A flood as it was, whatever period is looked at. */
export interface WholeFlood {
  /** When the alert came that was one too many. */
  readonly from: number;
  /** When fewer than five lay within the last 10 minutes. */
  readonly to: number;
  /** With those that led up to it. */
  readonly alerts: number;
}

/** All floods. One that the last alerts made ends when they have passed, be that in the future. */
export function floodsOf(times: readonly number[]): readonly WholeFlood[] {
  const floods: WholeFlood[] = [];
  let first = 0;
  let begun: { readonly from: number; readonly first: number } | null = null;
  times.forEach((at, index) => {
    while ((times[first] ?? at) <= at - WINDOW_MS) first += 1;
    if (begun === null && index - first + 1 > BEGINS_ABOVE) begun = { from: at, first };
    if (begun === null) return;
    // The fifth newest leaves the window: four are left, unless another comes first.
    const ends = (times[index - ENDS_BELOW + 1] ?? at) + WINDOW_MS;
    if ((times[index + 1] ?? Number.POSITIVE_INFINITY) <= ends) return;
    floods.push({ from: begun.from, to: ends, alerts: index - begun.first + 1 });
    begun = null;
  });
  return floods;
}

/** Most alerts within any 10 minutes, and when those began; 0 without any. */
export function peakOf(times: readonly number[]): { readonly alerts: number; readonly at: number } {
  let first = 0;
  let peak = { alerts: 0, at: 0 };
  times.forEach((at, index) => {
    while ((times[first] ?? at) <= at - WINDOW_MS) first += 1;
    if (index - first + 1 > peak.alerts) peak = { alerts: index - first + 1, at: times[first] ?? at };
  });
  return peak;
}

/** Counts sources that go bad and good again three times or more within a minute. */
export function createChatterCount() {
  const last = new Map<string, { bad: boolean; readonly moves: number[] }>();
  const found = new Set<string>();
  return {
    /** In order of time. The first that is heard of a check is no move: what it was before is not known. */
    add(checkId: string, at: number, bad: boolean): void {
      const known = last.get(checkId);
      if (!known) {
        last.set(checkId, { bad, moves: [] });
        return;
      }
      if (known.bad === bad) return;
      known.bad = bad;
      known.moves.push(at);
      if (known.moves.length > 3) known.moves.shift();
      const [third] = known.moves;
      if (known.moves.length === 3 && third !== undefined && at - third < 60_000) found.add(checkId);
    },
    sources: (): ReadonlySet<string> => found,
  };
}
