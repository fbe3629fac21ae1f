// A DNS server for zones of its own, over UDP and TCP on one port of a loopback address: answers, and fails on demand.
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Question, TRUNCATED_RESPONSE } from 'dns-packet';

export interface DnsZone {
  /** 'example.test', without a dot at its end. */
  readonly name: string;
  readonly serial: number;
  /** Records with their full names; the zone's SOA is made from name and serial. */
  readonly records: readonly DnsRecord[];
}

export type DnsRecord = Extract<Answer, { readonly data: unknown }> & { readonly name: string };

/** What happens to a question in the place of an answer; 'truncated' says "ask by TCP" on UDP and answers there. */
export type DnsFault = 'silent' | 'servfail' | 'refused' | 'garbage' | 'truncated' | 'wrong-id';

export interface DnsServer {
  readonly address: string;
  readonly port: number;
  /** Every question, oldest first: 'udp A www.example.test'. */
  readonly asked: readonly string[];
  /** Other zones from now on: a new serial, a record that went. */
  serve(zones: readonly DnsZone[]): void;
  close(): Promise<void>;
}

export interface DnsServerOptions {
  /** A loopback address; default 127.0.0.1. */
  readonly address?: string;
  /** Default: any free one. */
  readonly port?: number;
  readonly zones?: readonly DnsZone[];
  /** By name, '*' for every name. Looked at for each question: set and delete while it runs. */
  readonly faults?: ReadonlyMap<string, DnsFault>;
}

export async function createDnsServer(options: DnsServerOptions = {}): Promise<DnsServer> {
  const { address = '127.0.0.1', faults = new Map<string, DnsFault>() } = options;
  let zones = options.zones ?? [];
  const asked: string[] = [];
  const answer = (bytes: Buffer, way: 'udp' | 'tcp'): Buffer | null => {
    const query = decode(bytes);
    const [question] = query.questions ?? [];
    if (!question) return null;
    const name = question.name.toLowerCase();
    asked.push(`${way} ${question.type} ${name}`);
    const fault = faults.get(name) ?? faults.get('*');
    switch (fault) {
      case 'silent':
        return null;
      case 'garbage':
        return Buffer.concat([bytes.subarray(0, 2), Buffer.alloc(40, 0xff)]);
      case 'wrong-id':
        return reply((query.id ?? 0) ^ 1, question, answerOf(zones, question));
      case 'servfail':
        return reply(query.id, question, { rcode: SERVFAIL });
      case 'refused':
        return reply(query.id, question, { rcode: REFUSED });
      case 'truncated':
        return way === 'udp'
          ? reply(query.id, question, { flags: TRUNCATED_RESPONSE })
          : reply(query.id, question, answerOf(zones, question));
      case undefined:
        return reply(query.id, question, answerOf(zones, question));
      default:
        return fault satisfies never;
    }
  };
  const { udp, tcp, port } = await listen(address, options.port ?? 0);
  const clients = new Set<Socket>();
  udp.on('message', (bytes, peer) => {
    const sent = answer(bytes, 'udp');
    if (sent) udp.send(sent, peer.port, peer.address);
  });
  tcp.on('connection', (socket) => {
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    socket.on('error', () => {});
    serveStream(socket, (bytes) => answer(bytes, 'tcp'));
  });
  return {
    address,
    port,
    asked,
    serve(next) {
      zones = next;
    },
    async close() {
      for (const socket of clients) socket.destroy();
      await Promise.all([new Promise<void>((done) => udp.close(done)), new Promise((done) => tcp.close(done))]);
    },
  };
}

const SERVFAIL = 2;
const NXDOMAIN = 3;
const REFUSED = 5;

interface Said {
  readonly rcode?: number;
  readonly flags?: number;
  readonly answers?: readonly DnsRecord[];
  readonly authorities?: readonly DnsRecord[];
}

function reply(id: number | undefined, question: Question, said: Said): Buffer {
  const { rcode = 0, flags = 0, answers = [], authorities = [] } = said;
  return encode({
    type: 'response',
    ...(id !== undefined && { id }),
    flags: AUTHORITATIVE_ANSWER | flags | rcode,
    questions: [question],
    answers: [...answers],
    authorities: [...authorities],
  });
}

/** As an authority answers: the records, the alias and what it leads to, nothing of that type, no such name, or not ours. */
function answerOf(zones: readonly DnsZone[], question: Question): Said {
  const name = question.name.toLowerCase();
  const zone = zones.find((one) => name === one.name || name.endsWith(`.${one.name}`));
  if (!zone) return { rcode: REFUSED };
  const soa = soaOf(zone);
  const records = [soa, ...zone.records];
  const answers: DnsRecord[] = [];
  let wanted = name;
  for (let hops = 0; hops < 8; hops += 1) {
    const here = records.filter((record) => record.name.toLowerCase() === wanted);
    const alias = here.find((record) => record.type === 'CNAME');
    answers.push(...here.filter((record) => record.type === question.type || record === alias));
    if (alias?.type !== 'CNAME' || question.type === 'CNAME') break;
    wanted = alias.data.toLowerCase();
  }
  if (answers.length > 0) return { answers };
  const exists = records.some((record) => record.name.toLowerCase() === name || record.name.endsWith(`.${name}`));
  return { rcode: exists ? 0 : NXDOMAIN, authorities: [soa] };
}

function soaOf({ name, serial }: DnsZone): DnsRecord {
  const times = { serial, refresh: 3_600, retry: 600, expire: 86_400, minimum: 60 };
  return { type: 'SOA', name, ttl: 60, data: { mname: `ns1.${name}`, rname: `hostmaster.${name}`, ...times } };
}

/** Messages over TCP have their length in front (RFC 1035, 4.2.2). */
function serveStream(socket: Socket, answer: (bytes: Buffer) => Buffer | null): void {
  let held = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 2 && held.length >= held.readUInt16BE(0) + 2) {
      const end = held.readUInt16BE(0) + 2;
      const sent = answer(held.subarray(2, end));
      held = held.subarray(end);
      if (!sent) continue;
      const head = Buffer.alloc(2);
      head.writeUInt16BE(sent.length);
      socket.write(Buffer.concat([head, sent]));
    }
  });
}

/** Both on one port. A free port of UDP may be taken on TCP: then another one is tried. */
async function listen(address: string, port: number): Promise<{ udp: UdpSocket; tcp: Server; port: number }> {
  for (let tries = 0; ; tries += 1) {
    const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    await new Promise<void>((done, failed) => udp.once('error', failed).bind(port, address, done));
    const tcp = createServer();
    try {
      await new Promise<void>((done, failed) => tcp.once('error', failed).listen(udp.address().port, address, done));
      return { udp, tcp, port: udp.address().port };
    } catch (error) {
      await new Promise<void>((done) => udp.close(done));
      if (port !== 0 || tries === 9) throw error;
    }
  }
}
