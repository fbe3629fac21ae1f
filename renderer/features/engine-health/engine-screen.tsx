// The monitor itself: whether it can be trusted now, how it did in the last hour, and what slows it down.
import { useState } from 'react';
import type { SlowCheck } from '../../../electron/contract/model/engine-details.ts';
import type { CheckId } from '../../../electron/contract/model/ids.ts';
import { useNow } from '../../lib/now.ts';
import { bytes, figure, perTime } from '../../lib/number.ts';
import { duration } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { useKeys } from '../../store/keys.ts';
import { goTo } from '../../store/route.ts';
import { attempt } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { AlarmLoadSection } from './alarm-load-section.tsx';
import { EngineCharts } from './engine-charts.tsx';
import { EngineLog } from './engine-log.tsx';
import { EngineSide } from './engine-side.tsx';
import { verdictOf } from './engine-words.ts';
import { KindsTable } from './kinds-table.tsx';
import { SlowTable } from './slow-table.tsx';
import { useInside } from './use-engine.ts';
import './engine.css';

export function EngineScreen() {
  const { details, lines, trouble } = useInside();
  const [chosen, setChosen] = useState<CheckId | null>(null);
  const [isBackingUp, setBackingUp] = useState(false);
  const slow = details?.slow ?? [];
  const index = Math.max(
    0,
    slow.findIndex((check) => check.checkId === chosen),
  );
  const selected = slow[index]?.checkId ?? null;
  const open = () => openHostOf(selected);
  const backUp = async () => {
    if (isBackingUp) return;
    setBackingUp(true);
    await attempt(
      () => engine().engine.backUp(),
      (copy) => `Backed up and verified, ${bytes(copy.bytes).join(' ')}: ${copy.file}`,
    );
    setBackingUp(false);
  };
  useEngineKeys({ slow, index, setChosen, open, backUp: () => void backUp() });
  return (
    <main className="eng">
      <EngineHead />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse */}
      <section className="hleft eng-left" tabIndex={0} aria-label="Figures of the engine">
        {trouble !== null && (
          <p className="eng-none" role="alert">
            {trouble}
          </p>
        )}
        {details ? (
          <>
            <div className="ph">
              <h2>Last hour</h2>
              <span className="sub">every 10 s, not kept over a restart</span>
            </div>
            <EngineCharts details={details} stale={trouble === null ? null : 'no answer,'} />
            <AlarmLoadSection />
            <div className="eng-two">
              <KindsTable kinds={details.kinds} />
              <SlowTable slow={slow} selected={selected} onSelect={setChosen} onOpen={open} />
            </div>
          </>
        ) : (
          <div className="empty">
            <b>Asking the engine…</b>
          </div>
        )}
        <EngineLog lines={lines} />
      </section>
      <EngineSide details={details} isBackingUp={isBackingUp} onBackUp={() => void backUp()} />
    </main>
  );
}

function openHostOf(checkId: CheckId | null): void {
  const check = checkId && useWorld.getState().checks.get(checkId);
  if (check) goTo({ screen: 'host', hostId: check.hostId });
}

interface Hand {
  readonly slow: readonly SlowCheck[];
  readonly index: number;
  readonly setChosen: (checkId: CheckId) => void;
  readonly open: () => void;
  readonly backUp: () => void;
}

function useEngineKeys({ slow, index, setChosen, open, backUp }: Hand): void {
  const move = (by: number) => {
    const next = slow[Math.min(slow.length - 1, Math.max(0, index + by))];
    if (next) setChosen(next.checkId);
  };
  const off = slow.length === 0;
  useKeys('Engine', [
    { keys: ['Enter'], label: 'Open the slow host', bar: 'first', off, run: open },
    { keys: ['b'], label: 'Back up now', bar: 'always', run: backUp },
    { keys: ['j', 'ArrowDown'], label: 'Next slow check', move: true, off, run: () => move(1) },
    { keys: ['k', 'ArrowUp'], label: 'Slow check before', move: true, off, run: () => move(-1) },
    // For the key bar alone: the first that has a key runs.
    { keys: ['j', 'k'], label: 'Move', bar: 'roomy', move: true, run: () => move(1) },
  ]);
}

function EngineHead() {
  const health = useWorld((world) => world.health);
  const link = useWorld((world) => world.link);
  const reason = useWorld((world) => world.linkReason);
  const { status, title, detail } = verdictOf(health, link, reason);
  const now = useNow();
  const [rate, per] = perTime(health?.resultsPerSecond ?? 0);
  const stale = link === 'live' ? undefined : 'stale';
  return (
    <header className="hhead eng-head">
      <div className={`hx hx-${status}`}>
        <Glyph status={status} lit={status !== 'ok'} />
      </div>
      <div className="ht">
        <h1>Engine</h1>
      </div>
      <div className="hs">
        <b className={status === 'ok' ? 'well' : undefined}>{title}</b>
        <span title={detail}>{detail}</span>
      </div>
      <dl className="hf">
        <HeadFigure name="Lag" value={health ? figure(Math.round(health.lagMs)) : '–'} unit="ms" look={stale} />
        <HeadFigure name="Results" value={rate} unit={`/${per}`} look={stale} />
        <HeadFigure name="Running" value={figure(health?.running ?? 0)} unit="" look={stale} />
        <HeadFigure name="Queue" value={figure(health?.queued ?? 0)} unit="" look={stale} />
        <HeadFigure name="Up" value={health ? duration(now - health.startedAt) : '–'} unit="" look={stale} />
      </dl>
    </header>
  );
}

interface HeadFigureProps {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly look: string | undefined;
}

function HeadFigure({ name, value, unit, look }: HeadFigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={look}>
        {value}
        {unit && <u>{unit}</u>}
      </dd>
    </div>
  );
}
