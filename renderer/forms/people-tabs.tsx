// On call and shifts side by side, each with its key: whom an alert reaches, and who sits here.
import { useKeys } from '../store/keys.ts';
import { goTo } from '../store/route.ts';
import { useWorld } from '../store/world.ts';
import { Tabs } from './tabs.tsx';

type Place = 'on-call' | 'shifts';

const go = (screen: Place): void => goTo({ screen });

export function PeopleTabs({ at }: { readonly at: Place }) {
  const rotas = useWorld((world) => world.onCall.schedules.length);
  const plans = useWorld((world) => world.shifts.plans.length);
  useKeys('On call and shifts', [
    { keys: ['1'], label: 'On call', move: true, off: at === 'on-call', run: () => go('on-call') },
    { keys: ['2'], label: 'Shifts', move: true, off: at === 'shifts', run: () => go('shifts') },
  ]);
  return (
    <Tabs
      label="On call and shifts"
      tabs={[
        { value: 'on-call', label: 'On call', keys: '1', count: rotas },
        { value: 'shifts', label: 'Shifts', keys: '2', count: plans },
      ]}
      value={at}
      onGo={go}
    />
  );
}
