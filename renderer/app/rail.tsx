// The rail: the screens that exist, each with its key.
import { Eye, Server } from 'lucide-react';
import type { ReactNode } from 'react';
import { goTo, type Route, useRoute } from '../store/route.ts';

interface Place {
  readonly label: string;
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
    label: 'Inventory',
    keys: 'g v',
    icon: <Server className="ic" aria-hidden="true" />,
    route: { screen: 'inventory' },
    holds: ['inventory', 'host'],
  },
];

export function Rail() {
  const screen = useRoute((state) => state.route.screen);
  return (
    <nav className="rail" aria-label="Main">
      <div className="rail-in">
        {PLACES.map(({ label, keys, icon, route, holds }) => {
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
              <span>{label}</span>
              <kbd className="rk">{keys}</kbd>
            </button>
          );
        })}
      </div>
    </nav>
  );
}
