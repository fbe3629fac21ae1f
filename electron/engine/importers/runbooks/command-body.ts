// The body of a `run` step out of a command as it stands in a document. Values never become code: a single plain command is a
// list of arguments, in which a value is one; everything else is a script that gets its values as "$1", "$2" … or, where that
// cannot be, in its environment. What can be neither is no command here, and the caller keeps it as text.
import { type CommandRisk, riskOf } from './command-risk.ts';
import { scriptWith } from './command-script.ts';
import type { JsonValue } from './format.ts';
import { AS, scanShell } from './shell-scan.ts';
import { splitWords } from './shell-words.ts';

/** A value in a command: where it stands, and what is put there. */
export interface Spot {
  readonly at: number;
  readonly length: number;
  /** '${inputs.mount}', or a text of several. */
  readonly value: string;
  /** Name of the input; a secret travels in the environment. */
  readonly name: string;
  readonly secret: boolean;
}

export type CommandBody =
  | {
      readonly ok: true;
      readonly body: Readonly<Record<string, JsonValue>>;
      /** Comments that the list of arguments has no room for. */
      readonly comments: readonly string[];
      readonly risk: CommandRisk;
      /** Runs with bash instead of sh, and by what of it. */
      readonly bash: string | null;
    }
  | { readonly ok: false; readonly why: string };

/** Stands for a value while a command is looked at: one character of the private use area each. */
const FIRST_MARK = 0xe000;
const MAX_SPOTS = 2_000;
const MARK = /[\uE000-\uF8FF]/;

const BASHISMS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[\s;&|!(])\[\[\s/, '[['],
  [/<<</, '<<<'],
  [/[<>]\(/, '<(…)'],
  [/&>>?|\|&/, '&>'],
  [/(?:^|[\s;])function\s+\w/, 'function'],
  [/\w=\(|\w\+=/, 'a list'],
  [/\{\w+\.\.\w+\}/, '{1..9}'],
  [/(?:^|\s)(?:source|declare|mapfile|readarray|shopt|pushd|popd|let)\s/, 'a builtin of bash'],
  [/set -\w*o\s+pipefail|set -o pipefail|set -\w+o pipefail/, 'pipefail'],
  [/for\s*\(\(|(?:^|\s)\(\(/, '((…))'],
];

export interface CommandNature {
  /** Another program reads part of it as code: a value goes in as a parameter of the shell, never as text. */
  readonly readsCode: boolean;
  /** It is a script, with these parameters of its own. */
  readonly args?: readonly string[];
}

export function commandBody(source: string, spots: readonly Spot[], { readsCode, args }: CommandNature): CommandBody {
  if (MARK.test(source)) return { ok: false, why: 'it holds characters that cannot be told apart from values' };
  if (spots.length > MAX_SPOTS) return { ok: false, why: `it holds more than ${MAX_SPOTS} values` };
  if (source.includes('\0')) return { ok: false, why: 'it holds a NUL character' };
  const marked = withMarks(source.trimEnd(), spots);
  const risk = riskOf(marked);
  const plain = plainCommand(marked);
  if (plain && args === undefined && !(readsCode && spots.length > 0) && !spots.some(({ secret }) => secret)) {
    const [program = ''] = plain.words;
    if (program === '' || program.startsWith('-')) return { ok: false, why: 'it begins with no program' };
    if (MARK.test(program))
      return { ok: false, why: 'the program itself is a placeholder: a value must not become a command' };
    // A tag of XML would be taken for a placeholder that was left over.
    if (!plain.words.some((word) => /\$\{|<[A-Za-z][\w .-]*>/.test(word))) {
      const argv = plain.words.map((word) => filled(word, spots));
      return { ok: true, body: { argv }, comments: plain.comments, risk, bash: null };
    }
  }
  const script = scriptWith(marked, spots, args !== undefined);
  if (!script.ok) return script;
  return { ok: true, ...inShell(args === undefined ? script : { ...script, args }, marked), comments: [], risk };
}

/** A script for sh; or, where it needs bash, for bash, which then gets it as an argument that holds no value. */
function inShell(
  script: Extract<ReturnType<typeof scriptWith>, { ok: true }>,
  marked: string,
): { readonly body: Readonly<Record<string, JsonValue>>; readonly bash: string | null } {
  const { text, args, env, secrets } = script;
  const settings: Record<string, JsonValue> = {
    ...(Object.keys(env).length > 0 && { env }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
  };
  const bash = bashism(marked);
  if (bash === null)
    return { body: { script: `${text}\n`, ...(args.length > 0 && { args: [...args] }), ...settings }, bash };
  return { body: { argv: ['bash', '-c', text, ...(args.length > 0 ? ['bash', ...args] : [])], ...settings }, bash };
}

function withMarks(source: string, spots: readonly Spot[]): string {
  let out = '';
  let from = 0;
  for (const [index, { at, length }] of spots.entries()) {
    out += source.slice(from, at) + String.fromCharCode(FIRST_MARK + index);
    from = at + length;
  }
  return out + source.slice(from);
}

const filled = (word: string, spots: readonly Spot[]): string =>
  word.replaceAll(/[\uE000-\uF8FF]/g, (mark) => spots[mark.charCodeAt(0) - FIRST_MARK]?.value ?? '');

/** The words of a text that is one simple command with nothing for a shell to do; null: it is more than that. */
function plainCommand(
  text: string,
): { readonly words: readonly string[]; readonly comments: readonly string[] } | null {
  const { as, open } = scanShell(text);
  if (open) return null;
  let bare = '';
  let comment = '';
  for (let at = 0; at < text.length; at += 1) {
    if (as[at] === AS.comment) comment += text[at];
    else {
      bare += text[at];
      if (text[at] === '\n') comment += '\n';
    }
  }
  const { words, syntax, open: unended } = splitWords(bare.trim());
  if (words.length === 0 || syntax.size > 0 || unended) return null;
  return { words, comments: comment.split('\n').flatMap((line) => line.replace(/^#+\s?/, '').trim() || []) };
}

/** What of bash a script needs; null: sh will do. */
function bashism(text: string): string | null {
  const { as } = scanShell(text);
  let syntax = '';
  for (let at = 0; at < text.length; at += 1) {
    const kind = as[at];
    syntax += kind === AS.plain || text[at] === '\n' ? text[at] : kind === AS.ansi ? '\u0002' : '\u0001';
  }
  if (syntax.includes('\u0002')) return "$'…'";
  return (
    BASHISMS.find(([pattern]) => pattern.test(syntax))?.[1] ?? (/^#!.*\bbash\b/.test(text) ? 'its first line' : null)
  );
}
