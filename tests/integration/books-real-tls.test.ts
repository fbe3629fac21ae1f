// Runbooks of certificates and names, run for real: a TLS server and a DNS server on a host of the test's own, checked by the
// engine's own probes before and after.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAuthority, createIdentity, type Identity } from '../../electron/lab/certificates.ts';
import { HOST, openBooksFloor } from '../support/books-floor.ts';
import { type BooksHost, noBooksHost, startBooksHost } from '../support/books-host.ts';
import { newFolder } from '../support/floor.ts';

const NONE = noBooksHost() !== null;
const DAY = 86_400_000;
const NAME = 'www.example.org';
const PORT = 8443;

/** Sends the first certificate of its file and those behind it, as web servers do. */
const WEB_SERVER = `#!/bin/sh
set -eu
cd /etc/ssl/site
awk '/BEGIN/ { n++ } n > 1' fullchain.pem > /run/rest.pem
more=; [ ! -s /run/rest.pem ] || more='-cert_chain /run/rest.pem'
exec openssl s_server -accept "$1" -cert fullchain.pem -key key.pem $more -www -quiet
`;

/** A web server with TLS that reads its files at its start. */
function serve(host: BooksHost, chain: string, key: string): void {
  host.write('/etc/ssl/site/fullchain.pem', chain);
  host.write('/etc/ssl/site/key.pem', key, '600');
  host.write('/srv/web', WEB_SERVER, '755');
  host.unit('web.service', { exec: `/srv/web ${host.address}:${PORT}` });
  host.sh('systemctl start web');
  host.sh('until echo | openssl s_client -connect "$1" >/dev/null 2>&1; do sleep 0.1; done', `${host.address}:${PORT}`);
}

function caFile(authority: Identity): string {
  const file = join(newFolder(), 'company-ca.pem');
  writeFileSync(file, authority.cert);
  return file;
}

const INPUTS = { cert: '/etc/ssl/site/fullchain.pem', key: '/etc/ssl/site/key.pem', unit: 'web.service' };

test.skipIf(NONE)(
  'tls-expiry: a new certificate is checked, put in place, loaded, shown, and the alarm clears',
  async () => {
    const host = await startBooksHost({ address: '127.83.3.1' });
    const root = await createAuthority('Company root');
    const old = await createIdentity([NAME], { issuer: root, validToAt: Date.now() + 3 * DAY });
    const renewed = await createIdentity([NAME], { issuer: root, validToAt: Date.now() + 90 * DAY });
    serve(host, old.cert, old.key);
    const floor = await openBooksFloor({ host });
    const config = { port: PORT, serverName: NAME, caFile: caFile(root) };
    const problemId = await floor.alarm({ name: 'certificate', kind: 'tls', config });
    const suggested = await floor.client.runbooks.suggest({ problemId });
    expect(suggested[0]).toMatchObject({ runbookId: 'tls-expiry' });

    host.write('/root/new/fullchain.pem', renewed.cert);
    host.write('/root/new/key.pem', renewed.key, '600');
    const run = await floor.run('tls-expiry', { problemId, inputs: INPUTS });
    expect(run.view().run.inputs).toMatchObject({ serverName: NAME, port: PORT });
    await run.to('decide');
    expect(run.view().run.outputs['on-disk']).toMatchObject({ verdict: 'the same as shown' });
    await run.answer('A new one from the CA is at hand');
    await run.go({ cert: '/root/new/fullchain.pem', key: '/root/new/key.pem' });
    await run.to('install');
    expect(await run.said('staged-good')).toContain('certificates in the file: 1');
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect(run.step('install')).toMatchObject({ verified: 'yes' });
    expect(run.step('cleared')).toMatchObject({ state: 'done' });
    expect(host.sh('stat -c %a /etc/ssl/site/key.pem').trim()).toBe('600');
    expect(host.read('/etc/ssl/site/fullchain.pem.before')).toBe(old.cert);
  },
);

test.skipIf(NONE)('tls-expiry: a key of another certificate is refused before anything is changed', async () => {
  const host = await startBooksHost({ address: '127.83.3.2' });
  const root = await createAuthority('Company root');
  const old = await createIdentity([NAME], { issuer: root, validToAt: Date.now() + 3 * DAY });
  const renewed = await createIdentity([NAME], { issuer: root });
  serve(host, old.cert, old.key);
  host.write('/root/new.pem', renewed.cert);
  const floor = await openBooksFloor({ host });
  const run = await floor.run('tls-expiry', { inputs: { host: HOST, serverName: NAME, port: PORT, ...INPUTS } });
  await run.to('decide');
  await run.answer('A new one from the CA is at hand');
  await run.go({ cert: '/root/new.pem', key: INPUTS.key });
  await run.go();
  expect(run.view().run).toMatchObject({ at: 'staged-good', phase: 'failed' });
  expect(await run.said('staged-good')).toContain('the key does not belong to the certificate');
  expect(host.read(INPUTS.cert)).toBe(old.cert);
});

test.skipIf(NONE)('tls-expiry: rolled back, the old files are served again', async () => {
  const host = await startBooksHost({ address: '127.83.3.3' });
  const root = await createAuthority('Company root');
  const old = await createIdentity([NAME], { issuer: root, validToAt: Date.now() + 3 * DAY });
  const renewed = await createIdentity([NAME], { issuer: root });
  serve(host, old.cert, old.key);
  host.write('/root/new.pem', renewed.cert);
  host.write('/root/new.key', renewed.key, '600');
  const floor = await openBooksFloor({ host });
  const run = await floor.run('tls-expiry', { inputs: { host: HOST, serverName: NAME, port: PORT, ...INPUTS } });
  await run.to('decide');
  await run.answer('A new one from the CA is at hand');
  await run.go({ cert: '/root/new.pem', key: '/root/new.key' });
  await run.to('cleared');
  await run.act({ type: 'rollback', reason: 'clients pin the old one' });
  expect(await run.end()).toMatchObject({ run: { outcome: 'rolled-back' } });
  expect(host.read(INPUTS.cert)).toBe(old.cert);
});

test.skipIf(NONE)('tls-chain-broken: the intermediate that was left out is put in, and the alarm clears', async () => {
  const host = await startBooksHost({ address: '127.83.3.4' });
  const root = await createAuthority('Company root');
  const middle = await createAuthority('Company issuing', { issuer: root });
  const site = await createIdentity([NAME], { issuer: middle });
  serve(host, site.cert, site.key);
  const floor = await openBooksFloor({ host });
  const config = { port: PORT, serverName: NAME, caFile: caFile(root) };
  const problemId = await floor.alarm({ name: 'certificate', kind: 'tls', config });
  const suggested = await floor.client.runbooks.suggest({ problemId });
  expect(suggested[0]).toMatchObject({ runbookId: 'tls-chain-broken' });

  host.write('/root/intermediates.pem', middle.cert);
  host.write('/root/root.pem', root.cert);
  const run = await floor.run('tls-chain-broken', { problemId, inputs: { cert: INPUTS.cert, unit: INPUTS.unit } });
  await run.to('decide');
  expect(run.view().run.outputs.shown).toMatchObject({ sent: 1 });
  await run.answer('An intermediate is missing or wrong');
  await run.go({ intermediates: '/root/intermediates.pem', root: '/root/root.pem' });
  expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
  expect(run.step('assemble')).toMatchObject({ verified: 'yes' });
  expect(run.step('cleared')).toMatchObject({ state: 'done' });
});

/** Answers every question for an address with 10.0.0.7; a program of its own, so that it can die and be started. */
const DNS_SERVER = `#!/usr/bin/perl
use strict; use IO::Socket::INET;
my $socket = IO::Socket::INET->new(LocalAddr => $ARGV[0], LocalPort => 5353, Proto => 'udp') or die "cannot listen: $!";
while (1) {
  my $from = $socket->recv(my $question, 512) // next;
  my $end = index($question, "\\0", 12) + 5;
  my $answer = substr($question, 0, 2) . "\\x85\\x80\\x00\\x01\\x00\\x01\\x00\\x00\\x00\\x00" . substr($question, 12, $end - 12)
    . "\\xc0\\x0c\\x00\\x01\\x00\\x01\\x00\\x00\\x00\\x3c\\x00\\x04\\x0a\\x00\\x00\\x07";
  $socket->send($answer, 0, $from);
}
`;

test.skipIf(NONE)(
  'dns-failure: the server has died; it is restarted by the book it calls, and answers three times',
  async () => {
    const host = await startBooksHost({ address: '127.83.3.5' });
    host.write('/srv/dns', DNS_SERVER, '755');
    host.unit('named.service', { exec: `/srv/dns ${host.address}` });
    const floor = await openBooksFloor({ host });
    const config = { name: 'intranet.example.org', port: 5353, expect: 'exactly', answers: ['10.0.0.7'] };
    const problemId = await floor.alarm({ name: 'dns', kind: 'dns', config });
    const run = await floor.run('dns-failure', { problemId });
    expect(run.view().run.inputs).toMatchObject({ name: 'intranet.example.org', port: 5353 });
    await run.to('decide');
    expect(await run.said('process')).toContain('ActiveState=inactive');
    await run.answer('The server is down, or hangs');
    await run.to('restart/decide');
    await run.answer('A restart');
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect(run.step('answers')).toMatchObject({ state: 'done' });
  },
);
