// Alerts of each ten minutes of the period, with the line above which nobody can follow.
import type { AlarmLoad } from '../../../electron/contract/model/alarm-load.ts';
import { count, figure } from '../../lib/number.ts';
import { when } from '../../lib/time.ts';

/** More than this in ten minutes is a flood (ISA-18.2). */
const FLOOD = 10;
const TEN_MINUTES_MS = 600_000;

export function AlarmBars({ load }: { readonly load: AlarmLoad }) {
  const { startsAt, alerts, widthMs } = load.slots;
  const most = Math.max(FLOOD, ...alerts);
  const peak = alerts.indexOf(Math.max(...alerts));
  const peakAt = startsAt[peak];
  const said =
    load.alerts === 0 || peakAt === undefined
      ? 'No alert in this period'
      : `${count(load.alerts, 'alert')}; most, ${figure(alerts[peak] ?? 0)}, from ${when(peakAt, load.to)} UTC`;
  const flood = widthMs === TEN_MINUTES_MS ? 100 - (FLOOD / most) * 100 : null;
  return (
    <figure className="eng-load-bars" aria-label={said}>
      {load.alerts > 0 && (
        <svg viewBox={`0 0 ${Math.max(1, alerts.length)} 100`} preserveAspectRatio="none" aria-hidden="true">
          {alerts.map((many, place) => (
            <rect
              key={startsAt[place]}
              x={place + 0.08}
              width={0.84}
              y={100 - (many / most) * 100}
              height={(many / most) * 100}
              className={flood !== null && many > FLOOD ? 'over' : undefined}
            />
          ))}
          {flood !== null && <line x1={0} x2={alerts.length} y1={flood} y2={flood} />}
        </svg>
      )}
      <figcaption>
        <span>{when(load.from, load.to)}</span>
        <span>{said}</span>
        <span>{when(load.to, load.to)} UTC</span>
      </figcaption>
    </figure>
  );
}
