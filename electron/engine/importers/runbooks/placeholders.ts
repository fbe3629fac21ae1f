// Placeholders of a command: what a person is to replace before it is typed. `<host>`, `{{ var }}`, `{name}`, `[NAME]`, `XXX`,
// YOUR_CLUSTER, %NAME%, and variables of the shell that nothing in the command sets. What only looks like one stays: a
// redirection, a template of docker or kubectl, a character class, a tag of XML.
import { AS, scanShell } from './shell-scan.ts';

export interface Placeholder {
  /** Place in the text, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  /** As it stands there. */
  readonly text: string;
  /** What names it: 'host name', 'NAMESPACE'. */
  readonly words: string;
  /** Of `${NAME:-default}`. */
  readonly preset?: string;
}

const ANGLE = /(?<![<\w$&=]<|<|\\)<([\p{L}][\p{L}\p{N} ,._:'/|-]{0,79}(?<! ))>/gu;
const BRACES = /\{\{\s*([A-Za-z_][\w .-]{0,79}?)\s*\}\}/g;
const BRACE = /(?<![$@^%\\{])\{([A-Za-z][\w-]{1,63})\}(?!\})/g;
const SQUARE = /(?<![\w\])}$\\[])\[([A-Z][A-Z0-9]+(?:[ _-][A-Z0-9]+)*|[a-z]+(?:[ _-][a-z]+)*[a-z]{2})\](?![\w[(\]])/g;
const CROSSES = /(?<![\w./-])[Xx]{3,}(?![\w.])|(?<![\w.])(?:[Xx]{1,3}\.){3}[Xx]{1,3}(?![\w.])/g;
const SHOUTED =
  /(?<![\w$%{.-])(?:(?:YOUR|REPLACE|INSERT|CHANGE)[_-]?[A-Z][A-Z0-9_-]*|your[_-][a-z][a-z0-9_-]*|TBD)(?![\w(])(?!=)/g;
const CAPITALS =
  /(?<=[\s=@:/"])(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|NAMESPACE|HOSTNAME|HOST|SERVICE|POD|NODE|CLUSTER|USERNAME|DATABASE|INSTANCE|PASSWORD|IP|PORT|PID|DOMAIN|FILENAME)(?=$|[\s:/"@;,.])/g;
const PERCENT = /%([A-Z][A-Z0-9_]+)%/g;
const ELLIPSIS = /(?<=\s)(?:\.\.\.|…)(?=\s|$)/g;
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-=]([^${}`"'\\]*))?\})/g;

/** Words of templates of docker, kubectl and their like. */
const TEMPLATE =
  /^(?:range|end|if|else|with|json|println|printf|print|index|len|define|template|block|join|upper|lower)\b/;
/** Words in brackets that a search for log lines has. */
const LOG_WORD =
  /^(?:ERROR|WARN|WARNING|INFO|DEBUG|TRACE|CRITICAL|CRIT|FATAL|OK|FAILED|FAIL|NOTICE|ALERT|EMERG|UNREACHABLE|DEFAULT|ALL)$/i;
/** Programs whose arguments in capitals are names of variables or of columns. */
const NAMES_VARIABLES =
  /(?:^|[\s;&|(])(?:export|unset|printenv|declare|readonly|local|ps|lsblk|sysctl|locale|iptables|setcap|SET|SHOW)\s/;
/** Set by every shell, or by the login; no document's own. */
const KNOWN =
  /^(?:HOME|PATH|USER|LOGNAME|PWD|OLDPWD|SHELL|HOSTNAME|LANG|LC_\w+|TERM|TMPDIR|UID|EUID|PPID|RANDOM|SECONDS|LINENO|IFS|EDITOR|PAGER|DISPLAY|SUDO_USER|SSH_\w+|BASH\w*|OPTARG|OPTIND|REPLY|PIPESTATUS|FUNCNAME|OSTYPE|XDG_\w+|MAIL|TZ)$/;

/** All placeholders of a command or a script, in order, none within another. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  const scan = scanShell(text);
  const found: Placeholder[] = [];
  const add = (match: RegExpExecArray, words: string): void => {
    found.push({ at: match.index, length: match[0].length, text: match[0], words });
  };
  const here = (match: RegExpExecArray): number => scan.as[match.index] ?? AS.plain;
  for (const match of text.matchAll(ANGLE)) if (isAngle(text, match)) add(match, match[1] ?? '');
  for (const match of text.matchAll(BRACES)) if (!TEMPLATE.test(match[1] ?? '')) add(match, match[1] ?? '');
  for (const match of text.matchAll(BRACE))
    if (here(match) !== AS.single && !isFormat(text, match.index)) add(match, match[1] ?? '');
  for (const match of text.matchAll(SQUARE)) if (isSquare(text, match, here(match))) add(match, match[1] ?? '');
  for (const match of text.matchAll(CROSSES)) if (!/mktemp/.test(lineAround(text, match.index))) add(match, match[0]);
  for (const match of text.matchAll(SHOUTED)) add(match, match[0]);
  for (const match of text.matchAll(CAPITALS)) if (isCapitals(text, match, here(match))) add(match, match[0]);
  for (const match of text.matchAll(PERCENT)) add(match, match[1] ?? '');
  for (const match of text.matchAll(ELLIPSIS)) if (here(match) === AS.plain) add(match, 'value');
  found.push(...variables(text, scan.as));
  return apart(found.filter(({ at }) => scan.as[at] !== AS.comment));
}

/** A tag that is closed later on is XML; one with an end before it too. */
function isAngle(text: string, match: RegExpExecArray): boolean {
  const name = match[1] ?? '';
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 2_000);
  return (
    !after.includes(`</${name.split(' ')[0]}>`) && !text.slice(Math.max(0, match.index - 2), match.index).endsWith('</')
  );
}

const isFormat = (text: string, at: number): boolean =>
  /(?:jsonpath|printf|awk|custom-columns|%)\S*$/.test(text.slice(Math.max(0, at - 40), at));

function isSquare(text: string, match: RegExpExecArray, as: number): boolean {
  const name = match[1] ?? '';
  if (name.length < 3 || LOG_WORD.test(name)) return false;
  if (as !== AS.plain && !/[_ ]|^YOUR/.test(name)) return false;
  return (
    !/[*?]/.test(text.slice(match.index - 1, match.index)) &&
    (name === name.toUpperCase() || /\s|^$/.test(text[match.index - 1] ?? ''))
  );
}

function isCapitals(text: string, match: RegExpExecArray, as: number): boolean {
  if (as !== AS.plain && as !== AS.double) return false;
  const line = lineAround(text, match.index);
  return (
    !NAMES_VARIABLES.test(line) &&
    !/(?:^|\s)-e\s+$/.test(text.slice(Math.max(0, match.index - 8), match.index)) &&
    !/\b(?:SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|GRANT)\b/.test(line)
  );
}

function lineAround(text: string, at: number): string {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const to = text.indexOf('\n', at);
  return text.slice(Math.max(from, at - 1_000), Math.min(to < 0 ? text.length : to, at + 1_000));
}

/** Variables that the text reads and nowhere sets. */
function variables(text: string, as: Uint8Array): readonly Placeholder[] {
  const own = setIn(text);
  return [...text.matchAll(VARIABLE)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? '';
    const kind = as[match.index] ?? AS.plain;
    const read = kind === AS.plain || kind === AS.double || kind === AS.braces || kind === AS.heredoc;
    if (!read || KNOWN.test(name) || own.has(name)) return [];
    const preset = match[3];
    return [{ at: match.index, length: match[0].length, text: match[0], words: name, ...(preset ? { preset } : {}) }];
  });
}

/** Names that the text itself gives a value: by assignment, for, read, select, getopts, mapfile. */
export function setIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(/(?:^|[\s;&|(])([A-Za-z_]\w*)(?:\[[^\]\n]*\])?\+?=/gm)) names.add(match[1] ?? '');
  for (const match of text.matchAll(/\b(?:for|select)\s+([A-Za-z_]\w*)/g)) names.add(match[1] ?? '');
  for (const match of text.matchAll(/\b(?:read|mapfile|readarray|getopts)\b([^\n;|&]*)/g)) {
    for (const word of (match[1] ?? '').split(/\s+/)) if (/^[A-Za-z_]\w*$/.test(word)) names.add(word);
  }
  return names;
}

function apart(found: readonly Placeholder[]): readonly Placeholder[] {
  const sorted = found.toSorted((a, b) => a.at - b.at || b.length - a.length);
  let end = 0;
  return sorted.filter(({ at, length }) => {
    if (at < end) return false;
    end = at + length;
    return true;
  });
}
