// Makes a report: gathers the rows of a period, a slice a turn of the loop, lets core count. Nothing is kept and nothing is
// written: the same period made again from the same journal says the same.
import type { Actor } from '../../../contract/model/journal.ts';
import type { Report, ReportAsk, ReportPeriodKind, RowSet } from '../../../contract/model/report.ts';
import { SECTION_KINDS, sectionOf, withDerived } from '../../core/report-figures.ts';
import type { Frame } from '../../core/report-kinds.ts';
import { periodOf, slotsOf } from '../../core/report-period.ts';
import {
  cellsOf,
  type GatheredRows,
  type ReportRows,
  ROW_KINDS,
  type RowsId,
  rowSetOf,
} from '../../core/report-rows.ts';
import { invalid } from '../../lib/refusal.ts';
import { breathe, inSlices, inSteps } from '../slices.ts';
import { gatherAlerts, gatherOperators } from './gather-alerts.ts';
import { gatherAvailability } from './gather-availability.ts';
import { gatherBackups } from './gather-backups.ts';
import { gatherIncidentRows, gatherResponse } from './gather-incidents.ts';
import { gatherForecasts, gatherHandoffs } from './gather-people.ts';
import { basisOf, gatherWatch } from './gather-watch.ts';
import { gatherReviews, gatherRuns, gatherWindows } from './gather-work.ts';
import { type Gathering, hostsIn, type ReportOptions, scopeWords } from './report-facts.ts';

export interface Reports {
  /**
   * Rejects with a Refusal where the period lies in the future or is longer than 400 days, and with its reason soon after
   * `signal` is aborted: nobody waits for it any more, so nothing more is counted.
   */
  make(ask: ReportAsk, actor: Actor, signal?: AbortSignal): Promise<Report>;
}

const TITLES: Readonly<Record<ReportPeriodKind, string>> = {
  daily: 'Daily report',
  weekly: 'Weekly report',
  monthly: 'Monthly report',
  custom: 'Report',
};

/** Rows put into cells in one go. */
const SLICE = 5_000;

export function createReports(options: ReportOptions): Reports {
  return {
    async make(ask, actor, signal) {
      const now = options.clock.now();
      const found = periodOf(ask, now);
      if ('refused' in found) throw invalid([found.refused]);
      const { period } = found;
      const hosts = hostsIn(options.world, ask.scope);
      const { word, slots } = slotsOf(period.zone, period.from, period.to);
      const { from, to, zone } = period;
      const frame: Frame = {
        from,
        to,
        until: Math.min(to, now),
        zone,
        slots,
        slotWord: word,
        isScoped: hosts !== null,
      };
      const { seq, hash } = options.store.journal.head();
      const head = { seq, hash };
      const gathered = await inTurn(gather({ ...options, ask, frame, now, head, hosts }, signal), signal);
      const rows = await inSteps(withDerived(gathered, frame), signal);
      const sections: Report['sections'][number][] = [];
      for (const kind of SECTION_KINDS) sections.push(await inSteps(sectionOf(kind, rows, frame), signal));
      return {
        title: TITLES[period.kind],
        period,
        scope: scopeWords(ask.scope),
        madeAt: now,
        madeBy: actor.type === 'engine' ? 'the engine' : actor.name,
        head,
        sections,
        rowSets: await rowSetsOf(rows, signal),
      };
    },
  };
}

async function gather(gathering: Gathering, signal: AbortSignal | undefined): Promise<GatheredRows> {
  const rows = {
    ...(await inTurn(gatherWatch(gathering), signal)),
    ...(await inTurn(gatherAvailability(gathering), signal)),
    ...(await inTurn(gatherAlerts(gathering), signal)),
    ...(await inTurn(gatherIncidentRows(gathering), signal)),
    ...(await inTurn(gatherResponse(gathering), signal)),
    ...(await inTurn(gatherBackups(gathering), signal)),
    ...(await inTurn(gatherForecasts(gathering), signal)),
    ...(await inTurn(gatherWindows(gathering), signal)),
    ...(await inTurn(gatherRuns(gathering), signal)),
    ...(await inTurn(gatherHandoffs(gathering), signal)),
    ...(await inTurn(gatherReviews(gathering), signal)),
  };
  return { ...rows, basis: basisOf(gathering, gatherOperators(gathering)) };
}

/** What comes behind it has a turn of its own. */
async function inTurn<Part>(part: Part | Promise<Part>, signal: AbortSignal | undefined): Promise<Part> {
  const done = await part;
  await breathe();
  signal?.throwIfAborted();
  return done;
}

async function rowSetsOf(rows: ReportRows, signal: AbortSignal | undefined): Promise<readonly RowSet[]> {
  const sets: RowSet[] = [];
  for (const id of Object.keys(ROW_KINDS) as RowsId[]) {
    const cells: (readonly (string | number | null)[])[] = [];
    await inSlices<ReportRows[RowsId][number]>(rows[id], SLICE, (slice) => {
      for (const row of cellsOf(id, slice as never)) cells.push(row);
    });
    signal?.throwIfAborted();
    sets.push(rowSetOf(id, cells));
  }
  return sets;
}
