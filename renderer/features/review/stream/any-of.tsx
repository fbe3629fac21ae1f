// Whose and which hosts' entries a review shows: those of any that are chosen. Nobody and none chosen is all of them.
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Host } from '../../../../electron/contract/model/host.ts';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import { figure } from '../../../lib/number.ts';
import { useWorld } from '../../../store/world.ts';

interface ChosenProps<Id> {
  readonly chosen: readonly Id[];
  readonly nameOf: (id: Id) => string;
  readonly onChange: (chosen: Id[]) => void;
}

/** Each of them is taken back by itself. */
function Chosen<Id extends string>({ chosen, nameOf, onChange }: ChosenProps<Id>) {
  return chosen.map((id) => (
    <button
      key={id}
      type="button"
      className="chip"
      aria-label={`Take ${nameOf(id)} away`}
      aria-pressed="true"
      onClick={() => onChange(chosen.filter((each) => each !== id))}
    >
      {nameOf(id)} <span aria-hidden="true">×</span>
    </button>
  ));
}

interface PersonProps extends Pick<ChosenProps<string>, 'chosen' | 'onChange'> {
  /** Who did something in the stretch. */
  readonly people: readonly string[];
}

export function PersonChoice({ people, chosen, onChange }: PersonProps) {
  return (
    <>
      <Chosen {...{ chosen, onChange }} nameOf={(name) => name} />
      <select
        className="input"
        aria-label="Person"
        value=""
        onChange={({ target }) => target.value !== '' && onChange([...chosen, target.value])}
      >
        <option value="">{chosen.length === 0 ? 'Anybody' : 'or …'}</option>
        {people
          .filter((name) => !chosen.includes(name))
          .map((name) => (
            <option key={name}>{name}</option>
          ))}
      </select>
    </>
  );
}

/** So many hosts the engine takes in one filter. */
const MOST_HOSTS = 1_000;
const MOST_OFFERED = 12;

/** A host is typed, by its name or by a part that only one has: thousands fit into no list. */
export function HostChoice({ chosen, onChange }: Pick<ChosenProps<HostId>, 'chosen' | 'onChange'>) {
  const hosts = useWorld((world) => world.hosts);
  const [typed, setTyped] = useState('');
  const [isRefused, setRefused] = useState(false);
  const fit = useMemo(() => (typed.trim().length < 2 ? [] : having([...hosts.values()], typed)), [hosts, typed]);
  const take = (name: string): boolean => {
    const host = hostNamed([...hosts.values()], name);
    if (!host || chosen.length >= MOST_HOSTS) return false;
    setTyped('');
    if (!chosen.includes(host.id)) onChange([...chosen, host.id]);
    return true;
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && typed.trim() !== '') setRefused(!take(typed));
    else if (event.key === 'Backspace' && typed === '' && chosen.length > 0) onChange(chosen.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const change = (text: string) => {
    setRefused(false);
    // A choice from the list arrives as a whole name at once; one that is typed may be the beginning of another.
    const isPicked = text.length > typed.length + 1 && fit.some(({ name }) => name === text);
    if (!isPicked || !take(text)) setTyped(text);
  };
  return (
    <>
      <Chosen {...{ chosen, onChange }} nameOf={(id) => hosts.get(id)?.name ?? 'a removed host'} />
      <input
        className="input mono rv-host"
        aria-label="Host"
        aria-invalid={isRefused || undefined}
        placeholder={chosen.length === 0 ? 'Any host' : 'or …'}
        list="review-hosts"
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={keys}
        onChange={({ target }) => change(target.value)}
      />
      {isRefused && (
        <span className="sub" role="alert">
          {fit.length > 1
            ? `${figure(fit.length)} hosts have that in their name`
            : `there is no host "${typed.trim()}"`}
        </span>
      )}
      <datalist id="review-hosts">
        {fit.slice(0, MOST_OFFERED).map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </>
  );
}

function having(hosts: readonly Host[], typed: string): readonly Host[] {
  const wanted = typed.trim().toLowerCase();
  return hosts.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** The one that is called so, else the only one with it in its name. */
function hostNamed(hosts: readonly Host[], typed: string): Host | undefined {
  const fit = having(hosts, typed);
  const exact = fit.find(({ name }) => name.toLowerCase() === typed.trim().toLowerCase());
  return exact ?? (fit.length === 1 ? fit[0] : undefined);
}
