// A secret: typed here and kept by the engine, or the name of one that several share. What is stored never comes back;
// the field says that it is there, and is replaced only by typing.
import { useId } from 'react';
import type { ControlProps } from './control-props.ts';
import { FieldFrame } from './field-frame.tsx';
import type { Json } from './fields.ts';
import { credentialOf, isStoredSecret, placeholderOf } from './values.ts';

interface Props extends ControlProps<'text'> {
  readonly frame: {
    readonly label: string;
    readonly unit: string | undefined;
    readonly help: string | undefined;
    readonly optional: boolean;
  };
}

/** What the choice says when no shared secret is meant. */
const OWN = '';

export function SecretControl({ field, value, stored, wrong, credentials, onChange, frame }: Props) {
  const sourceId = useId();
  const kept = isStoredSecret(stored);
  const shared = credentialOf(value);
  // A name that is not there any more is shown as it is: changing it is the operator's choice.
  const names = shared !== null && !credentials.includes(shared) ? [shared, ...credentials] : credentials;
  const choose = (name: string): void => onChange(name === OWN ? own(stored) : { $credential: name });
  return (
    <FieldFrame {...frame} wrong={wrong}>
      {(wired) => (
        <div className={names.length > 0 ? 'secret shared' : 'secret'}>
          {names.length > 0 && (
            <select
              {...(shared === null ? { id: sourceId, 'aria-label': `${frame.label}: from` } : wired)}
              className="input"
              value={shared ?? OWN}
              onChange={(event) => choose(event.target.value)}
            >
              <option value={OWN}>typed here</option>
              {names.map((name) => (
                <option key={name} value={name}>
                  {credentials.includes(name) ? `credential ${name}` : `credential ${name} (not there)`}
                </option>
              ))}
            </select>
          )}
          {shared === null && (
            <span className="typed">
              <input
                {...wired}
                className="input mono"
                type="password"
                value={typeof value === 'string' ? value : ''}
                placeholder={kept ? 'type to replace it' : placeholderOf(field)}
                autoComplete="new-password"
                onChange={(event) => onChange(event.target.value || own(stored))}
              />
              {kept && <span className="kept">{typeof value === 'string' ? 'replaced on saving' : 'stored'}</span>}
            </span>
          )}
        </div>
      )}
    </FieldFrame>
  );
}

/** The check's own secret as it was stored, if it had one. */
const own = (stored: Json | undefined): Json | undefined => (isStoredSecret(stored) ? stored : undefined);
