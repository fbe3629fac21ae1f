// Values in a script: each mark becomes a reference to a parameter of the shell, quoted as its place needs it, so that the shell
// never reads a value as anything but one word. `${…}` may not stand in a script at all: those of the shell itself are written
// without braces where that means the same.
import type { Spot } from './command-body.ts';
import { AS, scanShell } from './shell-scan.ts';

export type Script =
  | {
      readonly ok: true;
      readonly text: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly secrets: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly why: string };

const FIRST_MARK = 0xe000;
/** "$10" is "$1" and a 0 to the shell. */
const MAX_ARGS = 9;

class Refused extends Error {}

/** `byName`: values go by environment, since the script has parameters of its own. */
export function scriptWith(marked: string, spots: readonly Spot[], byName: boolean): Script {
  try {
    const parameters = parametersFor(marked, spots, byName);
    const text = withoutBraces(withParameters(marked, parameters.references));
    if (/\$\{/.test(text))
      throw new Refused('it holds an expansion in braces, which a script here may not: write it without');
    return { ok: true, text, args: parameters.args, env: parameters.env, secrets: parameters.secrets };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, why: error.message };
    throw error;
  }
}

/** How each mark is referred to: '$1', or '$NAME' of the environment. */
function parametersFor(marked: string, spots: readonly Spot[], asked: boolean) {
  const values = [...new Map(spots.map((spot) => [`${spot.secret} ${spot.value}`, spot])).values()];
  const args: string[] = [];
  const env: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const references = new Map<string, string>();
  // Functions, `set --` and `shift` have or make parameters of their own; so has a script that reads "$1" itself.
  const byName =
    asked ||
    readsParameters(marked) ||
    hasFunctions(marked) ||
    values.filter(({ secret }) => !secret).length > MAX_ARGS;
  for (const { name, value, secret } of values) {
    // With a word in front: an input may be called path.
    const variable = `IN_${name.toUpperCase().replaceAll(/\W/g, '_')}`;
    if (secret) secrets[variable] = value;
    else if (byName) env[variable] = value;
    else args.push(value);
    references.set(value, secret || byName ? `$${variable}` : `$${args.length}`);
  }
  return { args, env, secrets, references: spots.map(({ value }) => references.get(value) ?? '') };
}

const hasFunctions = (script: string): boolean => /(?:^|[\s;])(?:function\s+\w+|\w+\s*\(\))(?=[\s;{]|$)/m.test(script);

function withParameters(marked: string, references: readonly string[]): string {
  const { as } = scanShell(marked);
  let out = '';
  for (let at = 0; at < marked.length; at += 1) {
    const code = marked.charCodeAt(at) - FIRST_MARK;
    const reference = code >= 0 && code < references.length ? (references[code] ?? '') : null;
    out += reference === null ? marked[at] : placed(reference, as[at] ?? AS.plain, marked[at + 1] ?? '');
  }
  // '' on both sides is what is left of quotes that held nothing but the value.
  return out
    .replaceAll(/(?<=^|[\s=(:,])''("\$\w+")''(?=$|[\s;|&),:])/gm, '$1')
    .replaceAll(/''("\$\w+")|("\$\w+")''/g, '$1$2');
}

function placed(reference: string, as: number, next: string): string {
  const glued = /^\$[A-Za-z]/.test(reference) && /\w/.test(next);
  switch (as) {
    case AS.plain:
    case AS.escaped:
      return `"${reference}"`;
    case AS.double:
      return glued ? `${reference}""` : reference;
    case AS.single:
      return `'"${reference}"'`;
    case AS.heredoc:
      if (glued) throw new Refused('a value stands right before a letter in a heredoc');
      return reference;
    case AS.comment:
      return reference;
    default:
      throw new Refused(
        "a value stands where the shell would read it as code, or not at all: in a calculation, $'…' or a quoted heredoc",
      );
  }
}

/** ${NAME} is $NAME, with nothing glued to it; other forms stay, and are refused by the caller. */
function withoutBraces(script: string): string {
  const { as } = scanShell(script);
  return script.replaceAll(/\$\{([A-Za-z_]\w*|[0-9@*#?!$-])\}/g, (whole, name: string, at: number) => {
    const kind = as[at] ?? AS.plain;
    if (kind === AS.comment || kind === AS.single || kind === AS.rawHeredoc || kind === AS.ansi) return whole;
    const glued = /\w/.test(script[at + whole.length] ?? '') && /^\w/.test(name);
    if (!glued) return `$${name}`;
    return kind === AS.braces ? `$${name}""` : whole;
  });
}

/** Whether a script reads parameters of its own ("$1"), or its functions do. */
export function readsParameters(script: string): boolean {
  const { as } = scanShell(script);
  const read = [...script.matchAll(/\$(?:[1-9@*#]|\{[1-9@*#])/g)].some(({ index }) =>
    [AS.plain, AS.double, AS.heredoc, AS.braces].some((kind) => kind === as[index]),
  );
  return read || /^\s*(?:set\s+--|shift\b)/m.test(script);
}
