// The wall: read at six metres, by people who do something else. No controls and no words about keys; what is called out
// stands above everything, and what is old says so.
import { memo, useEffect } from 'react';
import { useBaseKeys } from '../../store/keys.ts';
import { goBack, isWall } from '../../store/route.ts';
import { startTheme } from '../../store/theme.ts';
import { useWorld } from '../../store/world.ts';
import { selectAlarm } from './alarm.ts';
import { AlarmBanner } from './alarm-banner.tsx';
import { useFreshness } from './freshness.ts';
import { IncidentsView, SideIncidents } from './incidents.tsx';
import { LostBanner } from './lost-banner.tsx';
import { NextWorst, ProblemsView } from './problems.tsx';
import { ShiftView } from './shift-view.tsx';
import type { WallView } from './turn.ts';
import { useTurn } from './use-turn.ts';
import { useWallSettings, type WallSettings } from './use-wall-settings.ts';
import { WallClock } from './wall-clock.tsx';
import { WallCounts } from './wall-counts.tsx';
import { WallFoot } from './wall-foot.tsx';
import { WallGuard } from './wall-guard.tsx';
import { WallMap } from './wall-map.tsx';
import './wall.css';
import './wall-lists.css';

export function WallboardScreen() {
  const { wall, isRead } = useWallSettings();
  const freshness = useFreshness();
  const isOld = freshness === 'lost' || freshness === 'silent';
  const isKnown = useWorld((world) => world.asOf > 0);
  const isCalled = useWorld((world) => selectAlarm(world) !== null);
  useSharedTheme();
  // A wall of its own has nothing to go back to.
  useBaseKeys('Wallboard', isWall ? [] : [{ keys: ['Escape'], label: 'Back', run: goBack }]);
  return (
    <main className={`wb${isOld ? ' old' : ''}`} aria-label="Wallboard" data-ready={isKnown ? '' : undefined}>
      <h1 className="vh">Wallboard</h1>
      <div className="wb-call">
        <WallGuard part="alarm">
          <AlarmBanner />
        </WallGuard>
        <LostBanner />
      </div>
      <div className="wb-top">
        <WallGuard part="counts">
          <WallCounts />
        </WallGuard>
        <WallGuard part="clock">
          <WallClock zone={wall.zone} />
        </WallGuard>
      </div>
      <Turning settings={wall} isHeld={isCalled} isRead={isRead} />
      <WallGuard part="foot">
        <WallFoot />
      </WallGuard>
    </main>
  );
}

interface TurningProps {
  readonly settings: WallSettings;
  readonly isHeld: boolean;
  readonly isRead: boolean;
}

/** Hears the clock; the views themselves are drawn when what they show changes. */
function Turning({ settings: { views, everySeconds, zone }, isHeld, isRead }: TurningProps) {
  const view = useTurn({ views, everySeconds, isHeld, isRead });
  return (
    <WallGuard key={view} part={`view '${view}'`}>
      <View view={view} zone={zone} />
    </WallGuard>
  );
}

const View = memo(function View({ view, zone }: { readonly view: WallView; readonly zone: string }) {
  switch (view) {
    case 'overview':
      return (
        <div className="wb-main" data-view={view}>
          <WallMap />
          <div className="wb-side">
            <SideIncidents />
            <NextWorst />
          </div>
        </div>
      );
    case 'map':
      return (
        <div className="wb-main whole" data-view={view}>
          <WallMap />
        </div>
      );
    case 'incidents':
      return <IncidentsView />;
    case 'problems':
      return <ProblemsView />;
    case 'shift':
      return <ShiftView zone={zone} />;
    default:
      return view satisfies never;
  }
});

/** Somebody chooses a theme at the desk: the walls of this machine follow. */
function useSharedTheme(): void {
  useEffect(() => {
    const listen = ({ key }: StorageEvent) => key?.startsWith('watchfloor.') && startTheme();
    window.addEventListener('storage', listen);
    return () => window.removeEventListener('storage', listen);
  }, []);
}
