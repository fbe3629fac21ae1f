// Pure: the order of what stands. It is made once and kept: what comes in later waits below, what is over stays in its
// place, and only `s` moves a row.
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';

export interface ListOrder {
  readonly ids: readonly IncidentId[];
  /** Those that came in since the order was made. */
  readonly fresh: ReadonlySet<IncidentId>;
}

export const EMPTY_ORDER: ListOrder = { ids: [], fresh: new Set() };

/** The order anew, `standing` being worst first. */
export const arranged = (standing: readonly IncidentId[]): ListOrder => ({ ids: standing, fresh: new Set() });

/** Everybody in their place, newcomers below; the same object when nobody came. */
export function kept(order: ListOrder, standing: readonly IncidentId[]): ListOrder {
  const known = new Set(order.ids);
  const came = standing.filter((id) => !known.has(id));
  return came.length === 0 ? order : { ids: [...order.ids, ...came], fresh: new Set([...order.fresh, ...came]) };
}

/** What sorting would change, in words; '' when nothing. */
export function pendingWords({ ids, fresh }: ListOrder, standing: readonly IncidentId[]): string {
  if (fresh.size > 0) return `${fresh.size} new came in, order kept.`;
  return ids.length !== standing.length || ids.some((id, at) => id !== standing[at]) ? 'Changed, order kept.' : '';
}
