// What must hold for every kind in the registry, whoever adds one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeKinds, secretFields } from '../../electron/engine/probes/catalogue.ts';
import { findProbeKind, probeKinds } from '../../electron/engine/probes/index.ts';
import { createDnsServer, type DnsServer } from '../../electron/lab/dns-server.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { type LabServer, startSilent } from '../support/lab/tcp-server.ts';

interface Field {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly secret?: boolean;
  readonly type?: string;
}
const fieldsOf = (schema: object) => Object.entries((schema as { properties: Record<string, Field> }).properties);

/** A plugin that hangs. */
const SLEEPER = { command: '/bin/sleep', args: ['600'] };

test('kinds are found by their name, and no name stands twice', () => {
  expect(probeKinds.map((kind) => kind.kind)).toEqual([
    'ping',
    'tcp',
    'http',
    'ssh',
    'system',
    'remote-system',
    'service',
    'backup',
    'tls',
    'dns',
    'plugin',
    'heartbeat',
    'inbound',
  ]);
  for (const kind of probeKinds) expect(findProbeKind(kind.kind)).toBe(kind);
  expect(findProbeKind('nosuch')).toBeUndefined();
});

test('passwords, passphrases and tokens are secrets, and the schema says so', () => {
  expect(probeKinds.map((kind) => [kind.kind, secretFields(kind.config)])).toEqual([
    ['ping', []],
    ['tcp', []],
    ['http', ['password', 'token']],
    ['ssh', ['passphrase', 'password']],
    ['system', []],
    ['remote-system', ['passphrase', 'password']],
    ['service', ['passphrase', 'password']],
    ['backup', ['passphrase', 'password']],
    ['tls', []],
    ['dns', []],
    ['plugin', ['passphrase', 'password']],
    ['heartbeat', []],
    ['inbound', []],
  ]);
});

describe.each(probeKinds.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  const [info] = describeKinds([kind]);
  let silent: LabServer;
  let silentDns: DnsServer;
  beforeAll(async () => {
    silent = await startSilent();
    silentDns = await createDnsServer({ faults: new Map([['*', 'silent']]) });
  });
  afterAll(async () => {
    await kind.close?.();
    await silent.stop();
    await silentDns.close();
  });

  test('describes itself for a form and for charts', () => {
    expect(info!.schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
    expect(kind.title).not.toBe('');
    expect(kind.about).toMatch(/^[A-Z].*\.$/);
    for (const [name, field] of fieldsOf(info!.schema)) {
      expect(field.title, `${name} needs a title`).toMatch(/^[A-Z]/);
      expect(field.description, `${name} needs a description`).toMatch(/\.$/);
    }
    for (const metric of kind.metrics) expect(metric.label).not.toBe('');
    expect(JSON.parse(JSON.stringify(info))).toEqual(info);
  });
  test('has a default for every field, and times that fit', () => {
    expect(kind.config.safeParse({})).toMatchObject({ success: true });
    expect(kind.defaults.timeoutMs).toBeLessThan(kind.defaults.intervalMs);
    expect(kind.concurrency).toBeGreaterThan(0);
  });
  test('refuses bad config with the name of the field', () => {
    for (const [name] of fieldsOf(info!.schema)) {
      const { error } = kind.config.safeParse({ [name]: { not: 'this' } });
      expect(
        error?.issues.map((issue) => issue.path[0]),
        `${name} took an object`,
      ).toContain(name);
    }
    const { error } = kind.config.safeParse({ surprise: 1 });
    expect(z.prettifyError(error!)).toContain('surprise');
  });
  test('the abort ends a run, before it began and in the middle, and nothing stays open', async () => {
    const before = openThings();
    const { shape } = kind.config as unknown as { shape: object };
    const config = kind.config.parse({
      ...('port' in shape && { port: silent.port }),
      ...('auth' in shape && { auth: 'password' }),
      ...({ tcp: { expect: 'ready' }, dns: { port: silentDns.port }, plugin: SLEEPER }[kind.kind] ?? {}),
    });
    const aborted = probeContext({ signal: AbortSignal.abort(new Error('time is up')) });
    await expect(kind.run(config, aborted)).rejects.toThrow('time is up');

    const controller = new AbortController();
    const running = kind.run(config, probeContext({ signal: controller.signal }));
    const ended = running.then(
      () => 'returned',
      (error: Error) => error.message,
    );
    // Opens nothing and waits for nothing: it has ended when it has begun.
    if (!['heartbeat', 'inbound'].includes(kind.kind)) await until(() => leftSince(before).length > 0, 'it has begun');
    controller.abort(new Error('time is up'));
    expect(['time is up', 'returned']).toContain(await ended);
    await kind.close?.();
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
});
