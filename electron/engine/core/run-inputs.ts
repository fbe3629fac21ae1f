// What people and earlier steps hand to a run: checked whole before it becomes a value, and again before it becomes an
// argument. Nothing is repaired in silence: what does not fit is refused in words. (spec: runbooks, "Values never become code")
import type { InputSpec, RunValue } from '../../contract/model/runbook.ts';

/** A value as it is kept, or what is wrong with it, to be put behind the name of its field. */
export type Checked = { readonly value: RunValue } | { readonly message: string };

/** Whether `pattern` fits the whole of `text`. Throws in words where that cannot be found out. */
export type Fits = (pattern: string, text: string) => boolean;

/** Characters of a text at most; UTF-16 units. */
export const LONGEST_TEXT = 100_000;
const MOST_HOSTS = 1_000;
/** As hostName in contract/model/host: checked here too, so that what is no name is refused before it is looked up. */
const HOST_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,252}$/u;
const CREDENTIAL_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]{0,63}$/u;

/** A pattern as it is meant: over the whole value. */
export const wholePattern = (source: string): RegExp => new RegExp(`^(?:${source})$`, 'u');

const plainFits: Fits = (pattern, text) => wholePattern(pattern).test(text);

/**
 * Checks one value against what was asked for. `raw` is what a form, a file or a command line gave: a text, a number, a
 * boolean, a list of texts; undefined, null and '' are "nothing". `fits` judges the pattern: give one with a time limit where
 * patterns and values are not your own. That a host or a credential exists is for the caller to look up.
 */
export function checkInput(spec: InputSpec, raw: unknown, fits: Fits = plainFits): Checked {
  if (raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0)) {
    if (spec.required) return refuse(spec.type === 'boolean' ? 'must be yes or no' : 'must be filled in');
    return { value: spec.type === 'hosts' ? [] : spec.type === 'boolean' ? false : '' };
  }
  switch (spec.type) {
    case 'string':
      return checkText(spec, raw, fits);
    case 'choice':
      return checkChoice(spec, raw);
    case 'integer':
    case 'number':
      return checkNumber(spec, raw);
    case 'boolean':
      return checkBoolean(raw);
    case 'host':
      return checkHost(raw);
    case 'hosts':
      return checkHosts(spec, raw);
    case 'secret':
      return typeof raw === 'string' && CREDENTIAL_NAME.test(raw)
        ? { value: raw }
        : refuse('must be the name of a credential, never a secret itself');
    default:
      return spec.type satisfies never;
  }
}

/** What may be in a text besides what is harmless everywhere. */
export interface Allowed {
  readonly multiline: boolean;
  /** A '-' in front. */
  readonly dash: boolean;
  /** Control characters besides tab and line breaks: nobody types them; what a command printed and was let through may. */
  readonly controls: boolean;
}

/**
 * What forbids a text as a value; null: nothing. NUL ends an argument early, half a surrogate pair cannot be written as
 * UTF-8, and a leading '-' would be read as an option.
 */
export function textFault(text: string, allow: Allowed): string | null {
  if (text.length > LONGEST_TEXT) return `must be at most ${LONGEST_TEXT} characters`;
  if (text.includes('\0')) return 'must not hold a NUL character';
  if (!allow.multiline && /[\n\r]/.test(text)) return 'must be one line';
  if (!allow.controls && CONTROLS.test(text)) return 'must not hold control characters';
  if (!text.isWellFormed()) return 'holds half a character (a lone surrogate), which cannot be written as UTF-8';
  if (!allow.dash && text.startsWith('-')) return 'must not begin with "-": a command could take it for an option';
  return null;
}
/** C0 and C1 but tab and the line breaks, which are judged by themselves. */
const CONTROLS = /(?![\t\n\r])\p{Cc}/u;

const refuse = (message: string): Checked => ({ message });

function checkText(spec: InputSpec, raw: unknown, fits: Fits): Checked {
  if (typeof raw !== 'string') {
    // Files and command lines may hold 7 where the text '7' is meant; nothing is lost by that.
    return typeof raw === 'number' || typeof raw === 'boolean'
      ? checkText(spec, String(raw), fits)
      : refuse('must be text');
  }
  const fault = textFault(raw, { multiline: spec.multiline, dash: spec.allowDash, controls: false });
  if (fault) return refuse(fault);
  if (spec.min !== null && raw.length < spec.min) return refuse(`must be at least ${spec.min} characters`);
  if (spec.max !== null && raw.length > spec.max) return refuse(`must be at most ${spec.max} characters`);
  if (spec.choices.length > 0 && !spec.choices.includes(raw)) return refuse(oneOf(spec.choices));
  if (spec.pattern === null) return { value: raw };
  try {
    return fits(spec.pattern, raw) ? { value: raw } : refuse(`must fit ${spec.pattern} as a whole`);
  } catch (error) {
    return refuse(`cannot be checked against ${spec.pattern}: ${(error as Error).message}`);
  }
}

function checkChoice(spec: InputSpec, raw: unknown): Checked {
  const text = String(raw);
  return typeof raw !== 'object' && spec.choices.includes(text) ? { value: text } : refuse(oneOf(spec.choices));
}

const oneOf = (choices: readonly string[]): string => `must be one of: ${choices.join(', ')}`;

function checkNumber(spec: InputSpec, raw: unknown): Checked {
  const whole = spec.type === 'integer';
  const form = whole ? /^[+-]?\d{1,15}$/ : /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
  const value = typeof raw === 'number' ? raw : typeof raw === 'string' && form.test(raw) ? Number(raw) : Number.NaN;
  if (whole ? !Number.isSafeInteger(value) : !Number.isFinite(value)) {
    return refuse(whole ? 'must be a whole number, in digits only' : 'must be a number');
  }
  if (spec.min !== null && value < spec.min) return refuse(`must be at least ${spec.min}`);
  if (spec.max !== null && value > spec.max) return refuse(`must be at most ${spec.max}`);
  if (spec.choices.length > 0 && !spec.choices.includes(String(value))) return refuse(oneOf(spec.choices));
  return { value: value === 0 ? 0 : value };
}

function checkBoolean(raw: unknown): Checked {
  if (typeof raw === 'boolean') return { value: raw };
  if (raw === 'true' || raw === 'yes') return { value: true };
  if (raw === 'false' || raw === 'no') return { value: false };
  return refuse('must be yes or no');
}

function checkHost(raw: unknown): Checked {
  return typeof raw === 'string' && HOST_NAME.test(raw) ? { value: raw } : refuse('must be the name of a host');
}

function checkHosts(spec: InputSpec, raw: unknown): Checked {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' ? raw.split(/[\s,]+/) : [raw];
  const names = list.filter((name) => name !== '');
  if (names.length === 0) return spec.required ? refuse('must name at least one host') : { value: [] };
  if (names.length > MOST_HOSTS) return refuse(`must name at most ${MOST_HOSTS} hosts`);
  for (const [index, name] of names.entries()) {
    if ('message' in checkHost(name)) return refuse(`the ${index + 1}. is no name of a host`);
  }
  const unique = [...new Set(names as readonly string[])];
  if (spec.min !== null && unique.length < spec.min) return refuse(`must name at least ${spec.min} hosts`);
  if (spec.max !== null && unique.length > spec.max) return refuse(`must name at most ${spec.max} hosts`);
  return { value: unique };
}
