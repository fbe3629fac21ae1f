// Placeholders as inputs: what one is called and of what type it is, by the words that name it.
import { slug } from './draft-ids.ts';
import type { DraftInput } from './format.ts';

/** No blank, no quote, nothing that a shell, SQL or a pattern reads as more than a letter. */
export const SAFE_PATTERN = '[A-Za-z0-9_.:/@%+=,-]{1,253}';
const PATH_PATTERN = '[A-Za-z0-9_./@:+=%,~-]{1,512}';

const FILLER =
  /^(?:(?:your|my|the|an?|insert|enter|replace(?: with)?|change|put|some|value of|name of(?: the)?|full path to)[ _-]+)+/i;
const HOST =
  /^(?:target[_-]?|remote[_-]?|affected[_-]?|failed[_-]?)?(?:host|hostname|host[_-]name|server|server[_-]name|servername|fqdn|machine|vm|vm[_-]name)$/;
const SECRET = /(?:^|_)(?:password|passwd|passphrase|secret|token|api_?key|secret_?key|private_?key|access_?key)$/;
const PATH =
  /(?:^|_)(?:path|file|filename|file_?name|dir|directory|folder|mount|mount_?point|mountpoint|device|logfile)$/;
const COUNT =
  /(?:^|_)(?:count|number|num|days|hours|minutes|seconds|lines|size|limit|replicas|threads|retries|percent|mb|gb|n)$/;

export interface NamedInput {
  readonly name: string;
  readonly input: DraftInput;
}

/** 'value of instance label' → value_of_instance_label; letters, digits and underscores, beginning with a letter. */
export function inputName(words: string): string {
  const short = words.trim().replace(FILLER, '').trim() || words;
  return slug(short.replaceAll('_', '-'), 'value', 40).replaceAll('-', '_');
}

/**
 * `assignedTo`: the variable it is the value of. `preset`: what the document says it is
 * unless told otherwise. `asCode`: it stands in a text that another program reads as code.
 */
export function namedInput(
  words: string,
  given: { readonly assignedTo?: string; readonly preset?: string; readonly asCode: boolean },
): NamedInput {
  const byWords = inputName(words);
  const vague = byWords.length > 24 || /^(?:x+|value|replaceme|changeme|replace_me|change_me|tbd|here)$/.test(byWords);
  const name = given.assignedTo !== undefined && vague ? inputName(given.assignedTo) : byWords;
  return { name, input: { ...typed(name, given.preset, given.asCode), label: labelOf(words, name) } };
}

function typed(name: string, preset: string | undefined, asCode: boolean): DraftInput {
  if (SECRET.test(name)) return { type: 'secret' };
  if (HOST.test(name) && !asCode && preset === undefined) return { type: 'host', from: 'problem' };
  const whole = preset === undefined || /^\d{1,9}$/.test(preset);
  const number = preset === undefined || !whole ? {} : { default: Number(preset) };
  if (whole && /(?:^|_)port$/.test(name)) return { type: 'integer', min: 1, max: 65_535, ...number };
  if (whole && /(?:^|_)pid$/.test(name)) return { type: 'integer', min: 1, ...number };
  if (whole && COUNT.test(name)) return { type: 'integer', min: 0, ...number };
  const pattern = asCode ? SAFE_PATTERN : PATH.test(name) ? PATH_PATTERN : undefined;
  if (preset === undefined) return { type: 'string', ...(pattern && { pattern }) };
  const fits = pattern === undefined || new RegExp(`^(?:${pattern})$`).test(preset);
  // A default that its own rule would refuse is left out; the rule is not.
  return { type: 'string', ...(pattern && { pattern }), ...(fits && !/[\n\r]|^-/.test(preset) && { default: preset }) };
}

function labelOf(words: string, name: string): string {
  const text =
    words
      .replaceAll(/[_\s]+/g, ' ')
      .replaceAll('${', '')
      .trim() || name;
  const label = text === text.toUpperCase() ? text.toLowerCase() : text;
  return (label.charAt(0).toUpperCase() + label.slice(1)).slice(0, 120);
}
