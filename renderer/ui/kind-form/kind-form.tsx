// The form of a probe kind, drawn from its JSON Schema: no kind has a form of its own.
import { useId, useMemo } from 'react';
import { FieldControl } from './field-control.tsx';
import { type Field, fieldsOf, type Json, type JsonMap } from './fields.ts';
import { valueAt, withValue } from './values.ts';
import './kind-form.css';

export interface FieldProblem {
  /** 'port', 'auth.password', 'args.0': from the root of the config. */
  readonly path: string;
  readonly message: string;
}

interface Props {
  readonly schema: JsonMap;
  readonly value: JsonMap;
  /** The config as stored: its secrets are references, kept unless they are typed anew. */
  readonly stored?: JsonMap | undefined;
  readonly errors: readonly FieldProblem[];
  /** Names of shared secrets a secret field may refer to instead of holding one. */
  readonly credentials?: readonly string[];
  readonly onChange: (value: JsonMap) => void;
}

/** Fields of one kind. Errors stand at their field; those that fit none stand above. */
export function KindForm({ schema, value, stored, errors, credentials = [], onChange }: Props) {
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const homeless = errors.filter((error) => !fields.some((field) => isAt(error.path, field)));
  if (fields.length === 0) return <p className="help">This kind needs nothing more.</p>;
  return (
    <div className="kind-form">
      {homeless.map((error) => (
        <p key={error.path + error.message} className="wrong" role="alert">
          {error.path ? `${error.path}: ` : ''}
          {error.message}
        </p>
      ))}
      <Fields {...{ fields, value, stored: stored ?? {}, errors, credentials, onChange }} />
    </div>
  );
}

interface FieldsProps {
  readonly fields: readonly Field[];
  readonly value: JsonMap;
  readonly stored: JsonMap;
  readonly errors: readonly FieldProblem[];
  readonly credentials: readonly string[];
  readonly onChange: (value: JsonMap) => void;
}

function Fields({ fields, ...rest }: FieldsProps) {
  return fields.map((field) => {
    if (field.control === 'group') return <Group key={field.path.join('.')} field={field} {...rest} />;
    if (field.control === 'variant') return <Variants key={field.path.join('.')} field={field} {...rest} />;
    return (
      <div key={field.path.join('.')} className={`kf-${sizeOf(field)}`}>
        <FieldControl
          field={field}
          value={valueAt(rest.value, field.path)}
          stored={valueAt(rest.stored, field.path)}
          wrong={errorOf(rest.errors, field)}
          credentials={rest.credentials}
          onChange={(next) => rest.onChange(withValue(rest.value, field.path, next))}
        />
      </div>
    );
  });
}

type InnerProps<Kind> = Omit<FieldsProps, 'fields'> & { readonly field: Extract<Field, { control: Kind }> };

function Group({ field, ...rest }: InnerProps<'group'>) {
  return (
    <fieldset className="kf-group">
      <legend>{field.label}</legend>
      {field.help && <p className="help">{field.help}</p>}
      <Fields fields={field.fields} {...rest} />
    </fieldset>
  );
}

/** One of several shapes, told apart by a tag: the tag is chosen, then the fields of that shape. */
function Variants({ field, ...rest }: InnerProps<'variant'>) {
  const id = useId();
  const tagPath = [...field.path, field.tag];
  const set = valueAt(rest.value, tagPath) ?? valueAt({ it: field.fallback ?? {} }, ['it', field.tag]);
  const chosen = field.variants.find((variant) => variant.value === set) ?? null;
  const choose = (tag: string) => rest.onChange(withValue(rest.value, field.path, { [field.tag]: tag } as Json));
  return (
    <fieldset className="kf-group">
      <legend>{field.label}</legend>
      <div className="field kf-half">
        <label htmlFor={id}>{field.help || 'Which'}</label>
        <select id={id} className="input" value={chosen?.value ?? ''} onChange={(event) => choose(event.target.value)}>
          {chosen === null && <option value="">choose</option>}
          {field.variants.map((variant) => (
            <option key={variant.value} value={variant.value}>
              {variant.label}
            </option>
          ))}
        </select>
        {errorOf(rest.errors, field, true) && (
          <span className="wrong" role="alert">
            {errorOf(rest.errors, field, true)}
          </span>
        )}
      </div>
      {chosen && <Fields key={chosen.value} fields={chosen.fields} {...rest} />}
    </fieldset>
  );
}

const isAt = (path: string, field: Field) => {
  const here = field.path.join('.');
  return path === here || path.startsWith(`${here}.`) || path.startsWith(`${here}[`);
};

function errorOf(errors: readonly FieldProblem[], field: Field, exact = false): string | undefined {
  const here = field.path.join('.');
  const mine = errors.filter((error) => (exact ? error.path === here : isAt(error.path, field)));
  return mine.length === 0 ? undefined : mine.map((error) => error.message).join('; ');
}

/** Short things stand two in a row, long ones alone. */
function sizeOf(field: Field): 'half' | 'full' {
  if (field.control === 'number' || field.control === 'choice' || field.control === 'toggle') return 'half';
  if (field.control === 'list') return field.items === 'number' ? 'half' : 'full';
  return field.control === 'text' && (field.secret || field.help.length < 60) && !field.long ? 'half' : 'full';
}
