// What the top bar says of the monitor itself, and of the time.
import { Circle } from 'lucide-react';
import { useNow } from '../../lib/now.ts';
import { figure, perTime } from '../../lib/number.ts';
import { clock, day, localZone } from '../../lib/time.ts';
import { TROUBLE_WORDS } from '../../store/trouble-words.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Glyph } from '../../ui/glyph.tsx';

/** Health of the monitor: a dead instrument must never look alive. */
export function Monitor() {
  const health = useWorld((world) => world.health);
  const link = useWorld((world) => world.link);
  const asOf = useWorld((world) => world.asOf);
  if (link === 'lost') {
    return (
      <div className="tc mon bad">
        <span>
          Monitor
          <em>
            <Glyph status="unknown" lit size={13} quiet /> lost
          </em>
        </span>
        <b className="stale">{asOf > 0 ? <Ago at={asOf} suffix=" ago" /> : 'never seen'}</b>
      </div>
    );
  }
  const trouble = health?.troubles[0];
  const rate = perTime(health?.resultsPerSecond ?? 0);
  return (
    <div className={trouble ? 'tc mon bad' : 'tc mon'} title={trouble?.message}>
      <span>
        Monitor
        {trouble ? (
          <em>
            <Glyph status="warning" lit size={13} quiet /> {TROUBLE_WORDS[trouble.code]}
          </em>
        ) : (
          <em>
            <Circle className="ic" aria-hidden="true" />
            {health ? 'healthy' : 'starting'}
          </em>
        )}
      </span>
      <b>
        <i>lag</i> {health ? figure(Math.round(health.lagMs)) : '–'}
        <u>ms</u> <i>at</i> {rate[0]}
        <u>checks/{rate[1]}</u>
      </b>
    </div>
  );
}

/** UTC is the time of the record; local is the time of the people. */
export function Clocks() {
  const now = useNow();
  const local = localZone(now);
  return (
    <>
      <div className="tc clk">
        <span>{day(now)}</span>
        <b>
          {clock(now)}
          <u>UTC</u>
        </b>
      </div>
      <div className="tc clk loc">
        <span>{local.place}</span>
        <b>
          {clock(now, 'local')}
          <u>{local.short}</u>
        </b>
      </div>
    </>
  );
}
