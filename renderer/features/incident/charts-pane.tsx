// "On the same clock": the checks that tell of an incident, on one time axis from before impact to now or its end, with
// what happened marked on each.
import { useMemo, useRef, useState } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { useNowEvery } from '../../lib/now.ts';
import { clock, clockShort, duration, when } from '../../lib/time.ts';
import { useKinds } from '../../link/kinds.ts';
import { type ChartChoice, chooseCharts } from '../../store/chart-choice.ts';
import { useChecksByHost } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { IncidentChart } from './charts-pane-chart.tsx';
import { type Axis, axisOf, concernedChecks, type Inventory, impactOf, isByHand } from './charts-pane-choice.ts';
import { type Past, usePast } from './charts-pane-samples.ts';
import { useStory } from './story-pane-data.ts';
import './charts-pane.css';

const FIRST = 3;
const MORE = 3;
const STEPS = 200;
const LEAST_STEP_MS = 15_000;

export function ChartsPane({ incident }: { readonly incident: Incident }) {
  const [shown, setShown] = useState(FIRST);
  const { story } = useStory(incident);
  const inventory = useInventory();
  const all = useMemo(() => concernedChecks(incident, story, inventory), [incident, story, inventory]);
  const axis = useAxis(incident);
  // Without the story the order may still turn: it would be asked twice.
  const checks = useMemo(() => (story === null ? [] : all.slice(0, shown)), [story, all, shown]);
  const [asked, again] = usePast(checks, axis.from, axis.to);
  const last = useRef<Past | null>(null);
  if (asked.type === 'ready') last.current = asked.value;
  const past = asked.type === 'ready' ? asked.value : last.current;
  return (
    <section className="icharts" aria-label="On the same clock">
      <div className="ph">
        <h2>On the same clock</h2>
        <span className="sub">{axisWords(axis, axis.to)}</span>
      </div>
      <Marks incident={incident} axis={axis} />
      {asked.type === 'failed' && <Failure reason={asked.reason} again={again} />}
      {story !== null && all.length === 0 && <NoChecks />}
      {checks.map((check) => (
        <Chart key={check.id} check={check} past={past} incident={incident} axis={axis} />
      ))}
      {all.length > shown && (
        <p className="ic-more">
          <button type="button" className="btn" onClick={() => setShown(shown + MORE)}>
            {Math.min(MORE, all.length - shown)} more of {all.length - shown}
          </button>
        </p>
      )}
    </section>
  );
}

function useInventory(): Inventory {
  const checks = useWorld((world) => world.checks);
  const hosts = useWorld((world) => world.hosts);
  const checksByHost = useChecksByHost();
  return useMemo(() => ({ checks, hosts, checksByHost }), [checks, hosts, checksByHost]);
}

/** It moves on in steps of about a pixel, so that the past is not asked for every second. */
function useAxis(incident: Incident): Axis {
  const length = Math.max(0, useNowEvery(60_000) - impactOf(incident));
  const step = Math.max(LEAST_STEP_MS, Math.round(length / STEPS / LEAST_STEP_MS) * LEAST_STEP_MS);
  const now = useNowEvery(step);
  return useMemo(() => axisOf(incident, now + step), [incident, now, step]);
}

/** What the lines on the charts are, in words: they may stand too near each other to carry their own. */
function Marks({ incident, axis }: { readonly incident: Incident; readonly axis: Axis }) {
  const impact = impactOf(incident);
  const marks = incident.milestones.filter(({ at }) => at >= axis.from && at <= axis.to);
  if (marks.length === 0) return null;
  return (
    <ol className="ic-marks" aria-label="Milestones">
      {marks.map(({ kind, at, source }) => (
        <li key={`${kind}${at}`} className={isByHand(source) ? 'hand' : undefined} title={source}>
          {kind} <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
          {at > impact && <u>+{duration(at - impact)}</u>}
        </li>
      ))}
    </ol>
  );
}

function axisWords({ from, to, follows }: Axis, now: number): string {
  return `${Math.floor(from / 86_400_000) === Math.floor(now / 86_400_000) ? clockShort(from) : when(from, now)} to ${follows ? 'now' : clockShort(to)}`;
}

interface ChartProps {
  readonly check: Check;
  readonly past: Past | null;
  readonly incident: Incident;
  readonly axis: Axis;
}

/** The one figure of a check that tells most. */
function Chart({ check, past, incident, axis }: ChartProps) {
  const kinds = useKinds().byKind;
  const state = useWorld((world) => world.checkStates.get(check.id));
  const host = useWorld((world) => world.hosts.get(check.hostId)?.name ?? '');
  const choice = useMemo<ChartChoice | null>(() => {
    if (!state) return null;
    return chooseCharts([check], new Map([[check.id, state]]), kinds, past?.seen)[0] ?? null;
  }, [check, state, kinds, past]);
  if (!past) return <Still title={`${host} ${check.name}`} />;
  if (!choice || !state) return <NoFigures title={`${host} ${check.name}`} />;
  return <IncidentChart choice={choice} host={host} state={state} samples={past.samples} {...{ incident, axis }} />;
}

function Still({ title }: { readonly title: string }) {
  return (
    <figure className="chart" aria-busy="true">
      <figcaption>
        <b>{title}</b>
      </figcaption>
      <div className="skel ic-skel" />
    </figure>
  );
}

function NoFigures({ title }: { readonly title: string }) {
  return (
    <figure className="chart none">
      <figcaption>
        <b>{title}</b>
        <span className="ch-leg">brings no figures</span>
      </figcaption>
    </figure>
  );
}

function NoChecks() {
  return (
    <div className="empty">
      <b>No check to draw.</b>
      <p>No problem belongs to this incident, or its checks are no longer in the inventory.</p>
    </div>
  );
}

function Failure({ reason, again }: { readonly reason: string; readonly again: () => void }) {
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <div>
        <b>The past of these checks could not be read.</b>
        <p>{reason} What was drawn before stays.</p>
      </div>
      <button type="button" className="btn" onClick={again}>
        Read again
      </button>
    </div>
  );
}
