// A form in the middle of a run: typed and checked like the inputs of a runbook; the answers are outputs of the step.
// `form` of an answer: a value for each field, by its name.
import type { z } from 'zod';
import type { FieldError } from '../../contract/api/errors.ts';
import type { RunValue } from '../../contract/model/runbook.ts';
import { checkInput } from '../core/run-inputs.ts';
import { resolveValue } from '../core/run-values.ts';
import { invalid } from '../lib/refusal.ts';
import { fitsWithLimit } from '../lib/regex-limit.ts';
import { inputFields, inputSpecs } from './input-fields.ts';
import { defineStep, type StepView } from './step.ts';
import { reading } from './texts.ts';

const body = inputFields.refine((fields) => Object.keys(fields).length > 0, 'must ask for something');
type Body = z.output<typeof body>;

/** The form's fields, with values put into what may hold them. */
function fieldsOf(given: Body, view: StepView) {
  const { read, unknown } = reading(view);
  const fields = inputSpecs(given).map((spec) => {
    const label = read(spec.label);
    const about = read(spec.about);
    const preset = typeof spec.default === 'string' ? (resolveValue(spec.default, view.scope) ?? null) : spec.default;
    if (typeof spec.default === 'string' && preset === null) read(spec.default);
    return { ...spec, label, about, default: preset };
  });
  return { fields, unknown: unknown() };
}

export const inputStep = defineStep({
  kind: 'input',
  title: 'Form',
  about: `Asks a person for values; the answers are outputs of the step, \${outputs.<step>.<name>}.`,
  body,
  mode: 'person',
  mayChange: false,
  texts: (given) =>
    Object.entries(given).flatMap(([name, field]) => [
      ...(field.label === undefined ? [] : [{ path: [name, 'label'], text: field.label, use: 'prose' as const }]),
      ...(field.about === undefined ? [] : [{ path: [name, 'about'], text: field.about, use: 'prose' as const }]),
      ...(typeof field.default === 'string'
        ? [{ path: [name, 'default'], text: field.default, use: 'value' as const }]
        : []),
    ]),
  jumps: () => [],
  outputNames: Object.keys,
  does: (given) => `asks for ${Object.keys(given).join(', ')}`,
  face: fieldsOf,
  answer(given, form, view) {
    const { fields } = fieldsOf(given, view);
    const faults: FieldError[] = Object.keys(form)
      .filter((name) => !Object.hasOwn(given, name))
      .map((name) => ({ path: `form.${name}`, message: 'is not asked for' }));
    const outputs: Record<string, RunValue> = {};
    for (const spec of fields) {
      const raw = Object.hasOwn(form, spec.name) ? form[spec.name] : spec.default;
      const checked = checkInput(spec, raw, fitsWithLimit);
      if ('message' in checked) faults.push({ path: `form.${spec.name}`, message: checked.message });
      else outputs[spec.name] = checked.value;
    }
    const hosts = fields.flatMap(({ name, type }) => {
      const value = outputs[name];
      return (type === 'host' || type === 'hosts') && value !== undefined && value !== '' ? [{ name, value }] : [];
    });
    for (const { name, value } of hosts) {
      const { missing } = view.targetsOf(typeof value === 'object' ? value : String(value));
      if (missing.length > 0) {
        faults.push({ path: `form.${name}`, message: `there is no host ${missing.join(', ')} in the inventory` });
      }
    }
    if (faults.length > 0) throw invalid(faults);
    return { result: `answered ${fields.map(({ name }) => name).join(', ')}`, outputs, goTo: null };
  },
});
