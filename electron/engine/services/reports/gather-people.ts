// Hand-overs and shifts of the period; what will be full, as it was at its end.
import type { Handoff } from '../../../contract/model/handoff.ts';
import type { CheckId } from '../../../contract/model/ids.ts';
import { isSigned } from '../../core/report-handoffs.ts';
import type { ReportRow, ReportRows } from '../../core/report-rows.ts';
import { walkRows } from '../slices.ts';
import type { Gathering } from './report-facts.ts';

const DAY_MS = 86_400_000;
/** A hand-over is written for a shift; one that was begun longer ago than this and ended in the period is not found. */
const LOOK_BACK_MS = 31 * DAY_MS;

export async function gatherHandoffs(gathering: Gathering): Promise<Pick<ReportRows, 'handoffs' | 'shifts'>> {
  const { store, shifts, frame, now } = gathering;
  const { from, to, until } = frame;
  const found: Handoff[] = [];
  let offset = 0;
  await walkRows<Handoff>(
    (_, limit) => {
      // Also those that were signed after the period: they tell whether its last shift was handed over.
      const rows = store.handoffRows.list({ from: Math.max(0, from - LOOK_BACK_MS), to: now + 1, offset, limit });
      offset += rows.length;
      return rows;
    },
    (row) => found.push(row),
    20,
  );
  const signed = new Set(found.flatMap(({ state, shift }) => (isSigned(state) && shift.key !== null ? shift.key : [])));
  const planned = shifts
    .calendar(from, until)
    .shifts.filter((shift) => !shift.calledOff && shift.to > from && shift.to <= until);
  return {
    handoffs: found
      .filter(({ createdAt, endedAt }) => (endedAt === null ? createdAt < until : endedAt >= from && endedAt < to))
      .map(handoffRow)
      .reverse(),
    shifts: planned.map((shift) => ({
      shift: shift.key,
      name: shift.name,
      from: shift.from,
      to: shift.to,
      people: shift.people.join(', '),
      handedOver: Number(signed.has(shift.key)),
    })),
  };
}

const handoffRow = (handoff: Handoff): ReportRow<'handoffs'> => ({
  shiftName: handoff.shift.name,
  shift: handoff.shift.key ?? '',
  shiftTo: handoff.shift.to,
  state: handoff.endedAt === null ? 'open' : handoff.state,
  outgoing: handoff.outgoing,
  incoming: handoff.incoming,
  endedAt: handoff.endedAt,
  overridden: Number(handoff.override !== null),
  questions: handoff.questions.length,
  reason: handoff.declined?.reason ?? handoff.override?.reason ?? '',
});

export async function gatherForecasts({
  forecasts,
  world,
  hosts,
  frame,
}: Gathering): Promise<Pick<ReportRows, 'forecasts'>> {
  const checks: readonly CheckId[] | undefined =
    hosts === null ? undefined : [...hosts].flatMap((id) => world.checksOf(id).map((check) => check.id));
  const found = await forecasts.asOf(frame.until, checks);
  return {
    forecasts: found
      .map((one) => ({
        host: one.host,
        what: one.what,
        check: one.check,
        leftDays: one.fullAt === null ? null : (one.fullAt - one.asOf) / DAY_MS,
        fullAt: one.fullAt,
        earliestAt: one.earliestAt,
        latestAt: one.latestAt,
        trust: one.trust,
        value: one.value,
        limit: one.limit,
        unit: one.unit,
        perDay: one.perDay,
        perDayLow: one.perDayLow,
        perDayHigh: one.perDayHigh,
        hours: one.hours,
        asOf: one.asOf,
      }))
      .sort((a, b) => (a.fullAt ?? Number.MAX_VALUE) - (b.fullAt ?? Number.MAX_VALUE) || (a.host < b.host ? -1 : 1)),
  };
}
