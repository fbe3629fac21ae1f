// Pure: which strip stands where. Nothing jumps: what came in since the last sort waits below, what is over keeps its
// place, and only `s` puts everything in order again (spec: interface, "Rules").
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { isHandled } from '../../store/roll-up.ts';
import type { Strip } from './strips.ts';

/** A strip in its place. `over`: it recovered or was taken in hand since the last sort. */
export interface Placed {
  readonly strip: Strip;
  readonly fresh: boolean;
  readonly over: boolean;
}

export interface Arrangement {
  readonly placed: readonly Placed[];
  /** Came in since the last sort. */
  readonly fresh: number;
  /** Over since the last sort. */
  readonly over: number;
}

export const nothingPlaced: Arrangement = { placed: [], fresh: 0, over: 0 };

const counted = (placed: readonly Placed[]): Arrangement => ({
  placed,
  fresh: placed.filter((each) => each.fresh && !each.over).length,
  over: placed.filter((each) => each.over).length,
});

/** Everything in its order; nothing is new, nothing is over. */
export const sorted = (strips: readonly Strip[]): Arrangement =>
  counted(strips.map((strip) => ({ strip, fresh: false, over: false })));

/**
 * The strips as they are now, in the places they had. `handled` gives what a strip that left the list has become, so
 * that it shows in place who took it; a strip that is in neither list has recovered.
 */
export function keptInPlace(
  before: Arrangement,
  strips: readonly Strip[],
  handled: ReadonlyMap<ProblemId, Strip>,
): Arrangement {
  const open = new Map(strips.map((strip) => [strip.problem.id, strip]));
  const placed: Placed[] = before.placed.map((each) => {
    const { id } = each.strip.problem;
    const now = open.get(id);
    open.delete(id);
    if (now) return { strip: now, fresh: each.fresh, over: false };
    return { strip: handled.get(id) ?? { ...each.strip, behind: [], checks: [] }, fresh: each.fresh, over: true };
  });
  for (const strip of open.values()) placed.push({ strip, fresh: true, over: false });
  return counted(placed);
}

/** Takes away what is over, when nobody's pointer rests on the list. The rest keeps its order. */
export const tidied = (before: Arrangement): Arrangement =>
  before.over === 0 ? before : counted(before.placed.filter((each) => !each.over));

/** Takes away what is still open and only stands elsewhere by now, folded under its cause. */
export function withoutFolded(before: Arrangement, open: { has(id: ProblemId): boolean }): Arrangement {
  const stays = ({ over, strip: { problem } }: Placed) => !over || isHandled(problem) || !open.has(problem.id);
  return before.placed.every(stays) ? before : counted(before.placed.filter(stays));
}
