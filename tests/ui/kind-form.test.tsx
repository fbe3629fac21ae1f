// The form that draws itself: every kind the engine has, every shape a schema may take, errors at their fields.
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { describeKinds } from '../../electron/engine/probes/catalogue.ts';
import { probeKinds } from '../../electron/engine/probes/index.ts';
import { type Field, fieldsOf, type JsonMap } from '../../renderer/ui/kind-form/fields.ts';
import { KindForm } from '../../renderer/ui/kind-form/kind-form.tsx';
import { ProbeOutcome } from '../../renderer/ui/kind-form/probe-outcome.tsx';
import { withValue } from '../../renderer/ui/kind-form/values.ts';

afterEach(cleanup);

const catalogue = describeKinds(probeKinds);

const leaves = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => {
    if (field.control === 'group') return leaves(field.fields);
    return field.control === 'variant'
      ? [field, ...field.variants.flatMap((variant) => leaves(variant.fields))]
      : [field];
  });

interface StageProps {
  readonly schema: JsonMap;
  readonly start?: JsonMap;
  readonly stored?: JsonMap;
  readonly errors?: readonly { path: string; message: string }[];
  readonly credentials?: readonly string[];
  readonly heard: (config: JsonMap) => void;
}

function Stage({ schema, start = {}, stored, errors = [], credentials = [], heard }: StageProps) {
  const [value, setValue] = useState<JsonMap>(start);
  const change = (next: JsonMap) => {
    setValue(next);
    heard(next);
  };
  return <KindForm {...{ schema, value, stored, errors, credentials }} onChange={change} />;
}

const schemaOf = (shape: z.ZodType): JsonMap => z.toJSONSchema(shape, { io: 'input' }) as JsonMap;

function draw(shape: z.ZodType, props: Partial<StageProps> = {}) {
  const heard = vi.fn<(config: JsonMap) => void>();
  render(<Stage schema={schemaOf(shape)} heard={heard} {...props} />);
  return { user: userEvent.setup(), last: () => heard.mock.lastCall?.[0] };
}

describe.each(catalogue.map((kind) => [kind.kind, kind] as const))('the %s kind', (_, kind) => {
  const schema = kind.schema as JsonMap;

  test('has a control for each of its parameters, none of them raw JSON', () => {
    const fields = fieldsOf(schema);
    expect(fields.map((field) => field.path[0])).toEqual(Object.keys((schema.properties ?? {}) as object));
    expect(leaves(fields).filter((field) => field.control === 'json')).toEqual([]);
  });
  test('is drawn with a name on every control', () => {
    const { container } = render(<Stage schema={schema} heard={() => {}} />);
    for (const control of within(container).queryAllByRole('textbox'))
      expect(control).toHaveProperty('labels.length', 1);
    for (const field of leaves(fieldsOf(schema))) expect(container.textContent).toContain(field.label);
  });
  test('shows an error at each of its fields', () => {
    const errors = leaves(fieldsOf(schema)).map((field) => ({
      path: field.path.join('.'),
      message: `wrong ${field.path.join('.')}`,
    }));
    render(<Stage schema={schema} errors={errors} heard={() => {}} />);
    expect(screen.queryAllByRole('alert').length).toBeGreaterThanOrEqual(fieldsOf(schema).length);
  });
});

test('the engine has kinds to draw', () => {
  expect(catalogue.length).toBeGreaterThan(0);
});

describe('what is typed', () => {
  test('a number becomes a number, an empty field takes the default, nonsense is kept for the engine to refuse', async () => {
    const { user, last } = draw(
      z.strictObject({ port: z.int().min(1).max(65_535).default(443).meta({ title: 'Port' }) }),
    );
    const port = screen.getByLabelText(/Port/);
    expect(port).toHaveProperty('placeholder', '443');
    await user.type(port, '8443');
    expect(last()).toEqual({ port: 8443 });
    await user.clear(port);
    expect(last()).toEqual({});
    await user.type(port, 'abc');
    expect(last()).toEqual({ port: 'abc' });
    expect(port).toHaveProperty('value', 'abc');
  });
  test('a half-written number survives: 1. then 1.5', async () => {
    const { user, last } = draw(z.strictObject({ warn: z.number().optional().meta({ unit: 'ms' }) }));
    await user.type(screen.getByLabelText(/Warn/), '1.5');
    expect(last()).toEqual({ warn: 1.5 });
    expect(screen.getByLabelText(/Warn/)).toHaveProperty('value', '1.5');
  });
  test('lists: one a line for words, commas for numbers', async () => {
    const { user, last } = draw(
      z.strictObject({ args: z.array(z.string()).default([]), status: z.array(z.int()).default([200]) }),
    );
    await user.type(screen.getByLabelText(/Args/), '-w{enter}80 %{enter}');
    await user.type(screen.getByLabelText(/Status/), '200, 301');
    expect(last()).toEqual({ args: ['-w', '80 %'], status: [200, 301] });
  });
  test('pairs: a header a line', async () => {
    const { user, last } = draw(z.strictObject({ headers: z.record(z.string(), z.string()).default({}) }));
    await user.type(screen.getByLabelText(/Headers/), 'Accept: text/html{enter}X-Token: a:b');
    expect(last()).toEqual({ headers: { Accept: 'text/html', 'X-Token': 'a:b' } });
  });
  test('choices and toggles', async () => {
    const { user, last } = draw(
      z.strictObject({
        method: z.enum(['GET', 'HEAD']).default('GET'),
        follow: z.boolean().default(true),
        flavour: z.enum(['a']).optional(),
      }),
    );
    expect(screen.getByLabelText(/Method/)).toHaveProperty('value', '0');
    await user.selectOptions(screen.getByLabelText(/Method/), 'HEAD');
    await user.click(screen.getByRole('checkbox', { name: /Follow/ }));
    expect(last()).toEqual({ method: 'HEAD', follow: false });
    await user.selectOptions(screen.getByLabelText(/Flavour/), 'a');
    await user.selectOptions(screen.getByLabelText(/Flavour/), 'not set');
    expect(last()).toEqual({ method: 'HEAD', follow: false });
  });
  test('shapes told apart by a tag: the tag is chosen, then its own fields come', async () => {
    const auth = z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('none') }),
      z.strictObject({ type: z.literal('basic'), user: z.string(), password: z.string().meta({ secret: true }) }),
    ]);
    const { user, last } = draw(z.strictObject({ auth: auth.default({ type: 'none' }) }));
    expect(screen.queryByLabelText(/User/)).toBeNull();
    await user.selectOptions(screen.getByRole('combobox'), 'Basic');
    await user.type(screen.getByLabelText(/User/), 'monitor');
    expect(last()).toEqual({ auth: { type: 'basic', user: 'monitor' } });
  });
  test('a group of fields, and a nullable value', async () => {
    const { user, last } = draw(
      z.strictObject({
        limits: z.strictObject({ warn: z.number() }),
        limit: z.number().nullable().default(null),
        text: z.union([z.string(), z.null()]).optional(),
      }),
    );
    await user.type(screen.getByLabelText(/Warn/), '5');
    await user.type(screen.getByLabelText('Limit'), '7');
    await user.type(screen.getByLabelText(/Text/), 'x');
    expect(last()).toEqual({ limits: { warn: 5 }, limit: 7, text: 'x' });
  });
  test('what nobody foresaw is entered as JSON, and lost by nobody while it is half written', async () => {
    const { user, last } = draw(z.strictObject({ odd: z.array(z.strictObject({ a: z.number() })).optional() }));
    await user.type(screen.getByLabelText(/Odd/), '[[{{"a":1}]');
    expect(last()).toEqual({ odd: [{ a: 1 }] });
  });
});

describe('secrets', () => {
  const shape = z.strictObject({
    password: z.string().default('').meta({ title: 'Password', secret: true }),
    user: z.string().default(''),
  });
  const stored = { password: { $secret: 'ref-1' }, user: 'x' };

  test('one that is stored says so, and stays when nothing is typed', async () => {
    const { user, last } = draw(shape, { start: stored, stored });
    const field = screen.getByLabelText(/Password/);
    expect(field).toHaveProperty('type', 'password');
    expect(field).toHaveProperty('value', '');
    expect(screen.getByText('stored')).toBeTruthy();
    await user.type(screen.getByLabelText(/User/), 'y');
    expect(last()?.password).toEqual({ $secret: 'ref-1' });
  });
  test('typing replaces it, emptying the field keeps the old one', async () => {
    const { user, last } = draw(shape, { start: stored, stored });
    await user.type(screen.getByLabelText(/Password/), 'new');
    expect(last()?.password).toBe('new');
    await user.clear(screen.getByLabelText(/Password/));
    expect(last()?.password).toEqual({ $secret: 'ref-1' });
  });

  const shared = { password: { $credential: 'monitor-ssh' }, user: 'x' };

  test('one of several checks is chosen by its name, and nothing is typed any more', async () => {
    const { user, last } = draw(shape, { start: stored, stored, credentials: ['ams1-snmp', 'monitor-ssh'] });
    await user.selectOptions(screen.getByLabelText('Password: from'), 'credential monitor-ssh');
    expect(last()?.password).toEqual({ $credential: 'monitor-ssh' });
    expect(document.querySelector('input[type=password]')).toBeNull();
  });
  test('going back to a secret of its own goes back to the one that is stored', async () => {
    const { user, last } = draw(shape, { start: shared, stored, credentials: ['monitor-ssh'] });
    await user.selectOptions(screen.getByLabelText(/Password/), 'typed here');
    expect(last()?.password).toEqual({ $secret: 'ref-1' });
    expect(screen.getByText('stored')).toBeTruthy();
  });
  test('a name that is not there any more is shown as it is, and kept until somebody chooses', async () => {
    const { user, last } = draw(shape, { start: shared, stored: shared, credentials: ['ams1-snmp'] });
    expect(screen.getByText('credential monitor-ssh (not there)')).toBeTruthy();
    await user.type(screen.getByLabelText(/User/), 'y');
    expect(last()?.password).toEqual({ $credential: 'monitor-ssh' });
  });
  test('where there is no credential, nothing but the field is drawn', () => {
    draw(shape);
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

test('an error stands at its field and is tied to it; one that fits no field stands above', () => {
  const errors = [
    { path: 'port', message: 'must be 1 to 65535' },
    { path: 'nowhere', message: 'is not known' },
  ];
  draw(z.strictObject({ port: z.int().default(1) }), { errors });
  const port = screen.getByLabelText(/Port/);
  expect(port.getAttribute('aria-invalid')).toBe('true');
  const described = port.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent)).toContain('must be 1 to 65535');
  expect(screen.getByText(/nowhere/).textContent).toBe('nowhere: is not known');
});

test('a value taken away leaves no trace in the config', () => {
  expect(withValue({ a: { b: 1, c: 2 } }, ['a', 'b'], undefined)).toEqual({ a: { c: 2 } });
  expect(withValue({}, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
});

test('a trial shows its verdict, its figures and all it said', () => {
  const outcome = {
    status: 'critical' as const,
    summary: 'Down: 3 of 3 packets lost',
    metrics: [{ name: 'loss', value: 100, unit: '%' }],
    durationMs: 3_012,
    output: '3 packets transmitted, 0 received',
  };
  const { container } = render(<ProbeOutcome outcome={outcome} note="not stored" />);
  const text = container.textContent?.replace(/\s/g, ' ');
  expect(text).toContain('CriticalDown: 3 of 3 packets lost');
  expect(text).toContain('loss 100 %');
  expect(text).toContain('not stored');
  expect(text).toContain('0 received');
});
