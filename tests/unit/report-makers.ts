// Rows of a report as a test writes them: what it leaves out is empty.

import { SECTION_KINDS, type Steps, withDerived } from '../../electron/engine/core/report-figures.ts';
import type { Frame } from '../../electron/engine/core/report-kinds.ts';
import { slotsOf } from '../../electron/engine/core/report-period.ts';
import {
  type GatheredRows,
  type ReportRow,
  type ReportRows,
  ROW_KINDS,
  type RowsId,
} from '../../electron/engine/core/report-rows.ts';

/** Monday, 16 November 2026, 00:00 UTC. */
export const FROM = Date.UTC(2026, 10, 16);
export const HOUR = 3_600_000;
export const MINUTE = 60_000;
export const DAY = 24 * HOUR;

/** The week from Monday, 16 November 2026, in UTC. */
export function frame(more: Partial<Frame> = {}): Frame {
  const [from, to] = [more.from ?? FROM, more.to ?? FROM + 7 * DAY];
  const { word, slots } = slotsOf('UTC', from, to);
  return { from, to, until: to, zone: 'UTC', slots, slotWord: word, isScoped: false, ...more };
}

type Some = { readonly [Id in RowsId]?: readonly Partial<ReportRow<Id>>[] };

/** All row sets, those that are counted from others among them. Left-out cells are '' or null. */
export function rowsOf(some: Some, of: Frame = frame()): ReportRows {
  const whole = Object.fromEntries(
    (Object.keys(ROW_KINDS) as RowsId[]).map((id) => {
      const empty = Object.entries(ROW_KINDS[id].columns).map(([key, [, type]]) => [key, type === 'text' ? '' : null]);
      return [id, (some[id] ?? []).map((row: object) => ({ ...Object.fromEntries(empty), ...row }))];
    }),
  );
  return resultOf(withDerived(whole as unknown as GatheredRows, of));
}

/** All steps at once. */
export function resultOf<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A figure counted from rows. */
export function figure(id: string, some: Some, of: Frame = frame()) {
  const kind = SECTION_KINDS.flatMap(({ figures }) => figures).find((one) => one.id === id);
  if (!kind) throw new Error(`there is no figure ${id}`);
  return kind.count(rowsOf(some, of), of);
}

export function section(id: string) {
  const kind = SECTION_KINDS.find((one) => one.id === id);
  if (!kind) throw new Error(`there is no section ${id}`);
  return kind;
}
