// The checks of a host. The row that is selected is what the keys act on and what the right column explains.
import { useEffect, useId, useRef } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { CheckId } from '../../../electron/contract/model/ids.ts';
import type { CheckState } from '../../../electron/contract/model/state.ts';
import { useNow } from '../../lib/now.ts';
import { duration } from '../../lib/time.ts';
import { NO_SAMPLES, type SampleMap, sampleKey } from '../../store/chart-samples.ts';
import { thresholdsOf } from '../../ui/charts/range.ts';
import { Sparkline, type SparklineStatus } from '../../ui/charts/sparkline.tsx';
import { Glyph, glyphOf } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { attemptWord, checkLook, everyWord, isStale, limitOf, resultWord } from './check-words.ts';
import type { HostView } from './use-host.ts';

interface Props {
  readonly view: HostView;
  /** In the order they are shown. */
  readonly checks: readonly Check[];
  readonly selected: CheckId | null;
  readonly samples: SampleMap;
  /** What the lines show: 'Last 6 h'. */
  readonly period: string;
  readonly onSelect: (checkId: CheckId) => void;
  readonly onOpen: (checkId: CheckId) => void;
  readonly onRun: () => void;
  readonly onSave: () => void;
  /** Something got worse since the rows were put in order; they stay until asked. */
  readonly isOutOfOrder: boolean;
  readonly onSort: () => void;
}

export function ChecksTable(props: Props) {
  const { view, checks, selected, samples, period, onSelect, onOpen } = props;
  const id = useId();
  return (
    <section className="chk" aria-label="Checks">
      <div className="ph">
        <h2>
          Checks<em>{checks.length}</em>
        </h2>
        <div className="phr">
          {props.isOutOfOrder && (
            <button type="button" className="pend" onClick={props.onSort}>
              order kept <Keycap keys="s" /> worst first
            </button>
          )}
          <button type="button" className="sub" onClick={props.onRun}>
            <Keycap keys="x" /> run now
          </button>
          <button type="button" className="sub" onClick={props.onSave}>
            <Keycap keys="Y" /> save as CSV
          </button>
        </div>
      </div>
      <table
        className="tbl"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved through and acted on: ARIA's grid
        role="grid"
        aria-label="Checks"
        tabIndex={0}
        aria-activedescendant={selected ? `${id}${selected}` : undefined}
      >
        <thead>
          <tr>
            <th className="c-gl">
              <span className="vh">Status</span>
            </th>
            <th>Check</th>
            <th>Result</th>
            <th>Limit</th>
            <th className="w-cell">{period}</th>
            <th className="r c-att">State</th>
            <th className="r c-age">Age</th>
            <th className="r c-age">Every</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <Row
              key={check.id}
              id={`${id}${check.id}`}
              check={check}
              view={view}
              samples={samples}
              isSelected={check.id === selected}
              onSelect={onSelect}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly id: string;
  readonly check: Check;
  readonly view: HostView;
  readonly samples: SampleMap;
  readonly isSelected: boolean;
  readonly onSelect: (checkId: CheckId) => void;
  readonly onOpen: (checkId: CheckId) => void;
}

function Row({ id, check, view, samples, isSelected, onSelect, onOpen }: RowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  const state = view.states.get(check.id);
  const look = checkLook(check, state, view.problems.get(check.id));
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isSelected]);
  const isSoft = state?.type === 'soft' && state.status !== 'ok';
  return (
    <tr
      ref={row}
      id={id}
      aria-selected={isSelected}
      className={`${isSelected ? 'sel ' : ''}r-${glyphOf(look.status)}`}
      onClick={() => onSelect(check.id)}
      onDoubleClick={() => onOpen(check.id)}
    >
      <td>
        <Glyph status={look.status} lit={look.lit} />
      </td>
      <td>
        <b>{check.name}</b>
        {check.alive && <u>alive</u>}
        {state?.flapping && <u className="flap">flapping</u>}
      </td>
      <td title={resultWord(check, state)}>{resultWord(check, state)}</td>
      <td className="d">{limitOf(state)}</td>
      <td className="w-cell">
        <RowLine check={check} state={state} samples={samples} status={look.status} />
      </td>
      <td className="r">{attemptWord(check, state)}</td>
      <td className="r">
        <Age check={check} state={state} />
      </td>
      <td className="r d">{everyWord(isSoft ? check.policy.retryIntervalMs : check.policy.intervalMs)}</td>
    </tr>
  );
}

function Age({ check, state }: { readonly check: Check; readonly state: CheckState | undefined }) {
  const now = useNow();
  if (state?.resultAt == null || !check.enabled) return null;
  const age = duration(now - state.resultAt);
  return <time className={isStale(check, state, now) ? 'stale' : undefined}>{age}</time>;
}

interface LineProps {
  readonly check: Check;
  readonly state: CheckState | undefined;
  readonly samples: SampleMap;
  readonly status: string;
}

/** The last values of the metric that judges the check, else of its first. */
function RowLine({ check, state, samples, status }: LineProps) {
  const metric = state?.metrics.find((each) => thresholdsOf(each).length > 0) ?? state?.metrics[0];
  if (!metric) return null;
  const { avg } = samples.get(sampleKey(check.id, metric.name)) ?? NO_SAMPLES;
  const known = avg.filter((value) => value !== null);
  const limit = thresholdsOf(metric)[0]?.value;
  const near = limit !== undefined && limit <= Math.max(...known, 0) * 4 ? limit : undefined;
  return <Sparkline values={avg.slice(-200)} status={status as SparklineStatus} threshold={near} />;
}
