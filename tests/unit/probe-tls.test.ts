// TLS: what the config refuses, which name is asked for, and verdicts no server can easily be made to deserve.
import { describe, expect, test } from 'vitest';
import { serverNameOf } from '../../electron/engine/probes/tls.ts';
import type { CertificateFacts } from '../../electron/engine/probes/tls-certificate.ts';
import { tlsConfig } from '../../electron/engine/probes/tls-config.ts';
import { type Presented, tlsVerdict } from '../../electron/engine/probes/tls-verdict.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);

const certificate = (days: number, more: Partial<CertificateFacts> = {}): CertificateFacts => ({
  subject: 'web.example.org',
  issuer: 'Lab Issuer',
  validFromAt: NOW - 30 * DAY,
  validToAt: NOW + days * DAY,
  isSelfSigned: false,
  key: 'EC prime256v1',
  weakness: null,
  fingerprint: 'AA:BB',
  ...more,
});
const judge = (chain: Presented['chain'], more: Partial<Presented> = {}, config: object = {}) =>
  tlsVerdict(
    tlsConfig.parse(config),
    {
      name: 'web.example.org',
      chain,
      isForName: true,
      names: 'web.example.org',
      chainError: null,
      version: 'TLSv1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      handshakeMs: 12,
      chainLength: chain.length,
      ...more,
    },
    NOW,
  );

test('the words of the floor', () => {
  expect(judge([certificate(6)])).toEqual({
    status: 'critical',
    summary: 'Certificate of web.example.org expires in 6 days (2026-11-28)',
    detail: 'issued by "Lab Issuer", TLSv1.3, TLS_AES_128_GCM_SHA256, handshake 12 ms',
    output:
      '1. web.example.org, issued by Lab Issuer, 2026-10-23 to 2026-11-28, EC prime256v1, SHA-256 AA:BB\nTLSv1.3, TLS_AES_128_GCM_SHA256, handshake 12 ms',
    metrics: [
      { name: 'daysLeft', value: 6, unit: 'd', warn: '21:', crit: '7:' },
      { name: 'time.handshake', value: 12, unit: 'ms' },
      { name: 'chain', value: 1, unit: '' },
    ],
  });
});

test.each([
  [21, 'ok'],
  [20.999, 'warning'],
  [7, 'warning'],
  [6.999, 'critical'],
])('%d days left is %s', (days, status) => {
  expect(judge([certificate(days)]).status).toBe(status);
});

test('an expired issuer is named, also where the certificate itself is good', () => {
  const issuer = certificate(-1, { subject: 'Lab Issuer', issuer: 'Lab Root' });
  expect(judge([certificate(90), issuer], { chainError: 'CERT_HAS_EXPIRED' })).toMatchObject({
    status: 'critical',
    summary: 'Issuer "Lab Issuer" in the chain of web.example.org expired 24 hours ago (2026-11-21)',
    detail: expect.stringMatching(/^issued by/),
  });
});

test.each([
  ['CERT_REVOKED', 'Chain of certificates is not valid: CERT_REVOKED'],
  // OpenSSL judges by the machine's clock and by issuers that are not shown: what it says is not lost.
  ['CERT_HAS_EXPIRED', 'A certificate of the chain is not valid now'],
])('%s of OpenSSL is told even where nothing else is wrong', (chainError, summary) => {
  expect(judge([certificate(90)], { chainError })).toMatchObject({ status: 'critical', summary });
  expect(judge([certificate(90)], { chainError }, { verifyChain: false })).toMatchObject({ status: 'ok' });
});

test('names in a certificate are data of strangers: one clean line', () => {
  const hostile = certificate(90, { issuer: '\u001b[2Jall is well\u202e\n' });
  const { summary, detail } = judge([hostile], { isForName: false, names: `\u001b]0;x\u0007${'a'.repeat(999)}` });
  expect(summary).toMatch(/^Certificate is for a+…$/);
  expect(detail).toMatch(/^issued by "all is well ?", /);
});

test('dates nobody can read are critical', () => {
  expect(judge([certificate(Number.NaN)])).toMatchObject({
    status: 'critical',
    summary: 'Certificate of web.example.org is valid until a date that cannot be read',
  });
});

test.each([
  ['', '10.0.0.7', 'web1', '10.0.0.7'],
  ['', '10.0.0.7', 'web.example.org', 'web.example.org'],
  ['', '10.0.0.7', '10.0.0.8', '10.0.0.7'],
  ['', 'www.example.org.', 'web.example.org', 'www.example.org'],
  ['', 'fe80::1%eth0', 'web1', 'fe80::1'],
  ['mail.example.org', '10.0.0.7', 'web.example.org', 'mail.example.org'],
  ['[::1]', '10.0.0.7', 'web1', '::1'],
])('server name %j, address %s, host %s: asked for as %s', (serverName, host, hostName, name) => {
  expect(serverNameOf({ serverName }, host, hostName)).toBe(name);
});

describe('the config', () => {
  const fieldOf = (config: object) => tlsConfig.safeParse(config).error?.issues[0]?.path.join('.');
  test('refuses limits the wrong way round and names that are none', () => {
    expect(fieldOf({ warnDays: 7, critDays: 21 })).toBe('critDays');
    expect(fieldOf({ warnDays: -1 })).toBe('warnDays');
    expect(fieldOf({ serverName: 'a b' })).toBe('serverName');
    expect(fieldOf({ starttls: 'gopher' })).toBe('starttls');
    expect(fieldOf({ minVersion: 'SSLv3' })).toBe('minVersion');
  });
});
