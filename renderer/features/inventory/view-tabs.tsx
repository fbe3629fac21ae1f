// The parts of the inventory side by side, each with its key.
import { Tabs } from '../../forms/tabs.tsx';
import { openDialog } from '../../store/dialogs.ts';
import { useKeys } from '../../store/keys.ts';
import { goTo, type InventoryView } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';

const TABS: readonly (readonly [InventoryView, string, string])[] = [
  ['hosts', 'Hosts', 'h'],
  ['templates', 'Templates', 't'],
  ['credentials', 'Credentials', 'c'],
  ['import', 'Import', 'I'],
];

export const goToView = (view: InventoryView): void =>
  goTo(view === 'hosts' ? { screen: 'inventory' } : { screen: 'inventory', view });

export function ViewTabs({ view }: { readonly view: InventoryView }) {
  const counts: Partial<Record<InventoryView, number>> = {
    hosts: useWorld((world) => world.hosts.size),
    templates: useWorld((world) => world.templates.length),
    credentials: useWorld((world) => world.credentials.length),
  };
  useKeys('Inventory', [
    ...TABS.map(([to, label, keys]) => ({
      keys: [keys],
      label: to === 'import' ? 'Import a file' : label,
      off: to === view,
      run: () => goToView(to),
    })),
    { keys: ['E'], label: 'Export all', run: () => openDialog({ type: 'export', hostIds: null }) },
  ]);
  return (
    <Tabs
      label="Inventory"
      tabs={TABS.map(([to, label, keys]) => ({ value: to, label, keys, count: counts[to] }))}
      value={view}
      onGo={goToView}
    >
      <button type="button" className="end" onClick={() => openDialog({ type: 'export', hostIds: null })}>
        Export
        <Keycap keys="E" />
      </button>
    </Tabs>
  );
}
