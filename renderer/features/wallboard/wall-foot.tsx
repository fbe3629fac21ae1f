// The foot: whose watch it is, whom to ring, and whether the monitor itself can be believed.
import { figure } from '../../lib/number.ts';
import { TROUBLE_WORDS } from '../../store/trouble-words.ts';
import { useWorld } from '../../store/world.ts';
import { Mark } from '../../ui/sprite.tsx';
import { useFreshness } from './freshness.ts';

export function WallFoot() {
  const shifts = useWorld((world) => world.shifts.now);
  const isPlanned = useWorld((world) => world.shifts.plans.length > 0);
  const rotas = useWorld((world) => world.onCall.now);
  return (
    <footer className="wb-ft">
      <Mark />
      <ul>
        {shifts.map(({ key, name, people }) => (
          <li key={key}>
            {name} <Who names={people.join(', ')} />
          </li>
        ))}
        {isPlanned && shifts.length === 0 && (
          <li>
            Shift <Who names="" />
          </li>
        )}
        {rotas.map(({ scheduleId, schedule, person }) => (
          <li key={scheduleId}>
            {schedule} <Who names={person?.name ?? ''} />
          </li>
        ))}
      </ul>
      <Monitor />
    </footer>
  );
}

const Who = ({ names }: { readonly names: string }) =>
  names === '' ? <b className="nobody">nobody</b> : <b>{names}</b>;

function Monitor() {
  const health = useWorld((world) => world.health);
  const freshness = useFreshness();
  const trouble = health?.troubles[0];
  if (freshness === 'lost' || freshness === 'silent') return <span className="ml bad">Monitor {freshness}</span>;
  if (trouble) {
    return (
      <span className="ml bad">
        Monitor <b>{TROUBLE_WORDS[trouble.code]}</b>
      </span>
    );
  }
  if (!health) return <span className="ml">Monitor starting</span>;
  return (
    <span className="ml">
      Monitor healthy, lag <b>{figure(Math.round(health.lagMs))} ms</b>
    </span>
  );
}
