// DNS names and answers as people write them, and what the config refuses.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameOf } from '../../electron/engine/probes/dns.ts';
import { dnsConfig } from '../../electron/engine/probes/dns-config.ts';
import { reverseName, wireName } from '../../electron/engine/probes/dns-name.ts';
import { canonical, dnsTrouble, dnsVerdict } from '../../electron/engine/probes/dns-verdict.ts';

const fieldOf = (config: object) => dnsConfig.safeParse(config).error?.issues[0]?.path.join('.');

describe('the config', () => {
  test.each(['10.0.0.53', '10.0.0.53:5353', '::1', '[::1]', '[::1]:53'])('takes the server %s', (server) => {
    expect(fieldOf({ ask: 'servers', servers: [server] })).toBeUndefined();
  });
  test.each(['', 'ns1.example.org', '10.0.0.53:0', '10.0.0.53:65536', '10.0.0', '[::1', '::1:x', '10.0.0.1:53:53'])(
    'refuses the server %j',
    (server) => {
      expect(fieldOf({ ask: 'servers', servers: [server] })).toBe('servers.0');
    },
  );
  test.each(['a b', 'a..b', `${'x'.repeat(64)}.org`, 'x.'.repeat(130), '\u0000'])('refuses the name %j', (name) => {
    expect(fieldOf({ name })).toBe('name');
  });
  test('asks for servers and answers where they are needed', () => {
    expect(fieldOf({ ask: 'servers' })).toBe('servers');
    expect(fieldOf({ expect: 'exactly' })).toBe('answers');
    expect(fieldOf({ expect: 'contains' })).toBe('answers');
    expect(fieldOf({ expect: 'absent' })).toBeUndefined();
  });
});

describe('names', () => {
  test.each([
    ['www.example.org', 'www.example.org'],
    ['www.example.org.', 'www.example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['_ldap._tcp.example', '_ldap._tcp.example'],
    ['*.example', '*.example'],
    ['.', '.'],
    ['', null],
    ['a..b', null],
  ])('%s is asked for as %s', (typed, wire) => {
    expect(wireName(typed)).toBe(wire);
  });
  test.each([
    ['10.1.2.3', '3.2.1.10.in-addr.arpa'],
    // RFC 3596, 2.5.
    ['4321:0:1:2:3:4:567:89ab', 'b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa'],
    ['::1', `1.${'0.'.repeat(31)}ip6.arpa`],
    ['fe80::1%eth0', `1.${'0.'.repeat(28)}8.e.f.ip6.arpa`],
    ['::', `${'0.'.repeat(32)}ip6.arpa`],
    ['2001:db8::', `${'0.'.repeat(24)}8.b.d.0.1.0.0.2.ip6.arpa`],
  ])('the name of %s stands at %s', (address, name) => {
    expect(reverseName(address)).toBe(name);
  });
  test('every IPv6 address has 32 digits, whatever way it is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(reverseName(address)).toMatch(/^([0-9a-f]\.){32}ip6\.arpa$/);
      }),
    );
  });
  test("the host's own name is asked for, and for PTR its address", () => {
    const of = (config: object, address: string) => nameOf(dnsConfig.parse(config), { address, hostName: 'web1' });
    expect(of({}, 'web.example.org')).toBe('web.example.org');
    expect(of({}, '10.0.0.7')).toBe('web1');
    expect(of({ name: 'other.example.' }, '10.0.0.7')).toBe('other.example');
    expect(of({ type: 'PTR' }, '[::1]')).toBe(reverseName('::1'));
    expect(of({ type: 'PTR', name: '10.0.0.8' }, '10.0.0.7')).toBe('8.0.0.10.in-addr.arpa');
  });
});

test.each([
  ['A', '10.0.0.1', '10.0.0.1'],
  ['AAAA', '2001:DB8:0:0::1', '2001:db8::1'],
  ['AAAA', '::ffff:1.2.3.4', '::FFFF:102:304'],
  ['MX', '10  Mail.Example.ORG.', '10 mail.example.org'],
  ['CAA', '0 issue "ca.example.org"', '0 issue ca.example.org'],
  ['TXT', '"v=spf1 -all"', 'v=spf1 -all'],
  ['SRV', '0 0 0 .', '0 0 0 .'],
] as const)('%s: "%s" and "%s" are the same', (type, one, other) => {
  expect(canonical(type, one)).toBe(canonical(type, other));
});
test('text differs by case, names do not', () => {
  expect(canonical('TXT', 'Key')).not.toBe(canonical('TXT', 'key'));
  expect(canonical('NS', 'A.example')).toBe(canonical('NS', 'a.example'));
});

describe('outcomes', () => {
  test('a hostile answer is one clean line in the summary', () => {
    const reply = { answers: ['\u001b[2J\nall is well', 'x'.repeat(10_000)], serial: null, durationMs: 1 };
    const { summary } = dnsVerdict(dnsConfig.parse({ type: 'TXT' }), 'example.org', reply);
    expect(summary).toMatch(/^example\.org TXT is all is well, x+…$/);
    expect(summary).toHaveLength(200);
  });
  test('a failure nobody has words for is told by its code', () => {
    const failed = { code: 'EDESTRUCTION', durationMs: 1 };
    expect(dnsTrouble(dnsConfig.parse({}), 'example.org', '10.0.0.53 port 53', failed)).toMatchObject({
      status: 'critical',
      summary: 'DNS query failed (EDESTRUCTION)',
      detail: '10.0.0.53 port 53',
    });
  });
});
