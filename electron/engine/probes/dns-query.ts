// One question to DNS servers by node:dns, its answers as text. Answers look as in a zone file, so that they can be
// compared with what an operator typed there.
import type { CaaRecord, SoaRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import type { Clock } from '../lib/clock.ts';
import type { DnsType } from './dns-config.ts';

export interface DnsQuestion {
  readonly type: DnsType;
  /** As it crosses the wire. */
  readonly name: string;
  /** 'address' or 'address:port', asked in their order; null: the system's. */
  readonly servers: readonly string[] | null;
  /** All tries together, milliseconds. */
  readonly withinMs: number;
}

export interface DnsReply {
  readonly answers: readonly string[];
  /** Of an SOA record. */
  readonly serial: number | null;
  readonly durationMs: number;
}

/** An answer that is none; `code` as c-ares calls it: 'ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'ETIMEOUT', …. */
export class DnsError extends Error {
  override readonly name = 'DnsError';
  readonly code: string;
  readonly durationMs: number;
  constructor(code: string, durationMs: number) {
    super(code);
    this.code = code;
    this.durationMs = durationMs;
  }
}

/** Asks once. Rejects with DnsError, or with the signal's reason. UDP, and TCP where an answer is too long for it. */
export async function askDns(question: DnsQuestion, signal: AbortSignal, clock: Clock): Promise<DnsReply> {
  signal.throwIfAborted();
  // A lost packet is asked again within the time there is. The resolver's own limits are coarse: it looks once a second.
  const resolver = new Resolver({ timeout: Math.max(100, Math.floor(question.withinMs / 4)), tries: 3 });
  if (question.servers) resolver.setServers(question.servers);
  const started = clock.mono();
  let late = false;
  const cancelLimit = clock.after(question.withinMs, () => {
    late = true;
    resolver.cancel();
  });
  const onAbort = () => resolver.cancel();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const found = await ASK[question.type](resolver, question.name);
    const durationMs = clock.mono() - started;
    return 'serial' in found ? { ...found, durationMs } : { answers: found, serial: null, durationMs };
  } catch (error) {
    signal.throwIfAborted();
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new DnsError(late ? 'ETIMEOUT' : code, clock.mono() - started);
  } finally {
    cancelLimit();
    signal.removeEventListener('abort', onAbort);
  }
}

type Found = readonly string[] | { readonly answers: readonly string[]; readonly serial: number };

const ASK: Readonly<Record<DnsType, (resolver: Resolver, name: string) => Promise<Found>>> = {
  A: (resolver, name) => resolver.resolve4(name),
  AAAA: (resolver, name) => resolver.resolve6(name),
  CNAME: (resolver, name) => resolver.resolveCname(name),
  NS: (resolver, name) => resolver.resolveNs(name),
  // Not `reverse`: it looks into the hosts file of this machine first.
  PTR: (resolver, name) => resolver.resolvePtr(name),
  MX: async (resolver, name) => (await resolver.resolveMx(name)).map((mx) => `${mx.priority} ${mx.exchange}`),
  // Pieces of 255 bytes are one text.
  TXT: async (resolver, name) => (await resolver.resolveTxt(name)).map((pieces) => pieces.join('')),
  SRV: async (resolver, name) =>
    (await resolver.resolveSrv(name)).map((srv) => `${srv.priority} ${srv.weight} ${srv.port} ${srv.name}`),
  CAA: async (resolver, name) => (await resolver.resolveCaa(name)).map(caaText),
  NAPTR: async (resolver, name) =>
    (await resolver.resolveNaptr(name)).map(
      (n) => `${n.order} ${n.preference} "${n.flags}" "${n.service}" "${n.regexp}" ${n.replacement || '.'}`,
    ),
  SOA: async (resolver, name) => {
    const soa = await resolver.resolveSoa(name);
    return { answers: [soaText(soa)], serial: soa.serial };
  },
};

function soaText({ nsname, hostmaster, serial, refresh, retry, expire, minttl }: SoaRecord): string {
  return `${nsname} ${hostmaster} ${serial} ${refresh} ${retry} ${expire} ${minttl}`;
}

function caaText({ critical, ...property }: CaaRecord): string {
  const [[tag, value] = ['', '']] = Object.entries(property).filter(([key]) => key !== 'type');
  return `${critical} ${tag} "${value}"`;
}
