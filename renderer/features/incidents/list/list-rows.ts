// Pure: the rows of the list: what stands, then what is over, each under its heading.
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { fits, hasWords, type ListFilter } from './list-filter.ts';
import type { ListOrder } from './list-order.ts';
import type { Ended } from './use-ended.ts';
import type { Found } from './use-found.ts';

export type ListRow =
  | {
      readonly type: 'head';
      readonly key: string;
      readonly title: string;
      readonly sub: string;
      readonly count: number;
    }
  /** `incident` null: it is on its way. */
  | { readonly type: 'incident'; readonly key: string; readonly incident: Incident | null; readonly fresh: boolean };

export interface ListParts {
  readonly filter: ListFilter;
  readonly order: ListOrder;
  readonly incidents: ReadonlyMap<IncidentId, Incident>;
  readonly ended: Ended;
  readonly found: Found;
}

export interface Rows {
  readonly rows: readonly ListRow[];
  /** Where those that are over begin. */
  readonly endedFrom: number;
}

export function listRows({ filter, order, incidents, ended, found }: ListParts): Rows {
  const text = filter.text.trim();
  const anywhere = new Set(found.incidents.map(({ id }) => id));
  const standing = order.ids
    .flatMap((id) => incidents.get(id) ?? [])
    .filter((one) => fits(one, filter) && (text === '' || anywhere.has(one.id) || hasWords(one, text)))
    .map((incident) => ({
      type: 'incident' as const,
      key: incident.id,
      incident,
      fresh: order.fresh.has(incident.id),
    }));
  const head = { type: 'head' as const, key: 'standing', title: 'Open', count: standing.length };
  const sub = 'worst first, then by the promise that is due first';
  const top: readonly ListRow[] = standing.length > 0 ? [{ ...head, sub }, ...standing] : [];
  const past = text === '' ? listed(ended) : searched(filter, found, new Set(order.ids));
  return { rows: [...top, ...past], endedFrom: top.length + 1 };
}

function listed({ total, rows }: Ended): readonly ListRow[] {
  if (total === 0) return [];
  const head = { type: 'head' as const, key: 'ended', title: 'Over', sub: 'newest first', count: total };
  const each = (_: unknown, at: number) => ({
    type: 'incident' as const,
    key: `ended ${at}`,
    incident: rows.get(at) ?? null,
    fresh: false,
  });
  return [head, ...Array.from({ length: total }, each)];
}

function searched(filter: ListFilter, { incidents }: Found, shown: ReadonlySet<IncidentId>): readonly ListRow[] {
  const fit = incidents.filter((one) => !shown.has(one.id) && fits(one, filter));
  if (fit.length === 0) return [];
  const sub = 'found in their fields, notes and outputs, best first';
  const head = { type: 'head' as const, key: 'ended', title: 'Over', sub, count: fit.length };
  return [
    head,
    ...fit.map((incident) => ({ type: 'incident' as const, key: `found ${incident.id}`, incident, fresh: false })),
  ];
}
