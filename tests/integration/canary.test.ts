// A canary is typed wherever a secret can be typed, rightly and wrongly; then every byte that the engine wrote, said or
// answered is searched for it. (spec: trust, "Secrets")
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { Log } from '../../electron/engine/lib/log.ts';
import { secretFields } from '../../electron/engine/probes/catalogue.ts';
import { probeKinds } from '../../electron/engine/probes/index.ts';
import type { Keychain } from '../../electron/engine/services/secrets.ts';
import { type Floor, MINUTE, newFolder, openFloor, SECOND } from '../support/floor.ts';
import { filesWith, foundIn } from '../support/needle.ts';

const CANARY = 'Zq9-c4n4ry-7fXk2';
const PASSPHRASE = 'Pq7-p4ssphr4se-1wLm8';

/** Seals as a system's keychain does: with a key that lies elsewhere. */
function sealingKeychain(): Keychain {
  const key = randomBytes(32);
  return {
    available: async () => true,
    seal: async (text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: async (sealed) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** What kinds ask for besides their secrets. */
const BESIDES = [
  {},
  { user: 'ada' },
  { auth: 'password' },
  { auth: 'key', keyFile: '/k' },
  { command: 'true' },
  { command: '/bin/true' },
  { units: ['ssh.service'] },
  { path: '/var/backups' },
  { place: 'ssh', path: '/var/backups' },
];

/** For every kind with secrets a config that has the canary in all of them. */
const kinds = probeKinds.flatMap((kind) => {
  const fields = secretFields(kind.config);
  if (fields.length === 0) return [];
  const typed = Object.fromEntries(fields.map((field) => [field, CANARY]));
  const config = BESIDES.map((more) => ({ ...more, ...typed })).find((one) => kind.config.safeParse(one).success);
  return [{ kind: kind.kind, fields, config }];
});

test('the search finds what is there, in every form', () => {
  const folder = newFolder();
  const bytes = Buffer.from(`xx${CANARY}yy`);
  writeFileSync(join(folder, 'plain'), bytes);
  writeFileSync(join(folder, 'base64'), `x${Buffer.from(`xx${CANARY}yy`).toString('base64')}`);
  writeFileSync(join(folder, 'wide'), Buffer.from(`x${CANARY}y`, 'utf16le'));
  writeFileSync(join(folder, 'hex'), bytes.toString('hex'));
  writeFileSync(join(folder, 'packed'), Buffer.concat([Buffer.from('head'), gzipSync(bytes)]));
  writeFileSync(join(folder, 'clean'), 'nothing');
  const found = new Set(filesWith(folder, CANARY).map((one) => one.split(':')[0]));
  expect([...found].sort()).toEqual(['base64', 'hex', 'packed', 'plain', 'wide']);
  expect(filesWith(folder, 'another')).toEqual([]);
});

test('there is a config with secrets for every kind that has some', () => {
  expect(kinds.length).toBeGreaterThan(1);
  expect(kinds.filter(({ config }) => !config).map(({ kind }) => kind)).toEqual([]);
});

/** Whatever comes back or is refused, with everything a screen would see of it. */
function createWitness(floor: Floor) {
  const heard: string[] = [];
  const abort = new AbortController();
  const listening = (async () => {
    const stream = await floor.client.live.world(undefined, { signal: abort.signal });
    for await (const message of stream) heard.push(JSON.stringify(message));
  })().catch(() => {});
  return {
    heard,
    async ask(call: Promise<unknown>): Promise<'answered' | 'refused'> {
      try {
        heard.push(JSON.stringify((await call) ?? null));
        return 'answered';
      } catch (error) {
        const { message, stack, data, code } = error as Error & { data?: unknown; code?: unknown };
        heard.push(JSON.stringify({ message, stack, data, code }));
        return 'refused';
      }
    },
    async close(): Promise<void> {
      abort.abort();
      await listening;
    },
  };
}
type Witness = ReturnType<typeof createWitness>;

async function typeRightly(floor: Floor, { ask }: Witness): Promise<void> {
  const { inventory, monitoring } = floor.client;
  const answered: ('answered' | 'refused')[] = [];
  answered.push(await ask(inventory.putCredential({ name: 'shared', about: 'for all', secret: CANARY })));
  answered.push(await ask(inventory.putCredential({ name: 'shared', about: 'for all', secret: `${CANARY}2` })));
  for (const { kind, fields, config = {} } of kinds) {
    const shared = Object.fromEntries(fields.map((field) => [field, { $credential: 'shared' }]));
    const check = { name: 'secret', kind, config };
    const sharing = { ...check, name: 'sharing', config: { ...config, ...shared } };
    answered.push(await ask(floor.watch(`with-${kind}`, { host: { tags: [kind] }, checks: [check, sharing] })));
    const { id, ...stored } = floor.check(`with-${kind}`, 'secret');
    answered.push(await ask(inventory.editCheck({ checkId: id, check: { ...stored, config } })));
    answered.push(
      await ask(inventory.putTemplate({ template: { name: kind, tag: kind, checks: [{ ...check, name: 't' }] } })),
    );
    answered.push(await ask(monitoring.tryProbe({ kind, address: '127.0.0.1', config, timeoutMs: 100 })));
    const own = `{ name: imported, kind: ${kind}, config: ${JSON.stringify(config)} }`;
    const file = `watchfloor: 1\nhosts:\n  - { name: file-${kind}, address: 127.0.0.1, checks: [${own}] }\n`;
    for (const dryRun of [true, false])
      answered.push(await ask(inventory.importFile({ format: 'yaml', text: file, dryRun })));
  }
  expect(new Set(answered)).toEqual(new Set(['answered']));
}

async function typeWrongly(floor: Floor, { ask }: Witness): Promise<void> {
  const { inventory, monitoring, engine } = floor.client;
  const refused: ('answered' | 'refused')[] = [];
  for (const { kind, fields, config = {} } of kinds) {
    const hostId = floor.host(`with-${kind}`).id;
    const wrong = [
      { ...config, nonsense: true },
      { ...config, ...Object.fromEntries(fields.map((field) => [field, CANARY.repeat(500)])) },
      { ...config, ...Object.fromEntries(fields.map((field) => [field, [CANARY]])) },
      { ...config, port: 'none' },
    ];
    for (const [index, bad] of wrong.entries()) {
      if (probeKinds.find((one) => one.kind === kind)?.config.safeParse(bad).success) continue;
      refused.push(await ask(inventory.addCheck({ hostId, name: `bad${index}`, kind, config: bad })));
      refused.push(await ask(monitoring.tryProbe({ kind, address: '127.0.0.1', config: bad })));
    }
    refused.push(await ask(inventory.addCheck({ hostId, name: 'ping', kind, config })));
    refused.push(await ask(inventory.addCheck({ hostId, name: 'x', kind: 'telepathy', config })));
    const files = [
      `watchfloor: 1\nhosts:\n  - { name: a, checks: [{ name: b, kind: ${kind}, config: ${JSON.stringify(config)} }] }\n`,
      `watchfloor: 1\nhosts:\n  - { name: a, address: 127.0.0.1, checks: [{ name: b, kind: ${kind}, config: { ${fields[0]}: [${CANARY}], port: ${CANARY} } }] }\n`,
      `watchfloor: 1\nhosts: "${CANARY}\n`,
      `watchfloor: 1\npassword: ${CANARY}\n`,
    ];
    for (const text of files) await ask(inventory.importFile({ format: 'yaml', text }));
  }
  refused.push(await ask(inventory.putCredential({ name: '-', about: '', secret: CANARY })));
  refused.push(await ask(inventory.putCredential({ name: 'long', about: '', secret: CANARY.repeat(500) })));
  refused.push(await ask(engine.unlockVault({ passphrase: PASSPHRASE.repeat(80) })));
  expect(new Set(refused)).toEqual(new Set(['refused']));
  const csv = `name,ip,password\nfrom-csv,127.0.0.1,${CANARY}\nfrom csv,127.0.0.1,${CANARY}\n`;
  for (const skipBad of [false, true]) await ask(inventory.importFile({ format: 'csv', text: csv, skipBad }));
}

async function lookAround(floor: Floor, { ask }: Witness): Promise<void> {
  const { inventory, engine } = floor.client;
  await ask(inventory.exportFile({}));
  await ask(inventory.kinds());
  await ask(engine.about());
  await ask(engine.details());
  await ask(engine.log({}));
  expect(await ask(engine.backUp())).toBe('answered');
  await ask(floor.journal());
}

test.each(['keychain', 'vault'] as const)(
  'with a %s the canary is in no file, no answer, no event and no log line',
  async (where) => {
    const lines: string[] = [];
    const log: Log = {
      info: (message, fields) => void lines.push(message, JSON.stringify(fields ?? {})),
      error: (message, error) => void lines.push(message, error instanceof Error ? (error.stack ?? '') : String(error)),
    };
    const written = process.stderr.write.bind(process.stderr);
    process.stderr.write = ((text: string | Uint8Array) =>
      lines.push(text.toString()) > 0) as typeof process.stderr.write;
    onTestFinished(() => {
      process.stderr.write = written;
    });
    const floor = await openFloor({ keychain: where === 'keychain' ? sealingKeychain() : null, log });
    const witness = createWitness(floor);
    if (where === 'vault') await witness.ask(floor.client.engine.unlockVault({ passphrase: PASSPHRASE }));
    await typeRightly(floor, witness);
    await typeWrongly(floor, witness);
    await floor.run(2 * MINUTE);
    await lookAround(floor, witness);
    const whileRunning = filesWith(floor.folder, CANARY);
    await witness.close();
    await floor.restart(SECOND);
    const again = createWitness(floor);
    if (where === 'vault') {
      expect(await again.ask(floor.client.engine.unlockVault({ passphrase: `${PASSPHRASE} not` }))).toBe('refused');
      await again.ask(floor.client.engine.unlockVault({ passphrase: PASSPHRASE }));
    }
    await floor.run(MINUTE);
    await again.close();
    await floor.stop();

    const said = Buffer.from([...witness.heard, ...again.heard, ...lines].join('\n'));
    expect(witness.heard.length).toBeGreaterThan(kinds.length * 8);
    for (const needle of [CANARY, PASSPHRASE]) {
      expect(foundIn(said, needle)).toEqual([]);
      expect(filesWith(floor.folder, needle)).toEqual([]);
    }
    expect(whileRunning).toEqual([]);
    // The files that were searched are those with the inventory, and the sealed secrets are in them.
    expect(filesWith(floor.folder, 'with-http').some((found) => found.startsWith('watchfloor.db'))).toBe(true);
    expect(filesWith(floor.folder, 'with-http').some((found) => found.startsWith('backups'))).toBe(true);
  },
);
