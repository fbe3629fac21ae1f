// DNS against a real server on loopback: every record type, every way it can fail, UDP and TCP.
import { createSocket } from 'node:dgram';
import { readdirSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dns } from '../../electron/engine/probes/dns.ts';
import type { ProbeContext } from '../../electron/engine/probes/probe.ts';
import { createDnsServer, type DnsFault, type DnsServer, type DnsZone } from '../../electron/lab/dns-server.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { closedPort } from '../support/lab/tcp-server.ts';

const zone: DnsZone = {
  name: 'example.test',
  serial: 2026112001,
  records: [
    { type: 'A', name: 'www.example.test', data: '10.0.0.7' },
    { type: 'A', name: 'www.example.test', data: '10.0.0.8' },
    { type: 'AAAA', name: 'www.example.test', data: '2001:db8::7' },
    { type: 'CNAME', name: 'shop.example.test', data: 'www.example.test' },
    { type: 'MX', name: 'example.test', data: { preference: 10, exchange: 'mail.example.test' } },
    { type: 'NS', name: 'example.test', data: 'ns1.example.test' },
    { type: 'TXT', name: 'example.test', data: ['v=spf1 ', '-all'] },
    {
      type: 'SRV',
      name: '_ldap._tcp.example.test',
      data: { priority: 1, weight: 2, port: 389, target: 'www.example.test' },
    },
    { type: 'CAA', name: 'example.test', data: { flags: 0, tag: 'issue', value: 'ca.example.test' } },
    {
      type: 'NAPTR',
      name: 'sip.example.test',
      data: {
        order: 1,
        preference: 2,
        flags: 's',
        services: 'SIP+D2U',
        regexp: '',
        replacement: '_sip._udp.example.test',
      },
    },
    { type: 'A', name: 'xn--bcher-kva.example.test', data: '10.0.0.9' },
    ...Array.from({ length: 200 }, (_, i) => ({ type: 'A', name: 'many.example.test', data: `10.1.0.${i}` }) as const),
  ],
};
const reverse: DnsZone = {
  name: '127.in-addr.arpa',
  serial: 7,
  records: [{ type: 'PTR', name: '1.0.0.127.in-addr.arpa', data: 'lab.example.test' }],
};

const faults = new Map<string, DnsFault>();
let server: DnsServer;
beforeAll(async () => {
  server = await createDnsServer({ zones: [zone, reverse], faults });
});
afterAll(() => server.close());
beforeEach(() => {
  faults.clear();
  server.serve([zone, reverse]);
});

const run = (config: object, context: Partial<ProbeContext> = {}) =>
  dns.run(dns.config.parse({ port: server.port, name: 'www.example.test', ...config }), probeContext(context));

describe('answers', () => {
  test.each([
    ['A', 'www.example.test', ['10.0.0.7', '10.0.0.8']],
    ['AAAA', 'www.example.test', ['2001:db8::7']],
    ['CNAME', 'shop.example.test', ['www.example.test']],
    ['A', 'shop.example.test', ['10.0.0.7', '10.0.0.8']],
    ['MX', 'example.test', ['10 mail.example.test']],
    ['NS', 'example.test', ['ns1.example.test']],
    ['TXT', 'example.test', ['v=spf1 -all']],
    ['SRV', '_ldap._tcp.example.test', ['1 2 389 www.example.test']],
    ['CAA', 'example.test', ['0 issue "ca.example.test"']],
    ['NAPTR', 'sip.example.test', ['1 2 "s" "SIP+D2U" "" _sip._udp.example.test']],
    ['PTR', '1.0.0.127.in-addr.arpa', ['lab.example.test']],
    ['PTR', '127.0.0.1', ['lab.example.test']],
    ['A', 'bücher.example.test', ['10.0.0.9']],
  ])('%s of %s', async (type, name, answers) => {
    // The same list is what an operator may type as the expected one, in any order.
    const outcome = await run({ type, name, expect: 'exactly', answers: answers.toReversed() });
    expect(outcome).toMatchObject({ status: 'ok', output: answers.join('\n') });
    expect(outcome.metrics).toEqual([
      { name: 'time.query', value: expect.any(Number), unit: 'ms' },
      { name: 'answers', value: answers.length, unit: '' },
    ]);
  });
  test('the serial of a zone is a figure, and follows the zone', async () => {
    const serial = async () =>
      (await run({ type: 'SOA', name: 'example.test' })).metrics.find((m) => m.name === 'serial');
    expect(await serial()).toEqual({ name: 'serial', value: 2026112001, unit: '' });
    server.serve([{ ...zone, serial: 2026112002 }]);
    expect(await serial()).toMatchObject({ value: 2026112002 });
  });
  test('an answer too long for UDP comes by TCP', async () => {
    faults.set('many.example.test', 'truncated');
    const outcome = await run({ name: 'many.example.test' });
    expect(outcome).toMatchObject({ status: 'ok', metrics: [{}, { name: 'answers', value: 200 }] });
    expect(server.asked.slice(-2)).toEqual(['udp A many.example.test', 'tcp A many.example.test']);
  });
  test('without a name the host is asked for: its address where that is a name, else what it is called here', async () => {
    const given = { ask: 'servers', servers: [`127.0.0.1:${server.port}`], name: '' };
    expect(await run(given, { address: 'www.example.test' })).toMatchObject({ status: 'ok' });
    expect(await run(given, { address: '127.0.0.1', hostName: 'shop.example.test' })).toMatchObject({ status: 'ok' });
    expect(await run({ ...given, type: 'PTR' }, { address: '127.0.0.1' })).toMatchObject({
      status: 'ok',
      output: 'lab.example.test',
    });
  });
  test('a server may be IPv6, and a second one is asked where the first is gone', async () => {
    const six = await createDnsServer({ address: '::1', zones: [zone] });
    try {
      expect(await run({ port: six.port }, { address: '[::1]' })).toMatchObject({ status: 'ok' });
      const servers = [`127.0.0.1:${await closedPort()}`, `[::1]:${six.port}`];
      expect(await run({ ask: 'servers', servers })).toMatchObject({ status: 'ok' });
    } finally {
      await six.close();
    }
  });
});

describe('answers that are not as they should be', () => {
  test('one that is missing, one too many, one that matches nothing', async () => {
    expect(await run({ expect: 'exactly', answers: ['10.0.0.7', '10.0.0.99'] })).toMatchObject({
      status: 'critical',
      summary: 'Not the expected answer: www.example.test A is 10.0.0.7, 10.0.0.8',
      detail: 'missing: 10.0.0.99',
    });
    expect(await run({ expect: 'exactly', answers: ['10.0.0.7'] })).toMatchObject({
      status: 'critical',
      summary: 'More than the expected answer: www.example.test A is 10.0.0.7, 10.0.0.8',
      detail: 'not expected: 10.0.0.8',
    });
    expect(await run({ expect: 'contains', answers: ['10.0.0.7'] })).toMatchObject({ status: 'ok' });
    expect(await run({ expectPattern: '/^10\\.0\\.0\\.8$/m' })).toMatchObject({ status: 'ok' });
    expect(await run({ expectPattern: '192.168.' })).toMatchObject({ status: 'critical', detail: 'expected 192.168.' });
  });
  test('slow is judged by the limits', async () => {
    expect(await run({ warnMs: 0.0001 })).toMatchObject({ status: 'warning', detail: 'warning over 0.0001 ms' });
    expect(await run({ warnMs: 0.0001, critMs: 0.0002 })).toMatchObject({ status: 'critical' });
  });
});

describe('failures, in words', () => {
  test('a name that does not exist, and one without such a record', async () => {
    expect(await run({ name: 'nosuch.example.test' })).toMatchObject({
      status: 'critical',
      summary: 'No such name: nosuch.example.test (NXDOMAIN)',
      detail: `said 127.0.0.1 port ${server.port}`,
      metrics: [{ name: 'time.query' }, { name: 'answers', value: 0 }],
    });
    expect(await run({ type: 'MX' })).toMatchObject({
      status: 'critical',
      summary: 'www.example.test has no MX record',
    });
  });
  test('a name that must not exist (a block list) is good while it does not', async () => {
    expect(await run({ name: 'nosuch.example.test', expect: 'absent' })).toMatchObject({ status: 'ok' });
    expect(await run({ expect: 'absent' })).toMatchObject({
      status: 'critical',
      summary: 'Must not exist: www.example.test A is 10.0.0.7, 10.0.0.8',
    });
  });
  test.each([
    ['servfail', 'Server failed (SERVFAIL)'],
    ['refused', 'Server refuses to answer (REFUSED)'],
  ] as const)('%s', async (fault, summary) => {
    faults.set('*', fault);
    expect(await run({})).toMatchObject({ status: 'critical', summary });
    // A server that fails says nothing about the name.
    expect(await run({ expect: 'absent' })).toMatchObject({ status: 'critical', summary });
  });
  test('a zone it does not serve is refused', async () => {
    expect(await run({ name: 'www.other.test' })).toMatchObject({ summary: 'Server refuses to answer (REFUSED)' });
  });
  test.each(['silent', 'garbage', 'wrong-id'] as const)(
    '%s: no answer within its time, and asked more than once',
    async (fault) => {
      faults.set('*', fault);
      const before = server.asked.length;
      const outcome = await run({}, { timeoutMs: 1_500 });
      expect(outcome).toMatchObject({ status: 'critical', metrics: [] });
      expect(outcome.summary).toMatch(
        fault === 'garbage'
          ? /^(No answer from 127\.0\.0\.1 port \d+ within|Answer is no DNS answer)/
          : /^No answer from 127\.0\.0\.1 port \d+ within 1\.3\d s$/,
      );
      if (fault === 'silent') expect(server.asked.length - before).toBeGreaterThan(1);
    },
  );
  test('nothing listens there', async () => {
    expect(await run({ port: await closedPort() })).toMatchObject({
      status: 'critical',
      summary: 'Connection refused, no DNS server listens there',
    });
  });
  test('a host name that is no name of DNS is unknown', async () => {
    expect(await run({ name: '' }, { hostName: `${'x'.repeat(70)}.test` })).toMatchObject({
      status: 'unknown',
      summary: 'Not a name that can be asked for',
    });
  });
});

describe('nothing stays open', () => {
  const sockets = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
      } catch {
        return false;
      }
    }).length;

  test('after answers, after the abort in the middle, after a server that never answers', async () => {
    faults.set('silent.example.test', 'silent');
    const before = { sockets: sockets(), things: openThings() };
    for (let round = 0; round < 20; round += 1) await run({});
    const controllers = Array.from({ length: 20 }, () => new AbortController());
    const seen = server.asked.length;
    const runs = controllers.map(({ signal }) =>
      run({ name: 'silent.example.test' }, { signal }).catch((error: Error) => error.message),
    );
    await until(() => server.asked.length >= seen + 20, 'all have asked');
    for (const controller of controllers) controller.abort(new Error('time is up'));
    expect(new Set(await Promise.all(runs))).toEqual(new Set(['time is up']));
    await until(() => sockets() <= before.sockets && leftSince(before.things).length === 0, 'all is closed');
  });
  test('a flood of answers from elsewhere does not keep it busy', async () => {
    const flood = createSocket('udp4');
    await new Promise<void>((done) => flood.bind(0, '127.0.0.1', done));
    flood.on('message', (_, peer) => {
      for (let i = 0; i < 500; i += 1) flood.send(Buffer.alloc(512, i), peer.port, peer.address);
    });
    const outcome = await run({ port: flood.address().port }, { timeoutMs: 1_000 });
    expect(outcome.status).toBe('critical');
    await new Promise<void>((done) => flood.close(done));
  });
});
