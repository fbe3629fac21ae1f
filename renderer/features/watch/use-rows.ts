// From the world to the rows on screen: strips kept in place, folds, filter.
import { useEffect, useMemo } from 'react';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { useWorld, type World } from '../../store/world.ts';
import { keptInPlace, type Placed, sorted, tidied, withoutFolded } from './arrangement.ts';
import { type Strip, type Strips, sortStrips, toStrips } from './strips.ts';
import { useWatch } from './watch-state.ts';

export type Row =
  | { readonly type: 'strip'; readonly id: ProblemId; readonly placed: Placed }
  | { readonly type: 'fold'; readonly id: string; readonly strip: Strip; readonly open: boolean }
  | { readonly type: 'child'; readonly id: ProblemId; readonly problem: Problem };

/** Folds the problems once per change of them. */
export function useStrips(): Strips {
  const problems = useWorld((world) => world.problems);
  return useMemo(() => toStrips(problems.values()), [problems]);
}

/** Keeps the arrangement true to the world; call once, on the screen. */
export function useArrangement(strips: Strips): void {
  const ready = useWorld((world) => world.asOf > 0);
  const order = useWatch((state) => state.order);
  useEffect(() => {
    if (!ready) return;
    useWatch.setState(({ arrangement, arranged }) => ({
      arranged: true,
      arrangement: arranged
        ? keptInPlace(arrangement, strips.unhandled, new Map(strips.handled.map((strip) => [strip.problem.id, strip])))
        : sorted(sortStrips(strips.unhandled, order)),
    }));
  }, [ready, strips, order]);
}

/** Puts everything in order again. */
export function sortNow(strips: Strips): void {
  useWatch.setState(({ order }) => ({ arrangement: sorted(sortStrips(strips.unhandled, order)), arranged: true }));
}

/** Takes away what is over. For when the pointer is elsewhere. */
export const tidyNow = (): void => useWatch.setState(({ arrangement }) => ({ arrangement: tidied(arrangement) }));

/** Takes away what is folded under its cause by now: it would push what it hangs on out of sight. */
export const tidyFoldedNow = (): void =>
  useWatch.setState(({ arrangement }) => ({ arrangement: withoutFolded(arrangement, useWorld.getState().problems) }));

/** The rows to draw, in order. */
export function useRows(): readonly Row[] {
  const arrangement = useWatch((state) => state.arrangement);
  const unfolded = useWatch((state) => state.unfolded);
  const filter = useWatch((state) => state.filter);
  const hosts = useWorld((world) => world.hosts);
  const checks = useWorld((world) => world.checks);
  return useMemo(() => {
    const shows = matcher(filter, { hosts, checks });
    return arrangement.placed.filter(({ strip }) => shows(strip)).flatMap((placed) => rowsOf(placed, unfolded));
  }, [arrangement, unfolded, filter, hosts, checks]);
}

function rowsOf(placed: Placed, unfolded: ReadonlySet<ProblemId>): readonly Row[] {
  const { strip } = placed;
  const { id } = strip.problem;
  const rows: Row[] = [{ type: 'strip', id, placed }];
  if (strip.behind.length + strip.checks.length === 0) return rows;
  const open = unfolded.has(id);
  rows.push({ type: 'fold', id: `${id} fold`, strip, open });
  if (!open) return rows;
  for (const problem of [...strip.behind, ...strip.checks]) rows.push({ type: 'child', id: problem.id, problem });
  return rows;
}

/** Whether a strip, or anything folded under it, answers what was typed; every word must be somewhere. */
export function matcher(
  filter: string | null,
  { hosts, checks }: Pick<World, 'hosts' | 'checks'>,
): (strip: Strip) => boolean {
  const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  const matches = (problem: Problem): boolean => {
    const host = hosts.get(problem.hostId);
    const check = checks.get(problem.checkId);
    const text = `${host?.name} ${host?.address} ${host?.site} ${host?.role} ${host?.tags.join(' ')} ${check?.name} ${problem.status}`;
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
  return ({ problem, behind, checks: own }) => matches(problem) || behind.some(matches) || own.some(matches);
}
