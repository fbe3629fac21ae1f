// What must hold for every way to tell people, whoever adds one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findNotifierKind, notifierKinds } from '../../electron/engine/notifiers/index.ts';
import type { NotifierHost } from '../../electron/engine/notifiers/notifier.ts';
import { secretFields } from '../../electron/engine/probes/catalogue.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { type LabServer, startSilent } from '../support/lab/tcp-server.ts';
import { notice, notifierContext } from '../support/notices.ts';

interface Field {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
}
interface Schema {
  readonly properties: Record<string, Field>;
  readonly required?: readonly string[];
}
const schemaOf = (config: z.ZodType): Schema => z.toJSONSchema(config, { io: 'input' }) as unknown as Schema;

/** What each kind needs at least, here against a server that takes the connection and says nothing. */
const least = (port: number): Readonly<Record<string, object>> => {
  const server = `http://127.0.0.1:${port}`;
  return {
    desktop: {},
    sound: {},
    email: { host: '127.0.0.1', port, from: 'noc@lab.example', to: ['oncall@lab.example'] },
    webhook: { url: server },
    slack: { url: server },
    teams: { url: server },
    discord: { url: server },
    ntfy: { base: server, topic: 'noc' },
    pagerduty: { base: server, routingKey: 'key' },
    opsgenie: { base: server, apiKey: 'key' },
    servicenow: { base: server, user: 'monitor', password: 'password' },
    jira: { base: server, user: 'noc@example.net', token: 'token', project: 'OPS' },
    command: { command: '/bin/sleep', args: ['600'] },
  };
};

/** A desktop that is asked and never answers. */
const hanging: NotifierHost = { notify: () => new Promise(() => {}), sound: () => new Promise(() => {}) };

test('kinds are found by their name, in the order of the form, and what they need is known here', () => {
  expect(notifierKinds.map((kind) => kind.kind)).toEqual(Object.keys(least(1)));
  for (const kind of notifierKinds) expect(findNotifierKind(kind.kind)).toBe(kind);
  expect(findNotifierKind('nosuch')).toBeUndefined();
});

test('passwords, keys, tokens and the addresses that are keys themselves are secrets, and the schema says so', () => {
  expect(Object.fromEntries(notifierKinds.map((kind) => [kind.kind, secretFields(kind.config)]))).toEqual({
    desktop: [],
    sound: [],
    email: ['password'],
    webhook: ['token', 'signingKey'],
    slack: ['url'],
    teams: ['url'],
    discord: ['url'],
    ntfy: ['topic', 'token'],
    pagerduty: ['routingKey'],
    opsgenie: ['apiKey'],
    servicenow: ['password'],
    jira: ['token'],
    command: [],
  });
});

describe.each(notifierKinds.map((kind) => [kind.kind, kind] as const))('%s', (name, kind) => {
  const schema = schemaOf(kind.config);
  let silent: LabServer;
  beforeAll(async () => {
    silent = await startSilent();
  });
  afterAll(() => silent.stop());

  test('describes itself for a form', () => {
    expect(kind.title).toMatch(/^\S/);
    expect(kind.about).toMatch(/^[A-Z].*\.$/);
    for (const [field, { title, description }] of Object.entries(schema.properties)) {
      expect(title, `${field} needs a title`).toMatch(/^[A-Z]/);
      expect(description, `${field} needs a description`).toMatch(/\.$|^https?:.*\.$/);
    }
    expect(kind.timeoutMs).toBeGreaterThanOrEqual(5_000);
    expect(kind.timeoutMs).toBeLessThanOrEqual(60_000);
  });

  test('says by name what is missing, and takes no more than what is needed', () => {
    const needed = kind.config.parse(least(1)[name]);
    expect(kind.config.parse(needed)).toEqual(needed);
    for (const field of schema.required ?? []) {
      const { [field]: _left, ...rest } = least(1)[name] as Record<string, unknown>;
      const { error } = kind.config.safeParse(rest);
      expect(error?.issues.map((issue) => issue.path[0])).toEqual([field]);
      expect(error?.issues[0]?.message).toMatch(/is needed|must be|at least one/);
    }
  });

  test('refuses bad config with the name of the field', () => {
    for (const field of Object.keys(schema.properties)) {
      const { error } = kind.config.safeParse({ ...least(1)[name], [field]: { not: 'this' } });
      expect(
        error?.issues.map((issue) => issue.path[0]),
        `${field} took an object`,
      ).toContain(field);
    }
    const { error } = kind.config.safeParse({ ...least(1)[name], surprise: 1 });
    expect(z.prettifyError(error!)).toContain('surprise');
  });

  test('the abort ends a delivery, before it began and in the middle, and nothing stays open', async () => {
    const before = openThings();
    const config = kind.config.parse(least(silent.port)[name]);
    const aborted = notifierContext({ signal: AbortSignal.abort(new Error('time is up')), host: hanging });
    await expect(kind.deliver(config, notice(), aborted)).rejects.toThrow('time is up');

    const controller = new AbortController();
    const delivering = kind.deliver(config, notice(), notifierContext({ signal: controller.signal, host: hanging }));
    const ended = delivering.then(
      (answer) => `delivered: ${answer}`,
      (error: Error) => error.message,
    );
    // The host's promise is the host's: nothing of ours is open there.
    if (name !== 'desktop' && name !== 'sound') await until(() => leftSince(before).length > 0, 'it has begun');
    controller.abort(new Error('time is up'));
    expect(await ended).toBe('time is up');
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
});
