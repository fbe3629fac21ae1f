// References of other programs (`${option.x}`, `{{ Param }}`) in commands and in texts: each is told what it stands for.
import type { Spot } from './command-body.ts';

export interface ValueReference {
  readonly at: number;
  readonly length: number;
  /** What it names, in the words of its program. */
  readonly name: string;
}

export interface NamedValue {
  /** Name of the input. */
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}

/** Places of values in a command; references that stand for nothing stay as they are. */
export const spotsFor = (
  references: readonly ValueReference[],
  namedValue: (reference: ValueReference) => NamedValue | null,
): readonly Spot[] =>
  references.flatMap((reference) => {
    const value = namedValue(reference);
    return value ? [{ at: reference.at, length: reference.length, ...value }] : [];
  });

/** A text for people with the values in their places; every other `${` is kept from being read as a value. */
export function textWith(text: string, spots: readonly Spot[]): string {
  let out = '';
  let from = 0;
  for (const { at, length, value, secret } of spots) {
    out += plainDollars(text.slice(from, at)) + (secret ? plainDollars(text.slice(at, at + length)) : value);
    from = at + length;
  }
  return out + plainDollars(text.slice(from));
}

/** In Markdown a backslash before a brace shows the brace. */
export const plainDollars = (text: string): string => text.replaceAll('${', '$\\{');
