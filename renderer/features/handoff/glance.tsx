// The shift at a glance, where there is room: alerts, incidents, runs and planned work over one time axis.
import { type CSSProperties, Fragment, useMemo } from 'react';
import { clockShort } from '../../lib/time.ts';
import { useWorld } from '../../store/world.ts';
import { hourMarks, shareOf } from '../../ui/time-lanes.ts';
import type { Desk } from './desk.ts';
import { glanceWords } from './figure-words.ts';
import { type Glance, glanceOf, type Span } from './glance-lanes.ts';

const HOUR = 3_600_000;
/** Alerts in ten minutes that one operator can manage for hours: 12 an hour. */
const MOST_IN_TEN = 2;

export function GlancePart({ desk: { briefing, handoff } }: { readonly desk: Desk }) {
  const incidents = useWorld((world) => world.incidents);
  const runs = useWorld((world) => world.runs);
  const to = Math.max(handoff?.shift.to ?? 0, briefing.asOf, briefing.figures.from + HOUR);
  const glance = useMemo(() => glanceOf(briefing, to, { incidents, runs }), [briefing, to, incidents, runs]);
  return (
    <section className="ho-glance w-only" aria-label="The shift at a glance">
      <div className="ph">
        <h2>The shift at a glance</h2>
        <span className="sub">{glanceWords(briefing.figures)}</span>
      </div>
      <div className="ho-gg">
        <span>
          Alerts<u>per 10 min</u>
        </span>
        <Bars glance={glance} />
        {glance.lanes.map((lane, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lanes have no name of their own
          <Fragment key={index}>
            <span>{lane.name}</span>
            <div className="ho-lane" style={hoursOf(glance)}>
              {lane.spans.length === 0 && <em>none</em>}
              {lane.spans.map((span) => (
                <i key={span.key} className={span.look} style={placeOf(span, glance)} title={titleOf(span)}>
                  {span.label}
                </i>
              ))}
            </div>
          </Fragment>
        ))}
        <span />
        <Marks glance={glance} />
      </div>
    </section>
  );
}

const titleOf = ({ label, from, to }: Span): string => `${label}, ${clockShort(from)} to ${clockShort(to)} UTC`;

/** A line at each full hour. */
function hoursOf({ from, to }: Glance): CSSProperties {
  const whole = Math.max(1, to - from);
  const first = ((Math.ceil(from / HOUR) * HOUR - from) / whole) * 100;
  return { '--hour': `${((HOUR / whole) * 100).toFixed(3)}%`, '--first': `${first.toFixed(3)}%` } as CSSProperties;
}

function placeOf({ from, to }: Span, glance: Glance): CSSProperties {
  const left = shareOf(from, glance);
  return { left: `${left.toFixed(2)}%`, width: `${(shareOf(to, glance) - left).toFixed(2)}%` };
}

function Bars({ glance }: { readonly glance: Glance }) {
  const { slots, most } = glance;
  const total = slots.reduce((sum, { alerts }) => sum + alerts, 0);
  return (
    <div
      className="ho-bars"
      style={{ '--most': `${((MOST_IN_TEN / most) * 100).toFixed(1)}%` } as CSSProperties}
      role="img"
      aria-label={`${total} alerts, at most ${Math.max(0, ...slots.map((s) => s.alerts))} in ten minutes`}
    >
      {slots.map(({ at, alerts }) => (
        <i
          key={at}
          className={alerts >= 5 ? 'hi' : alerts >= 3 ? 'md' : undefined}
          style={
            {
              left: `${shareOf(at, glance).toFixed(2)}%`,
              width: `calc(${(shareOf(at + 600_000, glance) - shareOf(at, glance)).toFixed(2)}% - 2px)`,
              height: `${((alerts / most) * 100).toFixed(1)}%`,
            } as CSSProperties
          }
          title={`${alerts} from ${clockShort(at)} UTC`}
        />
      ))}
    </div>
  );
}

/** It stands beside other panes: every second hour of a long shift is enough. */
const MOST_MARKS = 10;

function Marks({ glance }: { readonly glance: Glance }) {
  return (
    <div className="ho-gx">
      {hourMarks(glance, MOST_MARKS).map((at) => (
        <span key={at} style={{ left: `${shareOf(at, glance).toFixed(2)}%` }}>
          {clockShort(at)}
        </span>
      ))}
    </div>
  );
}
