// Open incidents beside the watch: worst first, who has each, and the promise that is due first. As many as fit; never
// at the cost of what stands below them.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { IncidentClock } from '../../../forms/incident-clock.tsx';
import { useNow } from '../../../lib/now.ts';
import { figure } from '../../../lib/number.ts';
import { CLOCK_NAMES, ownerWords } from '../../../store/incident-words.ts';
import { goToIncident, isUnhandled, nextClock, useStanding } from '../../../store/incidents.ts';
import { goTo } from '../../../store/route.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import './open-incidents.css';

export function OpenIncidents() {
  const standing = useStanding();
  const section = useRef<HTMLElement>(null);
  const fits = useFits(section);
  const rest = standing.length - fits;
  return (
    <section aria-label="Open incidents" className="open-incs" ref={section}>
      <h2>
        Open incidents<em>{figure(standing.length)}</em>
        <span>
          <Keycap keys="g i" />
        </span>
      </h2>
      {standing.length === 0 && <p className="none">None is open.</p>}
      <div className="incs">
        {standing.slice(0, fits).map((incident) => (
          <Line key={incident.id} incident={incident} />
        ))}
      </div>
      {rest > 0 && (
        <button type="button" className="incs-more" onClick={() => goTo({ screen: 'incidents' })}>
          and {figure(rest)} more
        </button>
      )}
    </section>
  );
}

function Line({ incident }: { readonly incident: Incident }) {
  const now = useNow();
  const clock = nextClock(incident);
  const lit = isUnhandled(incident, now);
  return (
    <button type="button" className={lit ? 'inc hot' : 'inc'} onClick={() => goToIncident(incident.id)}>
      <span className="i1">
        <SeverityTag severity={incident.severity} lit={lit} />
        <span className="mono">{incident.number}</span>
        <span className="io">{ownerWords(incident)}</span>
      </span>
      <b className="i2">{incident.title}</b>
      {clock && (
        <span className="i3">
          <span>{CLOCK_NAMES[clock.kind]}</span>
          <IncidentClock incident={incident} clock={clock} />
        </span>
      )}
    </button>
  );
}

/** Of one incident, CSS pixels: the taller kind, with the gap below it. */
const LINE_PX = 76;
/** Heading and "and 4 more". */
const AROUND_PX = 66;
/** What the last entries of the journal keep. */
const LATEST_PX = 120;
const LEAST = 2;

/** How many fit beside what else stands in the column. */
function useFits(section: RefObject<HTMLElement | null>): number {
  const [fits, setFits] = useState(LEAST);
  useLayoutEffect(() => {
    const column = section.current?.parentElement;
    // A page without layout (jsdom) shows the least.
    if (!column || typeof ResizeObserver === 'undefined') return;
    const measure = () => {
      const others = [...column.children].filter((each) => each !== section.current);
      const taken = others.reduce((sum, each) => sum + (each.matches('.latest') ? LATEST_PX : each.clientHeight), 0);
      setFits(Math.max(LEAST, Math.floor((column.clientHeight - taken - AROUND_PX) / LINE_PX)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(column);
    for (const each of column.children) observer.observe(each);
    return () => observer.disconnect();
  }, [section]);
  return fits;
}
