// The shift at a glance: alarms in tens of minutes, incidents, runs and maintenance on one time axis. A click goes there.
import { Fragment, useMemo } from 'react';
import type { ReviewBar, ReviewFacts } from '../../../electron/contract/model/review.ts';
import { count } from '../../lib/number.ts';
import { clockShort } from '../../lib/time.ts';
import { type Axis, hourMarks, type LaneBar, packed, shareOf } from '../../ui/time-lanes.ts';
import './lanes.css';

interface Props {
  readonly facts: ReviewFacts;
  /** Of the entry in front, epoch ms. */
  readonly at: number | null;
  readonly onJump: (at: number) => void;
}

/** Lane, its name, and how many rows it may take. */
const LANES: readonly (readonly [ReviewBar['lane'], string, number])[] = [
  ['incident', 'Incidents', 2],
  ['run', 'Runs', 1],
  ['maintenance', 'Maintenance', 1],
];

const TEN_MINUTES = 600_000;

export function Lanes({ facts, at, onJump }: Props) {
  const lanes = useMemo(
    () => LANES.map(([lane, name, most]) => ({ name, ...packed(barsOf(facts.bars, lane), most) })),
    [facts.bars],
  );
  return (
    <section className="rv-lanes" aria-label="The shift at a glance">
      <span className="rv-lane-n">
        Alarms<u>per 10 min</u>
      </span>
      <AlarmBars facts={facts} onJump={onJump} />
      {lanes.map(({ name, rows, left }) =>
        rows.map((row, place) => (
          <Fragment key={`${name} ${row[0]?.key ?? place}`}>
            <span className="rv-lane-n">
              {place === 0 ? name : left > 0 && place === rows.length - 1 ? <u>and {left} more</u> : ''}
            </span>
            <Lane bars={row} axis={facts} onJump={onJump} />
          </Fragment>
        )),
      )}
      <span />
      <div className="rv-axis" aria-hidden="true">
        {hourMarks(facts).map((mark) => (
          <span key={mark} style={{ left: `${shareOf(mark, facts)}%` }}>
            {clockShort(mark)}
          </span>
        ))}
      </div>
      {at !== null && (
        <div className="rv-here" aria-hidden="true">
          <i style={{ left: `${shareOf(at, facts)}%` }} />
        </div>
      )}
    </section>
  );
}

const barsOf = (bars: readonly ReviewBar[], lane: ReviewBar['lane']): readonly LaneBar[] =>
  bars
    .filter((bar) => bar.lane === lane)
    .map((bar, place) => ({
      key: `${lane} ${bar.incidentId ?? bar.runId ?? ''} ${bar.from} ${place}`,
      label: bar.severity === null ? bar.label : `SEV${bar.severity} ${bar.label}`,
      from: bar.from,
      to: bar.to,
      look: lane === 'run' ? 'run' : lane === 'maintenance' ? 'planned' : bar.severity === 1 ? 'bad' : 'plain',
    }));

interface LaneProps {
  readonly bars: readonly LaneBar[];
  readonly axis: Axis;
  readonly onJump: (at: number) => void;
}

function Lane({ bars, axis, onJump }: LaneProps) {
  return (
    <div className="rv-lane">
      {bars.length === 0 && <em>none</em>}
      {bars.map(({ key, label, from, to, look }) => {
        const left = shareOf(from, axis);
        const words = `${label}, ${clockShort(from)} to ${to === null ? 'now' : clockShort(to)} UTC`;
        return (
          <button
            key={key}
            type="button"
            tabIndex={-1}
            className={`rv-${look}`}
            style={{ left: `${left}%`, width: `${Math.max(0.4, shareOf(to ?? axis.to, axis) - left)}%` }}
            title={words}
            onClick={() => onJump(from)}
          >
            {label}
          </button>
        );
      })}
    </div>
  );
}

/** What one operator can take in ten minutes, at most (ISA-18.2). */
const MOST = 10;

function AlarmBars({ facts, onJump }: { readonly facts: ReviewFacts; readonly onJump: (at: number) => void }) {
  const { startsAt, alerts } = facts.figures.slots;
  const top = Math.max(6, ...alerts);
  return (
    <div className="rv-bars">
      {startsAt.map((start, place) => {
        const many = alerts[place] ?? 0;
        const left = shareOf(start, facts);
        return many === 0 ? null : (
          <button
            key={start}
            type="button"
            tabIndex={-1}
            className={many > MOST ? 'over' : undefined}
            style={{
              left: `${left}%`,
              width: `calc(${shareOf(start + TEN_MINUTES, facts) - left}% - 1px)`,
              height: `${(100 * many) / top}%`,
            }}
            title={`${count(many, 'alarm')} from ${clockShort(start)} UTC`}
            aria-label={`${count(many, 'alarm')} from ${clockShort(start)}`}
            onClick={() => onJump(start)}
          />
        );
      })}
    </div>
  );
}
