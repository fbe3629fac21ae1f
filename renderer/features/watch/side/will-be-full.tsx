// What will be full if it goes on so: quiet lines, soonest first. Nothing is drawn where nothing fills up.
import type { CapacityForecast } from '../../../../electron/contract/model/forecast.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { figure } from '../../../lib/number.ts';
import { clockShort, day } from '../../../lib/time.ts';
import { fullIn, fullOn } from '../../../store/forecast-words.ts';
import { goTo } from '../../../store/route.ts';
import { useWorld } from '../../../store/world.ts';
import './planned.css';

/** Lines drawn; the rest is counted. */
const SHOWN = 3;

export function WillBeFull() {
  const forecasts = useWorld((world) => world.forecasts);
  const dated = forecasts.filter(({ fullAt }) => fullAt !== null);
  if (dated.length === 0) return null;
  return (
    <section aria-label="Will be full">
      <h2>
        Will be full<em>{figure(dated.length)}</em>
        <span className="unit">within 30 days</span>
      </h2>
      {dated.slice(0, SHOWN).map((one) => (
        <Line key={`${one.checkId} ${one.metric}`} forecast={one} />
      ))}
      {dated.length > SHOWN && <p className="none">and {figure(dated.length - SHOWN)} more, later</p>}
    </section>
  );
}

function Line({ forecast }: { readonly forecast: CapacityForecast }) {
  const now = useNowEvery(60_000);
  const { hostId, host, what, fullAt } = forecast;
  if (fullAt === null) return null;
  return (
    <button type="button" className="plan" title={`${host} ${what}`} onClick={() => goTo({ screen: 'host', hostId })}>
      <time dateTime={new Date(fullAt).toISOString()} title={`${day(fullAt)} ${clockShort(fullAt)} UTC`}>
        {fullOn(fullAt, now)}
      </time>
      <b>
        <span className="mono">{host}</span> {what}
      </b>
      <span className="sub">{fullIn(forecast, now)}</span>
    </button>
  );
}
