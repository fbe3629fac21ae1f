// Rules that other programs have for an option, as far as the grammar takes them: a pattern that could take for ever, a default
// that its own rule refuses and the like are left out, and told.
import { patternFault } from '../../runbook-format/pattern-fault.ts';
import type { DraftInput } from './format.ts';
import type { Notes } from './notes.ts';

export interface OptionRules {
  readonly name: string;
  readonly line: number;
  readonly about: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly preset: string | undefined;
  readonly choices: readonly string[];
  readonly pattern: string | undefined;
  readonly multiline: boolean;
}

export function inputFor(rules: OptionRules, notes: Notes): DraftInput {
  const { name, line, about } = rules;
  const tell = (what: string): void => notes.add(line, `option ${name}: ${what}`);
  const shared = {
    label: (name.replaceAll(/[_-]+/g, ' ').trim() || 'Value').slice(0, 120),
    ...(about !== '' && { about: about.replaceAll('${', '$').slice(0, 900) }),
    ...(!rules.required && { required: false }),
  };
  if (rules.secret) {
    if (rules.preset) tell('its default was left out: it is the name of a credential here');
    return { type: 'secret', ...shared };
  }
  const choices = [...new Set(rules.choices.filter((one) => one !== '' && one.length <= 200))].slice(0, 200);
  if (choices.length < new Set(rules.choices).size) tell('some of its values were left out');
  if (choices.length > 0) {
    const preset = choices.find((one) => one === rules.preset);
    if (rules.preset && preset === undefined) tell('its default is none of its values, and was left out');
    return { type: 'choice', choices, ...shared, ...(preset !== undefined && { default: preset }) };
  }
  if (rules.type === 'boolean')
    return { type: 'boolean', ...shared, ...(rules.preset && { default: rules.preset === 'true' }) };
  if (rules.type === 'integer')
    return {
      type: 'integer',
      ...shared,
      ...(/^-?\d{1,15}$/.test(rules.preset ?? '') && { default: Number(rules.preset) }),
    };
  return { type: 'string', ...shared, ...textRules(rules, tell) };
}

function textRules({ pattern, preset, multiline }: OptionRules, tell: (what: string) => void): Partial<DraftInput> {
  const fault = pattern === undefined || pattern === '' ? null : patternFault(pattern);
  if (fault) tell(`its pattern was left out: it ${fault.message}`);
  const kept = fault || pattern === '' ? undefined : pattern;
  const several = multiline || /\n/.test(preset ?? '');
  const fits =
    preset !== undefined &&
    preset !== '' &&
    !preset.startsWith('-') &&
    preset.length <= 10_000 &&
    !preset.includes('${') &&
    matches(kept, preset);
  if (preset && !fits) tell('its default was left out: its rules would refuse it');
  return {
    ...(kept !== undefined && { pattern: kept }),
    ...(several && { multiline: true }),
    ...(fits && { default: preset }),
  };
}

function matches(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text);
}
