// How runs log in: the first that fits a host is taken. One block each, in their order.
import { type RefObject, useEffect, useId, useRef } from 'react';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { rowOf } from './field-row.ts';
import { type LoginText, loginsIn, loginsText, withLogin } from './runbooks-draft.ts';
import type { SettingsForm } from './use-settings.ts';

const AUTHS = [
  ['agent', 'Agent'],
  ['key', 'Key file'],
  ['password', 'Password'],
] as const;

type Wrong = Readonly<Partial<Record<string, string>>>;

export function LoginRows({ form }: { readonly form: SettingsForm }) {
  const list = useRef<HTMLDivElement>(null);
  const { value, was, onChange } = rowOf(form, 'runbookLogins');
  const logins = loginsIn(value);
  useFocusAfter(list, logins.length);
  const put = (next: readonly LoginText[]) => onChange(loginsText(next));
  const change = (place: number, part: Partial<LoginText>) =>
    put(logins.map((login, at) => (at === place ? { ...login, ...part } : login)));
  const swap = (place: number) => {
    const [above, own] = [logins[place - 1], logins[place]];
    if (above && own) put(logins.with(place - 1, own).with(place, above));
  };
  return (
    <div className="set-policies" ref={list}>
      <h3>
        Log-ins for runs
        {was !== undefined && <u>holds: {countWords(loginsIn(was).length)}</u>}
        <button type="button" className="btn" onClick={() => put(withLogin(logins))}>
          <Keycap keys="L" /> Add a log-in
        </button>
      </h3>
      <p className="set-note">
        The first that fits a host is how a run logs in to it over SSH. Empty tags and sites fit all.{' '}
        {logins.length === 0 && "None: as the host's own SSH checks do. Default."}
      </p>
      {logins.map((login, place) => (
        <fieldset key={login.id} className="set-policy set-login">
          <legend>
            {place + 1}. {login.name.trim() || 'a log-in without a name'}
          </legend>
          <Segment
            label={`Log-in ${place + 1} proves itself by`}
            value={login.auth}
            options={AUTHS}
            onChange={(auth) => change(place, { auth })}
          />
          <span />
          <span className="set-policy-do">
            <button type="button" className="btn" disabled={place === 0} onClick={() => swap(place)}>
              Up
            </button>
            <button type="button" className="btn" onClick={() => put(logins.filter((_, at) => at !== place))}>
              Remove
            </button>
          </span>
          <LoginWords
            place={place}
            login={login}
            wrong={wrongOf(form, place)}
            onChange={(part) => change(place, part)}
          />
        </fieldset>
      ))}
    </div>
  );
}

const WORDS = [
  ['name', 'Name', ''],
  ['user', 'User', ''],
  ['port', 'Port', '22'],
  ['tags', 'Tags, one of', 'any'],
  ['sites', 'Sites, one of', 'any'],
  ['keyFile', 'Key file', '/home/me/.ssh/id_ed25519'],
] as const;

interface WordsProps {
  readonly place: number;
  readonly login: LoginText;
  readonly wrong: Wrong;
  readonly onChange: (part: Partial<LoginText>) => void;
}

function LoginWords({ place, login, wrong, onChange }: WordsProps) {
  const id = useId();
  const described = (field: string) => ({
    'aria-invalid': wrong[field] ? true : undefined,
    'aria-describedby': wrong[field] ? `${id}-${field}` : undefined,
  });
  return (
    <>
      {WORDS.filter(([field]) => field !== 'keyFile' || login.auth === 'key').map(([field, label, placeholder]) => (
        <label key={field} className="set-word">
          <span>{label}</span>
          <input
            className="input"
            value={login[field]}
            placeholder={placeholder}
            autoComplete="off"
            spellCheck={false}
            {...described(field)}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        </label>
      ))}
      {login.auth !== 'agent' && (
        <div className="set-word">
          <label htmlFor={`${id}-secret`}>{login.auth === 'key' ? 'Passphrase' : 'Password'}</label>
          <Credentials
            id={`${id}-secret`}
            value={login.credential}
            none={login.auth === 'key' ? 'the key has none' : 'choose a credential'}
            described={described('credential')}
            onChange={(credential) => onChange({ credential })}
          />
        </div>
      )}
      {Object.entries(wrong).map(([field, message]) => (
        <p key={field} className="wrong" role="alert" id={`${id}-${field}`}>
          Log-in {place + 1}
          {field === '' ? '' : `, ${FIELD_WORDS[field] ?? field}`}: {message}
        </p>
      ))}
    </>
  );
}

const FIELD_WORDS: Readonly<Record<string, string>> = { keyFile: 'key file' };

interface CredentialsProps {
  readonly id: string;
  readonly value: string;
  readonly none: string;
  readonly described: object;
  readonly onChange: (name: string) => void;
}

/** Secrets by their names: they are entered in the inventory, and never come here. */
function Credentials({ id, value, none, described, onChange }: CredentialsProps) {
  const names = useWorld((world) => world.credentials).map(({ name }) => name);
  return (
    <select id={id} className="input" value={value} {...described} onChange={(event) => onChange(event.target.value)}>
      <option value="">{none}</option>
      {value !== '' && !names.includes(value) && <option value={value}>{value}, which is gone</option>}
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** Who adds a log-in goes on in its name; who removes one is not left nowhere. */
function useFocusAfter(list: RefObject<HTMLDivElement | null>, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) list.current?.querySelector<HTMLInputElement>('.set-login:last-child .input')?.focus();
    else if (count < before.current) list.current?.querySelector<HTMLButtonElement>('h3 .btn')?.focus();
    before.current = count;
  }, [list, count]);
}

const countWords = (count: number): string => (count === 0 ? 'none' : count === 1 ? '1 log-in' : `${count} log-ins`);

/** What is wrong with the log-in at a place, by its field ('user', 'port'; '' for the whole). */
function wrongOf({ wrong }: SettingsForm, place: number): Wrong {
  const path = `runbooks.logins.${place}`;
  const own = wrong.fields
    .map((each) => ({ ...each, path: each.path.replace(/^settings\./, '') }))
    .filter((each) => each.path === path || each.path.startsWith(`${path}.`));
  return Object.fromEntries(own.map((each) => [each.path.slice(path.length + 1).split('.')[0], each.message]));
}
