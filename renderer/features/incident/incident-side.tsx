// Beside the timeline: what is known, its problems, the story of the cause, the charts. One at a time where it is narrow,
// side by side where there is room.
import { type ReactNode, useEffect, useRef } from 'react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { useWide } from '../../lib/use-wide.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { ChartsPane } from './charts-pane.tsx';
import { FactsPane } from './facts/facts-pane.tsx';
import { PANES, type Pane, setView, useIncidentView, viewOf } from './incident-view.ts';
import { ProblemsPane } from './problems-pane.tsx';
import { StoryPane } from './story-pane.tsx';

const PANE_WORDS: Readonly<Record<Pane, string>> = {
  facts: 'Facts',
  problems: 'Problems',
  story: 'Story',
  charts: 'Charts',
};

export function IncidentSide({ incident }: { readonly incident: Incident }) {
  const wide = useWide();
  if (!wide) return <OnePane incident={incident} />;
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

function OnePane({ incident }: { readonly incident: Incident }) {
  const { pane } = useIncidentView(incident.id);
  const open = incident.problems.filter(({ closedAt }) => closedAt === null).length;
  const followUps = incident.followUps.filter(({ doneAt }) => doneAt === null).length;
  const counts: Partial<Record<Pane, number>> = { problems: open, facts: followUps };
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pane begins at its top
  useEffect(() => void panel.current?.scrollTo({ top: 0 }), [pane]);
  return (
    <div className="iside one">
      <div className="itabs" role="tablist" aria-label="Beside the timeline">
        {PANES.map((each) => (
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
        {paneOf(pane, incident)}
      </section>
    </div>
  );
}

function paneOf(pane: Pane, incident: Incident): ReactNode {
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
export function turnPane(id: Incident['id'], by: 1 | -1): void {
  const at = PANES.indexOf(viewOf(id).pane);
  setView(id, { pane: PANES[(at + by + PANES.length) % PANES.length] ?? 'facts' });
}
