// Certificates and handshakes against real TLS servers on loopback. "Now" is the test's clock: nobody waits for a
// certificate to expire.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/engine/lib/clock.ts';
import type { ProbeContext } from '../../electron/engine/probes/probe.ts';
import { tls } from '../../electron/engine/probes/tls.ts';
import { createAuthority, createIdentity, type Identity } from '../../electron/lab/certificates.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { startTls, type TlsServer, type TlsServerOptions } from '../support/lab/tls-server.ts';

const DAY = 86_400_000;
const NAME = 'web.example.test';
// Whole seconds, as certificates have them.
const NOW = Math.floor(Date.now() / 1_000) * 1_000;
const at = (days: number) => ({ ...systemClock, now: () => NOW + days * DAY });
const dayOf = (days: number) => new Date(NOW + days * DAY).toISOString().slice(0, 10);

let folder = '';
let caFile = '';
let root: Identity;
let middle: Identity;
let good: Identity;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab-tls-'));
  caFile = join(folder, 'ca.pem');
  const validFromAt = NOW - DAY;
  root = await createAuthority('Lab Root', { validFromAt, validToAt: NOW + 3_650 * DAY });
  middle = await createAuthority('Lab Issuer', { validFromAt, validToAt: NOW + 60 * DAY, issuer: root });
  good = await createIdentity([NAME, '127.0.0.1'], { validFromAt, validToAt: NOW + 40 * DAY, issuer: middle });
  writeFileSync(caFile, `some words of a person\n${root.cert}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const servers: TlsServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
async function serve(identity: Identity, more: Partial<TlsServerOptions> = {}): Promise<TlsServer> {
  const server = await startTls({ identity, ...more });
  servers.push(server);
  return server;
}
const run = (server: { port: number }, config: object = {}, context: Partial<ProbeContext> = {}) =>
  tls.run(
    tls.config.parse({ port: server.port, serverName: NAME, caFile, ...config }),
    probeContext({ clock: at(0), ...context }),
  );

describe('how long a certificate is valid', () => {
  test('good: days left, its issuer, the handshake, and every certificate in the output', async () => {
    const server = await serve(good);
    const outcome = await run(server);
    expect(outcome).toMatchObject({
      status: 'ok',
      summary: `Certificate of ${NAME} is valid for 40 days (until ${dayOf(40)})`,
      detail: expect.stringMatching(/^issued by "Lab Issuer", TLSv1\.3, TLS_\w+, handshake [\d.]+ ms$/),
      metrics: [
        { name: 'daysLeft', value: 40, unit: 'd', warn: '21:', crit: '7:' },
        { name: 'time.handshake', value: expect.any(Number), unit: 'ms' },
        { name: 'chain', value: 3, unit: '' },
      ],
    });
    expect(outcome.output?.split('\n').map((line) => line.split(',')[0])).toEqual([
      `1. ${NAME}`,
      '2. Lab Issuer',
      '3. Lab Root',
      'TLSv1.3',
    ]);
    expect(server.asked).toEqual([NAME]);
  });
  test.each([
    [18.5, 'ok', 'is valid for 21 days'],
    [19.5, 'warning', 'expires in 20 days'],
    [32.9, 'warning', 'expires in 7 days'],
    [33.5, 'critical', 'expires in 6 days'],
    [38.5, 'critical', 'expires in 36 hours'],
    [39.999, 'critical', 'expires in 1 minute'],
    [40, 'critical', 'expired 0 minutes ago'],
    [43.5, 'critical', 'expired 3 days ago'],
  ])('after %d days it is %s: %s', async (days, status, words) => {
    const until = status === 'ok' ? `(until ${dayOf(40)})` : `(${dayOf(40)})`;
    expect(await run(await serve(good), {}, { clock: at(days) })).toMatchObject({
      status,
      summary: `Certificate of ${NAME} ${words} ${until}`,
    });
  });
  test('an issuer that expires before it is the one that is named', async () => {
    const early = await createAuthority('Lab Early', { validToAt: NOW + 5 * DAY, issuer: root });
    const identity = await createIdentity([NAME], { validToAt: NOW + 300 * DAY, issuer: early });
    expect(await run(await serve(identity))).toMatchObject({
      status: 'critical',
      summary: `Issuer "Lab Early" in the chain of ${NAME} expires in 5 days (${dayOf(5)})`,
      metrics: [{ name: 'daysLeft', value: 5 }, {}, {}],
    });
    expect((await run(await serve(identity), { warnDays: 4, critDays: 1 })).detail).toContain(
      `; Issuer "Lab Early" in the chain of ${NAME} expires in 5 days`,
    );
  });
  test('one that is not valid yet', async () => {
    const future = await createIdentity([NAME], {
      validFromAt: NOW + 2 * DAY,
      validToAt: NOW + 90 * DAY,
      issuer: middle,
    });
    expect(await run(await serve(future))).toMatchObject({
      status: 'critical',
      summary: `Certificate of ${NAME} is not valid before ${dayOf(2)}`,
    });
  });
  test('one that has really expired, by the clock of OpenSSL too, is said once', async () => {
    const old = await createIdentity([NAME], { validFromAt: NOW - 90 * DAY, validToAt: NOW - 3 * DAY, issuer: middle });
    const outcome = await run(await serve(old));
    expect(outcome).toMatchObject({
      status: 'critical',
      summary: `Certificate of ${NAME} expired 3 days ago (${dayOf(-3)})`,
      detail: expect.stringMatching(/^issued by/),
    });
    expect(outcome.metrics[0]).toMatchObject({ value: -3 });
  });
  test('a renewed certificate is seen with the next run', async () => {
    const server = await serve(good);
    expect((await run(server, {}, { clock: at(35) })).status).toBe('critical');
    server.use(await createIdentity([NAME], { validToAt: NOW + 300 * DAY, issuer: middle }));
    expect((await run(server, { warnDays: 20 }, { clock: at(35) })).status).toBe('ok');
  });
});

describe('for whom, and by whom', () => {
  test('a certificate for another name', async () => {
    const server = await serve(await createIdentity(['a.test', '*.b.test', 'c.test', 'd.test'], { issuer: middle }));
    expect(await run(server)).toMatchObject({
      status: 'critical',
      summary: `Certificate is for a.test, *.b.test and 2 more, not for ${NAME}`,
    });
    expect(await run(server, { serverName: 'x.b.test' })).toMatchObject({ status: 'ok' });
    expect((await run(server, { serverName: 'x.y.b.test' })).status).toBe('critical');
    expect(await run(server, { verifyName: false })).toMatchObject({ status: 'ok' });
  });
  test('without a name the host is asked for: by its address, or by a name of DNS', async () => {
    const server = await serve(good);
    expect(await run(server, { serverName: '' })).toMatchObject({
      status: 'ok',
      summary: expect.stringContaining('Certificate of 127.0.0.1 is valid'),
    });
    expect(await run(server, { serverName: '' }, { hostName: NAME })).toMatchObject({
      summary: expect.stringContaining(`Certificate of ${NAME} is valid`),
    });
    expect(server.asked).toEqual([NAME]);
  });
  test('self-signed: refused, good where the chain is not verified, good where it is trusted', async () => {
    const own = await createIdentity([NAME]);
    const server = await serve(own);
    expect(await run(server, { caFile: '' })).toMatchObject({
      status: 'critical',
      summary: `Certificate of ${NAME} is self-signed`,
    });
    expect(await run(server, { caFile: '', verifyChain: false })).toMatchObject({ status: 'ok' });
    const trusted = join(folder, 'own.pem');
    writeFileSync(trusted, own.cert);
    expect(await run(server, { caFile: trusted })).toMatchObject({ status: 'ok', metrics: [{}, {}, { value: 1 }] });
  });
  test('self-signed and expired says both', async () => {
    const own = await createIdentity([NAME], { validFromAt: NOW - 9 * DAY, validToAt: NOW - 4 * DAY });
    expect(await run(await serve(own))).toMatchObject({
      summary: `Certificate of ${NAME} expired 4 days ago (${dayOf(-4)})`,
      detail: `Certificate of ${NAME} is self-signed`,
    });
  });
  test('an issuer nobody here trusts, or that the server forgot to send', async () => {
    expect(await run(await serve(good), { caFile: '' })).toMatchObject({
      status: 'critical',
      summary: 'Issuer "Lab Root" is not trusted here, or the server does not send its certificate',
    });
    expect(await run(await serve({ ...good, chain: good.cert }))).toMatchObject({
      status: 'critical',
      summary: 'Issuer "Lab Issuer" is not trusted here, or the server does not send its certificate',
    });
    expect(await run(await serve({ ...good, chain: `${good.chain}\n${root.cert}` }), { caFile: '' })).toMatchObject({
      status: 'critical',
      summary: 'Root certificate "Lab Root" is not trusted here',
    });
  });
  test('an old cross-signature that nobody needs any more alerts on nothing', async () => {
    // The server sends leaf, issuer, and the issuer's root once more, signed by an old root that runs out tomorrow.
    const old = await createAuthority('Old Root', { validToAt: NOW + DAY });
    const cross = await createAuthority('Lab Root', { validToAt: NOW + DAY, issuer: old });
    const server = await serve({ ...good, chain: `${good.chain}\n${cross.cert}` });
    expect(await run(server)).toMatchObject({ status: 'ok', metrics: [{ value: 40 }, {}, {}] });
  });
  test('a file of issuers that is missing, empty or damaged is our trouble, not the server’s', async () => {
    const server = await serve(good);
    const broken = join(folder, 'broken.pem');
    for (const [content, words] of [
      [null, 'cannot be read: ENOENT'],
      ['no certificate', 'holds no certificate in PEM form'],
      ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'holds a certificate that is damaged'],
    ] as const) {
      if (content !== null) writeFileSync(broken, content);
      expect(await run(server, { caFile: broken })).toMatchObject({
        status: 'unknown',
        summary: `CA file cannot be used: ${broken} ${words}`,
      });
    }
    expect(server.asked).toEqual([]);
  });
  test('a file of issuers that changed is read again', async () => {
    const file = join(folder, 'changing.pem');
    writeFileSync(file, (await createAuthority('Another Root')).cert);
    const server = await serve(good);
    expect((await run(server, { caFile: file })).status).toBe('critical');
    writeFileSync(file, root.cert);
    utimesSync(file, NOW / 1_000 + 60, NOW / 1_000 + 60);
    expect((await run(server, { caFile: file })).status).toBe('ok');
  });
});

describe('how strong', () => {
  test('a version older than wanted', async () => {
    const old = await serve(good, {
      secure: { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' },
    });
    expect(await run(old)).toMatchObject({
      status: 'critical',
      summary: 'Server agrees on TLSv1.1, older than TLSv1.2',
    });
    expect(await run(old, { minVersion: 'TLSv1' })).toMatchObject({ status: 'ok' });
    const usual = await serve(good, { secure: { maxVersion: 'TLSv1.2' } });
    expect(await run(usual)).toMatchObject({ status: 'ok', detail: expect.stringContaining('TLSv1.2') });
    expect(await run(usual, { minVersion: 'TLSv1.3' })).toMatchObject({ status: 'critical' });
  });
  test('a short RSA key, and a signature by SHA-1', async () => {
    const rsa = await createAuthority('Lab RSA', { rsaBits: 2_048 });
    const caRsa = join(folder, 'rsa.pem');
    writeFileSync(caRsa, rsa.cert);
    const secure = { ciphers: 'DEFAULT:@SECLEVEL=0' };
    const short = await serve(await createIdentity([NAME], { issuer: rsa, rsaBits: 1_024 }), { secure });
    expect(await run(short, { caFile: caRsa })).toMatchObject({
      status: 'warning',
      summary: `Certificate of ${NAME} has an RSA key of 1024 bits`,
    });
    expect(await run(short, { caFile: caRsa, weak: 'critical' })).toMatchObject({ status: 'critical' });
    expect(await run(short, { caFile: caRsa, weak: 'ignore' })).toMatchObject({ status: 'ok' });
    const sha1 = await createIdentity([NAME], { issuer: rsa, rsaBits: 2_048, digest: 'sha1' });
    expect(await run(await serve(sha1, { secure }), { caFile: caRsa })).toMatchObject({
      status: 'warning',
      summary: `Certificate of ${NAME} has a signature by SHA-1`,
    });
  });
  test('the worst comes first, the rest is in the detail', async () => {
    const bad = await createIdentity(['other.test'], { validToAt: NOW + 15 * DAY, rsaBits: 1_024 });
    const server = await serve(bad, { secure: { ciphers: 'DEFAULT:@SECLEVEL=0' } });
    expect(await run(server)).toMatchObject({
      status: 'critical',
      summary: `Certificate is for other.test, not for ${NAME}`,
      detail: [
        `Certificate of ${NAME} is self-signed`,
        `Certificate of ${NAME} expires in 15 days (${dayOf(15)})`,
        `Certificate of ${NAME} has an RSA key of 1024 bits`,
      ].join('; '),
    });
  });
});
