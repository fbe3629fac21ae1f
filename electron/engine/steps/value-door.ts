// The last door before a value becomes an argument, a variable, or part of a check: whatever was checked before, here it is
// checked again. Outputs of hosts are as untrusted as what a person types.
import { textFault } from '../core/run-inputs.ts';
import { asText, lookUp, referencesIn } from '../core/run-values.ts';
import type { StepView } from './step.ts';

/** A text with its values in their places, or why it cannot be had. */
export type Filled =
  | { readonly text: string; readonly unknown?: never }
  | { readonly refusal: string; readonly unknown: string | null };

/**
 * Puts values into a text that becomes one argument (or variable). Each value stays inside it. `dash`: whether a value may
 * stand at the very beginning with a '-' in front (behind a literal '--', or in a variable). A list is joined by commas and
 * stays one argument; several arguments are written as several.
 */
export function fill(text: string, view: StepView, { dash }: { readonly dash: boolean }): Filled {
  let filled = '';
  let from = 0;
  for (const { at, length, path, malformed } of referencesIn(text)) {
    filled += text.slice(from, at);
    from = at + length;
    if (malformed) return { refusal: `"${text.slice(at, at + length)}" names no value`, unknown: null };
    const value = lookUp(path, view.scope);
    if (value === undefined) return { refusal: `${path} is not known`, unknown: path };
    const allowed = allowanceOf(path, view);
    const put = asText(value);
    // A dash matters where the argument begins with it: also behind values that turned out empty.
    const fault = textFault(put, {
      multiline: allowed.multiline,
      dash: dash || allowed.dash || filled !== '',
      controls: true,
    });
    if (fault) return { refusal: `${path} ${fault}`, unknown: null };
    filled += put;
  }
  return { text: filled + text.slice(from) };
}

/** What the runbook allows of a value: of an input by its own words; of everything else nothing. */
function allowanceOf(path: string, { inputs = [] }: StepView): { readonly multiline: boolean; readonly dash: boolean } {
  const [realm, name, more] = path.split('.');
  const spec = realm === 'inputs' && more === undefined ? inputs.find((one) => one.name === name) : undefined;
  return { multiline: spec?.multiline ?? false, dash: spec?.allowDash ?? false };
}
