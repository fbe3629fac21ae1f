// Beside the timeline: what is known, its problems, the story of the cause, the charts. One at a time where it is narrow,
// side by side where there is room.
import { type ReactNode, useEffect, useRef } from 'react';
import type { RunId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { RunSummary } from '../../../electron/contract/model/run.ts';
import { useWide } from '../../lib/use-wide.ts';
import { runOfIncident, useRunOfIncident } from '../../store/runs.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { ChartsPane } from './charts-pane.tsx';
import { FactsPane } from './facts/facts-pane.tsx';
import { type Pane, paneShown, panesOf, setView, useIncidentView, viewOf } from './incident-view.ts';
import { ProblemsPane } from './problems-pane.tsx';
import { StoryPane } from './story-pane.tsx';

const PANE_WORDS: Readonly<Record<Pane, string>> = {
  run: 'Run',
  facts: 'Facts',
  problems: 'Problems',
  story: 'Story',
  charts: 'Charts',
};

interface Props {
  readonly incident: Incident;
  /** Draws the run beside the timeline. */
  readonly runPane: (runId: RunId) => ReactNode;
}

export function IncidentSide({ incident, runPane }: Props) {
  const wide = useWide();
  const run = useRunOfIncident(incident.id);
  if (!wide) return <OnePane incident={incident} run={run} runPane={runPane} />;
  if (run) {
    return (
      <>
        <div className="irun">{runPane(run.id)}</div>
        <OnePane incident={incident} run={null} runPane={runPane} />
      </>
    );
  }
  return (
    <>
      <Column label="Problems and facts" className="iside">
        <ProblemsPane incident={incident} />
        <FactsPane incident={incident} />
      </Column>
      <Column label="Story and charts" className="ictx">
        <StoryPane incident={incident} />
        <ChartsPane incident={incident} />
      </Column>
    </>
  );
}

function OnePane({ incident, run, runPane }: Props & { readonly run: RunSummary | null }) {
  const pane = paneShown(useIncidentView(incident.id), run, false);
  const open = incident.problems.filter(({ closedAt }) => closedAt === null).length;
  const followUps = incident.followUps.filter(({ doneAt }) => doneAt === null).length;
  const counts: Partial<Record<Pane, number>> = { problems: open, facts: followUps };
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pane begins at its top
  useEffect(() => void panel.current?.scrollTo({ top: 0 }), [pane]);
  return (
    <div className={pane === 'run' ? 'iside one irun' : 'iside one'}>
      <div className="itabs" role="tablist" aria-label="Beside the timeline">
        {panesOf(run !== null).map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`pane-${each}`}
            aria-selected={each === pane}
            aria-controls="incident-pane"
            tabIndex={each === pane ? 0 : -1}
            className={each === pane ? 'on' : undefined}
            onClick={() => setView(incident.id, { pane: each })}
          >
            {PANE_WORDS[each]}
            {each === 'problems' && counts.problems !== undefined && counts.problems > 0 && <em>{counts.problems}</em>}
          </button>
        ))}
        <span className="itabs-k">
          <Keycap keys="[" />
          <Keycap keys="]" />
        </span>
      </div>
      <section
        ref={panel}
        className="ipane"
        id="incident-pane"
        role="tabpanel"
        aria-labelledby={`pane-${pane}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
      >
        {pane === 'run' ? run && runPane(run.id) : paneOf(pane, incident)}
      </section>
    </div>
  );
}

function paneOf(pane: Exclude<Pane, 'run'>, incident: Incident): ReactNode {
  switch (pane) {
    case 'facts':
      return <FactsPane incident={incident} />;
    case 'problems':
      return <ProblemsPane incident={incident} />;
    case 'story':
      return <StoryPane incident={incident} />;
    case 'charts':
      return <ChartsPane incident={incident} />;
    default:
      return pane satisfies never;
  }
}

interface ColumnProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

function Column({ label, className, children }: ColumnProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** The pane beside the one that is open; around the end it goes on at the other. */
export function turnPane(id: Incident['id'], by: 1 | -1, isWide: boolean): void {
  const run = runOfIncident(useWorld.getState(), id);
  const panes = panesOf(run !== null && !isWide);
  const at = panes.indexOf(paneShown(viewOf(id), run, isWide));
  setView(id, { pane: panes[(at + by + panes.length) % panes.length] ?? 'facts' });
}
