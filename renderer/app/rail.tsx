// The rail: the screens that exist, each with its key.
import {
  Activity,
  ArrowRightLeft,
  BookOpenText,
  CalendarClock,
  ChartColumn,
  Eye,
  ListFilter,
  Megaphone,
  PhoneCall,
  Server,
  Siren,
  SlidersHorizontal,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '../lib/now.ts';
import { figure } from '../lib/number.ts';
import { useHandoffWaitsForMe } from '../store/handoff.ts';
import { isUnhandled, useStanding } from '../store/incidents.ts';
import { goTo, type Route, useRoute } from '../store/route.ts';
import { useWaitingForMe } from '../store/runs.ts';
import { useCounts } from '../store/select.ts';
import { useWorld } from '../store/world.ts';

interface Place {
  readonly label: string;
  /** Where the rail is narrow. */
  readonly short?: string;
  readonly keys: string;
  readonly icon: ReactNode;
  readonly route: Route;
  readonly holds: readonly Route['screen'][];
}

export const PLACES: readonly Place[] = [
  {
    label: 'Watch',
    keys: 'g w',
    icon: <Eye className="ic" aria-hidden="true" />,
    route: { screen: 'watch' },
    holds: ['watch'],
  },
  {
    label: 'Problems',
    keys: 'g p',
    icon: <ListFilter className="ic" aria-hidden="true" />,
    route: { screen: 'problems' },
    holds: ['problems'],
  },
  {
    label: 'Incidents',
    keys: 'g i',
    icon: <Siren className="ic" aria-hidden="true" />,
    route: { screen: 'incidents' },
    holds: ['incidents', 'incident'],
  },
  {
    label: 'Runbooks',
    keys: 'g r',
    icon: <BookOpenText className="ic" aria-hidden="true" />,
    route: { screen: 'runbooks' },
    holds: ['runbooks', 'run'],
  },
  {
    label: 'Handoff',
    keys: 'g h',
    icon: <ArrowRightLeft className="ic" aria-hidden="true" />,
    route: { screen: 'handoff' },
    holds: ['handoff', 'review'],
  },
  {
    label: 'Maintenance',
    short: 'Maint.',
    keys: 'g m',
    icon: <CalendarClock className="ic" aria-hidden="true" />,
    route: { screen: 'maintenance' },
    holds: ['maintenance'],
  },
  {
    label: 'On call',
    keys: 'g o',
    icon: <PhoneCall className="ic" aria-hidden="true" />,
    route: { screen: 'on-call' },
    holds: ['on-call', 'shifts'],
  },
  {
    label: 'Alerts',
    keys: 'g a',
    icon: <Megaphone className="ic" aria-hidden="true" />,
    route: { screen: 'alerts' },
    holds: ['alerts'],
  },
  {
    label: 'Inventory',
    keys: 'g v',
    icon: <Server className="ic" aria-hidden="true" />,
    route: { screen: 'inventory' },
    holds: ['inventory', 'host'],
  },
  {
    label: 'Reports',
    keys: 'g t',
    icon: <ChartColumn className="ic" aria-hidden="true" />,
    route: { screen: 'reports' },
    holds: ['reports'],
  },
  {
    label: 'Engine',
    keys: 'g n',
    icon: <Activity className="ic" aria-hidden="true" />,
    route: { screen: 'engine' },
    holds: ['engine'],
  },
  {
    label: 'Settings',
    keys: 'g ,',
    icon: <SlidersHorizontal className="ic" aria-hidden="true" />,
    route: { screen: 'settings' },
    holds: ['settings'],
  },
];

export function Rail() {
  const screen = useRoute((state) => state.route.screen);
  return (
    <nav className="rail" aria-label="Main">
      <div className="rail-in">
        {PLACES.map(({ label, short, keys, icon, route, holds }) => {
          const here = holds.includes(screen);
          return (
            <button
              type="button"
              key={label}
              className={here ? 'on' : undefined}
              aria-current={here ? 'page' : undefined}
              onClick={() => goTo(route)}
            >
              {icon}
              {short && (
                <span className="n-only" aria-hidden="true">
                  {short}
                </span>
              )}
              <span className={short && 'short-of'}>{label}</span>
              {route.screen === 'problems' && <Unhandled />}
              {route.screen === 'incidents' && <Standing />}
              {route.screen === 'runbooks' && <RunsThatWait />}
              {route.screen === 'handoff' && <HandoffThatWaits />}
              {route.screen === 'alerts' && <Undelivered />}
              <kbd className="rk">{keys}</kbd>
            </button>
          );
        })}
      </div>
    </nav>
  );
}

/** Problems that wait for a person; what only hangs behind another is not counted. */
function Unhandled() {
  const { down, critical, unknown, warning } = useCounts().unhandled;
  const count = down + critical + unknown + warning;
  return count === 0 ? null : (
    <em>
      {figure(count)}
      <span className="vh"> unhandled</span>
    </em>
  );
}

/** Incidents that are not over; lit while one has nobody yet, or a promise of one is broken. */
function Standing() {
  const standing = useStanding();
  const now = useNow();
  if (standing.length === 0) return null;
  const lit = standing.filter((incident) => isUnhandled(incident, now)).length;
  return (
    <em className={lit > 0 ? 'bad' : undefined}>
      {figure(standing.length)}
      <span className="vh"> open{lit > 0 && `, ${figure(lit)} unhandled`}</span>
    </em>
  );
}

/** Runs in which nothing happens before whoever sits here does something. */
function RunsThatWait() {
  const waiting = useWaitingForMe();
  return waiting === 0 ? null : (
    <em>
      {figure(waiting)}
      <span className="vh"> waiting for you</span>
    </em>
  );
}

/** A hand-over that went out to whoever sits here. */
function HandoffThatWaits() {
  return useHandoffWaitsForMe() ? (
    <em>
      1<span className="vh"> waiting for your signature</span>
    </em>
  ) : null;
}

/** Messages that never arrived: somebody was not told. */
function Undelivered() {
  const dead = useWorld((world) => world.deliveries.dead);
  return dead === 0 ? null : (
    <em className="bad">
      {figure(dead)}
      <span className="vh"> dead letters</span>
    </em>
  );
}
