// What a DNS check can be asked to do.
import { isIP } from 'node:net';
import { z } from 'zod';
import { wireName } from './dns-name.ts';
import { limitMs, pattern, port } from './fields.ts';

const RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SOA', 'SRV', 'PTR', 'CAA', 'NAPTR'] as const;
export type DnsType = (typeof RECORD_TYPES)[number];

export const dnsConfig = z
  .strictObject({
    type: z.enum(RECORD_TYPES).default('A').meta({
      title: 'Record type',
      description: 'What is asked for. PTR: the name behind an address.',
    }),
    name: z
      .string()
      .trim()
      .refine(
        (name) => name === '' || isIP(name) !== 0 || wireName(name) !== null,
        'must be a name (www.example.org), for PTR also an address',
      )
      .default('')
      .meta({
        title: 'Name',
        description:
          "The name to ask for. Empty: the host's own, where its address is a name; else the host's name here.",
      }),
    ask: z.enum(['host', 'servers', 'system']).default('host').meta({
      title: 'Ask',
      description: 'host: the host is the DNS server; servers: the ones below; system: those this machine uses.',
    }),
    port: port(53, 'The port of the host, where the host is asked.'),
    servers: z
      .array(z.string().trim().refine(isServer, 'must be an IP address, with a port if need be: 10.0.0.53, [::1]:5353'))
      .max(8)
      .default([])
      .meta({
        title: 'Servers',
        description: 'IP addresses, one a line; the next is asked where one does not answer.',
      }),
    expect: z.enum(['any', 'exactly', 'contains', 'absent']).default('any').meta({
      title: 'Expect',
      description:
        'any: some answer; exactly: the answers below and no others; contains: at least them; absent: no such record.',
    }),
    answers: z.array(z.string().trim().min(1).max(4_096)).max(64).default([]).meta({
      title: 'Answers',
      description: 'As in a zone file, in any order, one a line: 10.0.0.7, or 10 mail.example.org.',
    }),
    expectPattern: pattern('Answer pattern', 'Must stand in the answers, one a line.'),
    warnMs: limitMs('Warning over', 'Query time above which the check is a warning. Empty: no limit.'),
    critMs: limitMs('Critical over', 'Query time above which the check is critical. Empty: no limit.'),
  })
  .refine(({ ask, servers }) => ask !== 'servers' || servers.length > 0, {
    path: ['servers'],
    message: 'must name a server, since those below are to be asked',
  })
  .refine(({ expect, answers }) => (expect !== 'exactly' && expect !== 'contains') || answers.length > 0, {
    path: ['answers'],
    message: 'must say which answers are expected',
  });
export type DnsConfig = z.output<typeof dnsConfig>;

function isServer(text: string): boolean {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535)) return false;
  return isIP(text) !== 0 || isIP(bracketed ?? plain) !== 0;
}
