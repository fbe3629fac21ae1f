// Policies that open an incident by themselves: the first that fits an alert does. One block each, in their order.
import { type RefObject, useEffect, useRef } from 'react';
import { SEVERITIES } from '../../../electron/contract/model/severity-of.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { ON_OFF, rowOf } from './field-row.ts';
import { type PolicyText, policiesIn, policiesText, withPolicy } from './incidents-draft.ts';
import { PolicyWords, type PolicyWrong } from './policy-words.tsx';
import type { SettingsForm } from './use-settings.ts';

export function PolicyRows({ form }: { readonly form: SettingsForm }) {
  const list = useRef<HTMLDivElement>(null);
  const { value, was, onChange } = rowOf(form, 'policies');
  const policies = policiesIn(value);
  useFocusAfter(list, policies.length);
  const put = (next: readonly PolicyText[]) => onChange(policiesText(next));
  const change = (place: number, part: Partial<PolicyText>) =>
    put(policies.map((policy, at) => (at === place ? { ...policy, ...part } : policy)));
  const swap = (place: number) => {
    const [above, own] = [policies[place - 1], policies[place]];
    if (above && own) put(policies.with(place - 1, own).with(place, above));
  };
  return (
    <div className="set-policies" ref={list}>
      <h3>
        Opened by themselves
        {was !== undefined && <u>holds: {countWords(policiesIn(was).length)}</u>}
        <button type="button" className="btn" onClick={() => put(withPolicy(policies))}>
          <Keycap keys="+" /> Add a policy
        </button>
      </h3>
      <p className="set-note">
        The first policy that fits an alert opens an incident, unless an open one has the problem, or what caused it.
        Empty tags and sites fit all. {policies.length === 0 && 'None: people open incidents. Default.'}
      </p>
      {policies.map((policy, place) => (
        <fieldset key={policy.id} className={policy.enabled ? 'set-policy' : 'set-policy off'}>
          <legend>
            {place + 1}. {policy.name.trim() || 'a policy without a name'}
          </legend>
          <Segment
            label={`Policy ${place + 1}`}
            value={policy.enabled ? 'on' : 'off'}
            options={ON_OFF}
            onChange={(state) => change(place, { enabled: state === 'on' })}
          />
          <fieldset className="set-sevs">
            <legend className="vh">Severities</legend>
            {SEVERITIES.map((one) => (
              <label key={one} className={policy.severities.includes(one) ? 'on' : undefined}>
                <input
                  type="checkbox"
                  className="vh"
                  checked={policy.severities.includes(one)}
                  onChange={() => change(place, { severities: toggled(policy.severities, one) })}
                />
                SEV{one}
              </label>
            ))}
          </fieldset>
          <span className="set-policy-do">
            <button type="button" className="btn" disabled={place === 0} onClick={() => swap(place)}>
              Up
            </button>
            <button type="button" className="btn" onClick={() => put(policies.filter((_, at) => at !== place))}>
              Remove
            </button>
          </span>
          <PolicyWords
            place={place}
            policy={policy}
            wrong={wrongOf(form, place)}
            onChange={(part) => change(place, part)}
          />
        </fieldset>
      ))}
    </div>
  );
}

/** Who adds a policy goes on in its name; who removes one is not left nowhere. */
function useFocusAfter(list: RefObject<HTMLDivElement | null>, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) list.current?.querySelector<HTMLInputElement>('.set-policy:last-child .input')?.focus();
    else if (count < before.current) list.current?.querySelector<HTMLButtonElement>('h3 .btn')?.focus();
    before.current = count;
  }, [list, count]);
}

const toggled = <One extends number>(all: readonly One[], one: One): readonly One[] =>
  all.includes(one) ? all.filter((each) => each !== one) : [...all, one].toSorted();

const countWords = (count: number): string => (count === 0 ? 'none' : count === 1 ? '1 policy' : `${count} policies`);

/** What is wrong with the policy at a place, by its field ('name', 'tags'; '' for the whole). */
function wrongOf({ wrong }: SettingsForm, place: number): PolicyWrong {
  const path = `incidents.policies.${place}`;
  const own = wrong.fields
    .map((each) => ({ ...each, path: each.path.replace(/^settings\./, '') }))
    .filter((each) => each.path === path || each.path.startsWith(`${path}.`));
  return Object.fromEntries(own.map((each) => [each.path.slice(path.length + 1).split('.')[0], each.message]));
}
