// `${…}`: the one way a value gets into a text of a runbook. A reference is a dotted path, nothing else: no nesting, no
// functions, no code. What is put in is never looked at again, so a value that holds `${…}` stays as it is.
//
//   inputs.host            an input; of a host also inputs.host.address, .name, .site, .role
//   outputs.usage.used     an output of a step; outputs.used where only one step has an output of that name
//   host.name              of the run: .name, .address, .site, .role
//   incident.number        .number, .title, .severity, .status
//   run.operator           .operator, .change, .runbook
import type { RunValue } from '../../contract/model/runbook.ts';

/** Host fields that a text may read. */
export interface HostFacts {
  readonly name: string;
  readonly address: string;
  readonly site: string;
  readonly role: string;
}

/** Everything that a text may read. What is absent is not known (yet). */
export interface RunScope {
  readonly inputs: Readonly<Record<string, RunValue>>;
  /** Facts of inputs that name a host, by input. */
  readonly hostsOfInputs: Readonly<Record<string, HostFacts>>;
  /** By step id as it is written in the runbook, then by name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, RunValue>>>>;
  readonly host: HostFacts | null;
  readonly incident: {
    readonly number: string;
    readonly title: string;
    readonly severity: string;
    readonly status: string;
  } | null;
  readonly run: { readonly operator: string; readonly change: string; readonly runbook: string };
}

/** A `${…}` in a text: where it stands and what it names. */
export interface Reference {
  /** Place of the '$', from 0, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  /** What stands between the braces, trimmed. */
  readonly path: string;
  /** Not a dotted path of names. */
  readonly malformed: boolean;
}

const ANY = /\$\{([^}]*)\}?/g;
const PATH = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+$/;

/** Every `${` of a text, in order, also those that are wrong. */
export function referencesIn(text: string): readonly Reference[] {
  return [...text.matchAll(ANY)].map((match) => {
    const path = (match[1] ?? '').trim();
    return { at: match.index, length: match[0].length, path, malformed: !match[0].endsWith('}') || !PATH.test(path) };
  });
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

function ofOutputs({ outputs }: RunScope, [first = '', second]: readonly string[]): RunValue | undefined {
  if (second !== undefined) return own(own(outputs, first) ?? {}, second);
  const having = Object.values(outputs).filter((one) => Object.hasOwn(one, first));
  return having.length === 1 && having[0] ? own(having[0], first) : undefined;
}

function ofInputs({ inputs, hostsOfInputs }: RunScope, [name = '', field]: readonly string[]): RunValue | undefined {
  if (field === undefined) return own(inputs, name);
  const facts = own(hostsOfInputs, name);
  return facts && own({ ...facts }, field);
}

/** The value of a dotted path; undefined: not known. */
export function lookUp(path: string, scope: RunScope): RunValue | undefined {
  const [realm, ...rest] = path.split('.');
  switch (realm) {
    case 'inputs':
      return ofInputs(scope, rest);
    case 'outputs':
    case 'steps':
      return ofOutputs(
        scope,
        rest.filter((part, index) => !(index === 1 && rest.length === 3 && part === 'outputs')),
      );
    case 'host':
      return scope.host ? own({ ...scope.host }, rest.join('.')) : undefined;
    case 'incident':
      return scope.incident ? own({ ...scope.incident }, rest.join('.')) : undefined;
    case 'run':
      return own({ ...scope.run }, rest.join('.'));
    default:
      return undefined;
  }
}

/** As it stands in a text or an argument; a list is joined by commas. */
export const asText = (value: RunValue): string => (typeof value === 'object' ? value.join(',') : String(value));

export interface Resolved {
  /** What is not known stays as `${path}`. */
  readonly text: string;
  /** Paths that are not known, each once. */
  readonly unknown: readonly string[];
}

/** Puts values into a text, once. */
export function resolveText(text: string, scope: RunScope): Resolved {
  const unknown = new Set<string>();
  const done = text.replace(ANY, (whole, inside: string) => {
    const path = inside.trim();
    const value = whole.endsWith('}') && PATH.test(path) ? lookUp(path, scope) : undefined;
    if (value === undefined) {
      unknown.add(path);
      return whole;
    }
    return asText(value);
  });
  return { text: done, unknown: [...unknown] };
}

/** A text that is one reference and nothing else gives its value as it is: a list stays a list. */
export function resolveValue(text: string, scope: RunScope): RunValue | undefined {
  const [only] = referencesIn(text);
  if (only && only.at === 0 && only.length === text.length && !only.malformed) return lookUp(only.path, scope);
  const { text: done, unknown } = resolveText(text, scope);
  return unknown.length === 0 ? done : undefined;
}
