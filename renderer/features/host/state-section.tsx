// What was: hard states of the period to the second, and on wide screens the last 30 days.
import type { StateSpan } from '../../../electron/contract/api/history.ts';
import type { HostAvailability } from '../../../electron/contract/model/availability.ts';
import { useNowEvery } from '../../lib/now.ts';
import { day } from '../../lib/time.ts';
import type { Loaded } from '../../link/use-asked.ts';
import { StateBar, summaryWords } from '../../ui/charts/state-bar.tsx';
import { availablePercent, summarise } from '../../ui/charts/state-summary.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { AvailabilityTable } from './availability-table.tsx';
import { SilenceLines } from './silence-lines.tsx';
import { viewWord } from './time-window.ts';
import type { Charting } from './use-chart-view.ts';
import type { HostView } from './use-host.ts';

interface Props {
  readonly view: HostView;
  readonly charting: Charting;
  /** null while they are being asked for. */
  readonly spans: readonly StateSpan[] | null;
  readonly month: readonly StateSpan[] | null;
  readonly availability: Loaded<HostAvailability | null>;
  readonly lit: boolean;
  /** The table of the figures is open. */
  readonly opened: boolean;
  readonly onToggle: () => void;
}

export function StateSection({ view, charting, spans, month, availability, lit, opened, onToggle }: Props) {
  const { axis } = charting;
  const now = useNowEvery(MINUTE);
  const words = viewWord(charting.view);
  return (
    <section className="hist" aria-label="State history">
      <div className="ph">
        <h2>State</h2>
        <span className="sub">{words}, hard states, to the second</span>
        <div className="phr">
          {spans &&
            summaryWords(summarise(spans, axis.from, axis.now)).map((each) => (
              <span key={each} className="lgd">
                {each}
              </span>
            ))}
          <button type="button" className="sub avl" aria-expanded={opened} onClick={onToggle}>
            <Keycap keys="v" /> availability
          </button>
        </div>
      </div>
      <SilenceLines view={view} />
      {spans ? (
        <StateBar label={`State, ${words}`} spans={spans} from={axis.from} to={axis.to} until={axis.now} lit={lit} />
      ) : (
        <div className="state-bar skel" />
      )}
      {opened && <AvailabilityTable view={view} availability={availability} period={words} />}
      {month && <Days spans={month} now={now} lit={lit} />}
    </section>
  );
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const DAYS = 30;
const WORST = ['down', 'critical', 'unreachable', 'unknown', 'warning'] as const;

/** One square a day: the worst that stood for a minute or more. */
function Days({
  spans,
  now,
  lit,
}: {
  readonly spans: readonly StateSpan[];
  readonly now: number;
  readonly lit: boolean;
}) {
  const today = Math.floor(now / DAY) * DAY;
  const days = Array.from({ length: DAYS }, (_, index) => today - (DAYS - 1 - index) * DAY);
  return (
    <div className="hdays w-only">
      <span>30 days</span>
      <div>
        {days.map((start) => {
          const summary = summarise(spans, start, Math.min(start + DAY, now));
          const worst = WORST.find((status) => summary.inStateMs[status] >= 60_000);
          const words = summary.available === null ? 'no data' : `available ${availablePercent(summary.available)} %`;
          return (
            <i
              key={start}
              className={`day-${worst ?? (summary.available === null ? 'none' : 'ok')}`}
              title={`${day(start)}: ${worst ? `${worst}, ` : ''}${words}`}
            >
              {worst && <Glyph status={worst} lit={lit && start === today} quiet />}
            </i>
          );
        })}
      </div>
    </div>
  );
}
