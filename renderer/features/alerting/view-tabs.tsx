// The parts of Alerts side by side, each with its key; what never arrived is said here, whichever part is open.
import { Tabs } from '../../forms/tabs.tsx';
import { useKeys } from '../../store/keys.ts';
import { type AlertsView, goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';

const TABS: readonly (readonly [AlertsView, string, string])[] = [
  ['deliveries', 'Deliveries', 'd'],
  ['channels', 'Channels', 'c'],
  ['routes', 'Routes', 'r'],
  ['rules', 'Rules and sound', 'u'],
];

const goToView = (view: AlertsView): void =>
  goTo(view === 'deliveries' ? { screen: 'alerts' } : { screen: 'alerts', view });

export function ViewTabs({ view }: { readonly view: AlertsView }) {
  const dead = useWorld((world) => world.deliveries.dead);
  const counts: Partial<Record<AlertsView, number>> = {
    channels: useWorld((world) => world.channels.length),
    routes: useWorld((world) => world.routes.length),
  };
  useKeys(
    'Alerts',
    TABS.map(([to, label, keys]) => ({ keys: [keys], label, off: to === view, run: () => goToView(to) })),
  );
  return (
    <Tabs
      label="Alerts"
      tabs={TABS.map(([to, label, keys]) => ({
        value: to,
        label,
        keys,
        count: counts[to],
        mark: to === 'deliveries' && dead > 0 ? `${dead} dead` : undefined,
      }))}
      value={view}
      onGo={goToView}
    />
  );
}
