// One field: name, control, unit, help, and what is wrong with it. The words typed are kept as they are typed; what they
// mean goes into the config.
import { useId, useRef, useState } from 'react';
import type { ControlProps } from './control-props.ts';
import { FieldFrame } from './field-frame.tsx';
import type { Field, Json } from './fields.ts';
import { SecretControl } from './secret-control.tsx';
import { asWords, optionWord, parseJson, parseList, parseNumber, parsePairs, placeholderOf } from './values.ts';

/** The control of a simple field; groups and variants are laid out by the form. */
export function FieldControl(props: ControlProps) {
  const { field } = props;
  switch (field.control) {
    case 'toggle':
      return <Toggle {...props} field={field} />;
    case 'choice':
      return <Choice {...props} field={field} />;
    case 'text':
      return field.secret ? (
        <SecretControl {...props} field={field} frame={frame(field)} />
      ) : (
        <Typed {...props} read={(text) => text || undefined} />
      );
    case 'number':
      return <Typed {...props} read={parseNumber} />;
    case 'list':
      return <Typed {...props} read={(text) => parseList(text, field.items)} />;
    case 'pairs':
      return <Typed {...props} read={parsePairs} />;
    case 'json':
      return <Typed {...props} read={parseJson} />;
    case 'group':
    case 'variant':
      return null;
    default:
      return field satisfies never;
  }
}

const frame = (field: Field) => ({
  label: field.label,
  unit: field.unit || undefined,
  help: field.help || undefined,
  optional: !field.required && field.fallback === undefined,
});

/** A field that is typed in. Holds the text itself, so that '1.' and a half-written line survive the next key. */
function Typed({ field, value, wrong, onChange, read }: ControlProps & { read: (text: string) => Json | undefined }) {
  const [text, setText] = useState(() => asWords(value, field.control));
  const lastRead = useRef(value);
  if (lastRead.current !== value) {
    // Somebody else set it (another kind, "try it" defaults): show that.
    lastRead.current = value;
    if (JSON.stringify(read(text)) !== JSON.stringify(value)) setText(asWords(value, field.control));
  }
  const change = (next: string) => {
    setText(next);
    const meant = read(next);
    lastRead.current = meant;
    onChange(meant);
  };
  const many =
    field.control === 'pairs' || field.control === 'json' || (field.control === 'list' && field.items === 'text');
  const long = many || (field.control === 'text' && field.long);
  return (
    <FieldFrame
      {...frame(field)}
      wrong={wrong}
      help={[field.help, HOW[field.control]].filter(Boolean).join(' ') || undefined}
    >
      {(wired) =>
        long ? (
          <textarea
            {...wired}
            className="input mono"
            rows={Math.min(8, Math.max(2, text.split('\n').length))}
            value={text}
            placeholder={placeholderOf(field)}
            spellCheck={false}
            onChange={(event) => change(event.target.value)}
          />
        ) : (
          <input
            {...wired}
            className={`input${field.control === 'text' ? ' mono' : ''}`}
            inputMode={field.control === 'number' && !field.alsoText ? 'decimal' : 'text'}
            value={text}
            placeholder={placeholderOf(field)}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change(event.target.value)}
          />
        )
      }
    </FieldFrame>
  );
}

const HOW: Partial<Record<Field['control'], string>> = {
  pairs: 'One "Name: value" a line.',
  json: 'As JSON.',
};

function Toggle({ field, value, wrong, onChange }: ControlProps<'toggle'>) {
  const id = useId();
  const on = typeof value === 'boolean' ? value : field.fallback === true;
  return (
    <div className="field">
      <label className="check-row">
        <input
          type="checkbox"
          checked={on}
          aria-describedby={field.help ? `${id}-help` : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        {field.label}
      </label>
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
      {field.help && (
        <span className="help" id={`${id}-help`}>
          {field.help}
        </span>
      )}
    </div>
  );
}

function Choice({ field, value, wrong, onChange }: ControlProps<'choice'>) {
  const chosen = value === undefined ? field.fallback : value;
  const index = chosen === undefined ? -1 : field.options.indexOf(chosen);
  const optional = field.fallback === undefined;
  return (
    <FieldFrame {...frame(field)} wrong={wrong}>
      {(wired) => (
        <select
          {...wired}
          className="input"
          value={index}
          onChange={(event) => onChange(field.options[Number(event.target.value)])}
        >
          {optional && <option value={-1}>{field.required ? 'choose' : 'not set'}</option>}
          {field.options.map((option, at) => (
            <option key={String(option)} value={at}>
              {optionWord(option)}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
