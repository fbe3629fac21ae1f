// Values in the configuration of a check made up in a runbook: each text in it is filled by itself, its shape stays.
import type { JsonObject } from '../../contract/model/check.ts';
import { lookUp, referencesIn } from '../core/run-values.ts';
import type { StepView } from './step.ts';
import { fill } from './value-door.ts';

type Json = JsonObject[string];

/** A text of one reference alone becomes its value: a number stays a number. */
export function resolveConfig(config: Json, view: StepView): { readonly value: Json } | { readonly refusal: string } {
  if (typeof config === 'string') return resolveOne(config, view);
  if (typeof config !== 'object' || config === null) return { value: config };
  if (Array.isArray(config)) {
    const list: Json[] = [];
    for (const one of config) {
      const resolved = resolveConfig(one, view);
      if ('refusal' in resolved) return resolved;
      list.push(resolved.value);
    }
    return { value: list };
  }
  const entries: [string, Json][] = [];
  for (const [key, one] of Object.entries(config)) {
    const resolved = resolveConfig(one, view);
    if ('refusal' in resolved) return resolved;
    entries.push([key, resolved.value]);
  }
  return { value: Object.fromEntries(entries) };
}

function resolveOne(text: string, view: StepView): { readonly value: Json } | { readonly refusal: string } {
  const filled = fill(text, view, { dash: false });
  if (filled.unknown !== undefined) return { refusal: filled.refusal };
  const [only] = referencesIn(text);
  const value = only?.at === 0 && only.length === text.length ? lookUp(only.path, view.scope) : undefined;
  return { value: typeof value === 'number' || typeof value === 'boolean' ? value : filled.text };
}
