// What a shift came to: who worked, how much was asked of them, how soon they took what they were told of.
import { useMemo } from 'react';
import type { Spread } from '../../../electron/contract/model/figures.ts';
import type { Reaction, ReviewFacts } from '../../../electron/contract/model/review.ts';
import type { SlaPromise } from '../../../electron/contract/model/sla.ts';
import { figure } from '../../lib/number.ts';
import { clockShort, duration } from '../../lib/time.ts';
import { slowWords, tookMs } from '../../store/review-words.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import './facts.css';

interface Props {
  readonly facts: ReviewFacts;
  readonly sla: SlaPromise;
  readonly onJump: (at: number) => void;
}

/** What is good an hour for one operator, and what can be managed (ISA-18.2). */
const GOOD = 6;
const MANAGEABLE = 12;

export function FactsSide({ facts, sla, onJump }: Props) {
  const { figures, shifts, people, unwatched } = facts;
  const { sla: kept } = figures;
  const unwatchedMs = unwatched.reduce((sum, one) => sum + one.to - one.from, 0);
  const isUnwatched = unwatchedMs >= figures.to - figures.from;
  const load = isUnwatched
    ? 'nobody watched'
    : figures.perHour > MANAGEABLE
      ? 'too much: 12 can be managed'
      : figures.perHour > GOOD
        ? '6 is good, 12 can be managed'
        : 'good';
  return (
    <aside className="rv-side" aria-label="Facts">
      <section>
        <div className="ph">
          <h2>Who worked</h2>
        </div>
        {shifts.map(({ name, people: crew }) => (
          <p key={`${name} ${crew.join()}`}>
            {name} <span className="hand">{crew.join(', ') || 'nobody'}</span>
          </p>
        ))}
        {shifts.length === 0 && <p>Nobody planned a shift.</p>}
        <p className="dim">
          {people.length === 0 ? 'Nobody did anything on record.' : `On record: ${people.join(', ')}`}
        </p>
      </section>
      <section>
        <div className="ph">
          <h2>Figures</h2>
        </div>
        <dl>
          {unwatchedMs > 0 && (
            <Line name="Nobody watched" value={duration(unwatchedMs)} sub="what happened is not known" isBad />
          )}
          <Line
            name="Alarms"
            value={isUnwatched ? '–' : figure(figures.alerts)}
            sub={isUnwatched ? load : `most in 10 min ${figure(figures.peakTenMinutes)}`}
          />
          <Line
            name="An hour, per operator"
            value={isUnwatched ? '–' : figure(figures.perHour)}
            sub={isUnwatched ? '' : load}
            isBad={figures.perHour > MANAGEABLE}
          />
          <Spreads name="To acknowledge" of={figures.timeToAcknowledge} />
          <Line name="Never acknowledged" value={figure(figures.unacknowledged)} sub="in no average" />
          <Spreads name="To resolve" of={figures.timeToResolve} />
          <Line
            name="Incidents"
            value={figure(figures.incidentsOpened)}
            sub={`opened, ${figure(figures.incidentsClosed)} closed`}
          />
          <Line
            name="Promises kept"
            value={kept.of === 0 ? '–' : `${figure(kept.kept)} of ${figure(kept.of)}`}
            sub={kept.of === 0 ? 'none ended' : ''}
            isBad={kept.kept < kept.of}
          />
        </dl>
      </section>
      <Reactions {...{ facts, sla, onJump }} />
    </aside>
  );
}

interface LineProps {
  readonly name: string;
  readonly value: string;
  readonly sub: string;
  readonly isBad?: boolean;
}

function Line({ name, value, sub, isBad = false }: LineProps) {
  return (
    <div className={isBad ? 'bad' : undefined}>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {isBad && <Glyph status="warning" size={13} quiet />} <u>{sub}</u>
      </dd>
    </div>
  );
}

/** Median, 90th percentile and most, always with how many; a mean only where there are enough. */
function Spreads({ name, of }: { readonly name: string; readonly of: Spread }) {
  if (of.medianMs === null) return <Line name={name} value="–" sub="n 0" />;
  const more = [
    `n ${figure(of.n)}`,
    of.p90Ms !== null && `90th ${duration(of.p90Ms)}`,
    of.maxMs !== null && `most ${duration(of.maxMs)}`,
    of.meanMs !== null && `mean ${duration(of.meanMs)}`,
  ].filter(Boolean);
  return <Line name={`${name}, median`} value={duration(of.medianMs)} sub={more.join(', ')} />;
}

/** After a flood there are thousands: these are the worst of them, x goes through all. */
const LISTED = 100;

/** Slowest first, as the engine gives them; what nobody took comes before all. */
function Reactions({ facts, sla, onJump }: Props) {
  const { reactions, figures } = facts;
  const listed = useMemo(
    () =>
      [
        ...reactions.filter(({ takenAt }) => takenAt === null),
        ...reactions.filter(({ takenAt }) => takenAt !== null),
      ].slice(0, LISTED),
    [reactions],
  );
  return (
    <section className="rv-reactions" aria-label="Reactions">
      <div className="ph">
        <h2>
          Reactions<em>{figure(reactions.length)}</em>
        </h2>
        <span className="sub">{reactions.length > LISTED ? `the ${LISTED} slowest` : 'slowest first'}</span>
        <span className="phr">
          <Keycap keys="x" /> next
        </span>
      </div>
      {reactions.length === 0 && <p className="dim">People were told of nothing.</p>}
      <ul>
        {listed.map((one) => (
          <li key={`${one.problemId} ${one.toldAt}`}>
            <button type="button" tabIndex={-1} onClick={() => onJump(one.takenAt ?? one.toldAt)}>
              <SeverityTag severity={one.severity} />
              <b className="mono">{one.subject}</b>
              <Took one={one} slow={slowOf(one, sla, figures.timeToAcknowledge)} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const slowOf = (one: Reaction, sla: SlaPromise, usual: Spread): string => {
  const took = tookMs(one);
  return took === null ? '' : slowWords(took, one.severity, sla, usual);
};

function Took({ one, slow }: { readonly one: Reaction; readonly slow: string }) {
  const took = tookMs(one);
  if (took === null) {
    return (
      <span>
        told {clockShort(one.toldAt)}, nobody took it{one.endedAt !== null && `, over ${clockShort(one.endedAt)}`}
      </span>
    );
  }
  return (
    <span className={slow === '' ? undefined : 'slow'} title={slow}>
      told {clockShort(one.toldAt)}, taken {clockShort(one.takenAt ?? 0)}, <b>{duration(took)}</b>
      {slow !== '' && (
        <>
          <Glyph status="warning" size={13} quiet />
          <span className="vh">{slow}</span>
        </>
      )}
    </span>
  );
}
