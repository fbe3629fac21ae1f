// Which period, of which zone and scope, and how the report of it stands: being made, old, provisional.
import type { Report, ReportPeriodKind } from '../../../../electron/contract/model/report.ts';
import { wallText } from '../../../lib/local-time.ts';
import { useNow } from '../../../lib/now.ts';
import { clock, duration } from '../../../lib/time.ts';
import { type ReportMaking, stopReport } from '../../../link/report.ts';
import { type Chosen, choosePeriod, type ReportChoice, stepPeriod } from '../../../store/report.ts';
import { periodWords } from '../../../store/report-period.ts';
import { PERIOD_NAMES, scopeWords } from '../../../store/report-words.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { Segment } from '../../../ui/segment.tsx';
import { ScopeRow } from './scope-row.tsx';

const PERIODS = Object.entries(PERIOD_NAMES) as readonly (readonly [ReportPeriodKind, string])[];

interface Props {
  readonly choice: ReportChoice;
  readonly chosen: Chosen;
  readonly state: ReportMaking;
  /** What is on screen is not of what is chosen. */
  readonly isOld: boolean;
  readonly isScopeOpen: boolean;
  readonly onScope: (open: boolean) => void;
  readonly onExport: () => void;
}

export function PeriodBar(props: Props) {
  const { choice, chosen, state, isScopeOpen, onScope } = props;
  // Of another period it says nothing about what is on screen now.
  const failed = chosen.ok && JSON.stringify(state.failed?.ask) === JSON.stringify(chosen.ask) ? state.failed : null;
  const { period, zone } = choice;
  return (
    <header className="rep-head">
      <div className="rep-bar">
        <button type="button" className="btn" aria-label="Period before" onClick={() => stepPeriod(-1, Date.now())}>
          <Keycap keys="[" />
        </button>
        <h1>{chosen.ok ? periodWords(period, chosen.stretch, zone) : 'A period of your own'}</h1>
        <button type="button" className="btn" aria-label="Next period" onClick={() => stepPeriod(1, Date.now())}>
          <Keycap keys="]" />
        </button>
        <Segment label="Period" value={period} options={PERIODS} onChange={(next) => choosePeriod(next, Date.now())} />
        <button
          type="button"
          className="btn rep-scope"
          aria-expanded={isScopeOpen}
          onClick={() => onScope(!isScopeOpen)}
        >
          <Keycap keys="f" />
          {scopeWords(choice)}, {zone}
        </button>
        <span className="phr">
          <button type="button" className="btn" disabled={!chosen.ok} onClick={props.onExport}>
            <Keycap keys="E" /> Export
          </button>
        </span>
      </div>
      {(isScopeOpen || period === 'custom') && (
        <ScopeRow choice={choice} chosen={chosen} isScopeOpen={isScopeOpen} onLeave={() => onScope(false)} />
      )}
      <Standing {...props} />
      {failed && <FailedNote failed={failed} hasOld={state.report !== null} />}
    </header>
  );
}

function FailedNote({
  failed,
  hasOld,
}: {
  readonly failed: NonNullable<ReportMaking['failed']>;
  readonly hasOld: boolean;
}) {
  const kept = hasOld
    ? 'The report below is the one from before.'
    : 'Nothing was lost: a report can be made at any time.';
  if (failed.stopped) {
    return (
      <p className="rep-note" role="status">
        Stopped. {hasOld && kept} <Keycap keys="R" /> makes it.
      </p>
    );
  }
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        <b>The report could not be made.</b> {failed.reason} {kept}
      </p>
      <span>
        <Keycap keys="R" /> tries again
      </span>
    </div>
  );
}

/** When it was made, of what, up to where; or how long the new one takes already. */
function Standing({ state, isOld }: Props) {
  const { report, making } = state;
  if (making) return <Progress since={making.since} report={report} />;
  if (!report) return null;
  const { period, madeAt, madeBy, scope, head } = report;
  return (
    <p className="rep-note">
      {isOld && <b>Of {period.words}. </b>}
      {period.isPartial && (
        <b className="rep-partial">Not over yet: provisional, as of {wallText(madeAt, period.zone)}. </b>
      )}
      made {wallText(madeAt, period.zone)} by {madeBy}, {scope}, times of {period.zone},{' '}
      <span className="mono" title={`Head of the record's chain: entry ${head.seq}, ${head.hash}`}>
        chain {head.hash.slice(0, 4)}…{head.hash.slice(-4)}
      </span>
    </p>
  );
}

/** A making says nothing of its time in its first moment; after two seconds it counts. */
const QUIET_MS = 2_000;

function Progress({ since, report }: { readonly since: number; readonly report: Report | null }) {
  const took = useNow() - since;
  return (
    <p className="rep-note rep-making">
      <i aria-hidden="true" />
      {/* Said once: a clock that is read out each second hears nobody. */}
      <span role="status">Being made</span>
      {took >= QUIET_MS ? (
        <>
          {' '}
          for <b>{duration(took)}</b>, since {clock(since)} UTC. How far it is, the engine does not say.{' '}
        </>
      ) : (
        '. '
      )}
      <button type="button" className="btn" onClick={stopReport}>
        <Keycap keys="Escape" /> Stop
      </button>
      {report && ` Below is the one of ${report.period.words}, made ${wallText(report.madeAt, report.period.zone)}.`}
    </p>
  );
}
