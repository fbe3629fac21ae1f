// What the list of commands that only read is written in: rules over the arguments of a program.
import { programName } from './shell-programs.ts';

export interface ReadArguments {
  readonly args: readonly string[];
  /** Arguments that are no options. */
  readonly plain: readonly string[];
  /** Whether one of the arguments is one of these options: short ones also in a bundle, long ones also as `--x=…` or cut short. */
  has(short: string, ...long: readonly string[]): boolean;
}

export type Rule = (given: ReadArguments) => boolean;
export type Rules = Readonly<Record<string, Rule>>;

/** Holds a value that is not known while the draft is made. */
export const isUnknown = (word: string): boolean => /[\uE000-\uF8FF]/.test(word);

/** The same rule for several programs, named in a line. */
export const each = (names: string, rule: Rule): Rules =>
  Object.fromEntries(names.split(' ').map((name) => [name, rule]));

export const any: Rule = () => true;
export const without =
  (short: string, ...long: readonly string[]): Rule =>
  ({ has }) =>
    !has(short, ...long);
/** Every argument is of this form; none at all is fine too. */
export const only =
  (pattern: RegExp): Rule =>
  ({ args }) =>
    args.every((arg) => pattern.test(arg));
/** The arguments, joined by blanks, are exactly one of these. */
export const exactly = (...lines: readonly string[]): Rule => {
  const known = new Set(lines);
  return ({ args }) => known.has(args.join(' '));
};
export const all =
  (...rules: readonly Rule[]): Rule =>
  (given) =>
    rules.every((rule) => rule(given));
/** At least one argument is of this form. */
export const some =
  (pattern: RegExp): Rule =>
  ({ args }) =>
    args.some((arg) => pattern.test(arg));

/**
 * Where the verb stands: the first argument, or the first one after options that are known, so that no value of an option is
 * taken for it. -1: there is something in front of it that is not known.
 */
export function verbAt(args: readonly string[], alone: RegExp = /^$/, withValue: RegExp = /^$/): number {
  let at = 0;
  while (args[at]?.startsWith('-')) {
    const option = args[at] ?? '';
    if (alone.test(option)) at += 1;
    else if (withValue.test(option.split('=', 1)[0] ?? '')) at += option.includes('=') ? 1 : 2;
    else return -1;
  }
  return at < args.length ? at : -1;
}

/** The verb (and, where it is written with a blank, the word after it) is one of these. */
export const verbs = (list: readonly string[], alone?: RegExp, withValue?: RegExp): Rule => {
  const known = new Set(list);
  return ({ args }) => {
    const at = verbAt(args, alone, withValue);
    const verb = args[at] ?? '';
    return at >= 0 && (known.has(verb) || known.has(`${verb} ${args[at + 1] ?? ''}`));
  };
};

function argumentsOf(args: readonly string[]): ReadArguments {
  const end = args.indexOf('--');
  const options = (end < 0 ? args : args.slice(0, end)).filter((arg) => arg.startsWith('-') && arg !== '-');
  return {
    args,
    plain: args.filter((arg, index) => (end >= 0 && index > end) || !arg.startsWith('-')),
    has: (short, ...long) => options.some((option) => isOption(option, short, long)),
  };
}

function isOption(option: string, short: string, long: readonly string[]): boolean {
  const bare = option.split('=', 1)[0] ?? '';
  const named = long.some(
    (name) =>
      name === bare ||
      (name.startsWith('--') && ((bare.length > 3 && name.startsWith(bare)) || bare.startsWith(`${name}-`))),
  );
  return named || (!option.startsWith('--') && [...option.slice(1)].some((letter) => short.includes(letter)));
}

/** Whether a command is on a list; the program may stand with one of the usual folders in front. */
export function allowed(words: readonly string[], rules: Rules): boolean {
  const [program = '', ...args] = words;
  if (isUnknown(program) || (program.includes('/') && !/^\/(?:usr\/)?(?:local\/)?s?bin\/[\w.+[-]+$/.test(program)))
    return false;
  const name = programName(program);
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  return rule?.(argumentsOf(args)) ?? false;
}
