// A name server, or a name: what it answers, how fast, and whether it is what it should be.
import { isIP } from 'node:net';
import { createNames, NameError } from '../lib/names.ts';
import { type DnsConfig, dnsConfig } from './dns-config.ts';
import { reverseName, wireName } from './dns-name.ts';
import { askDns, DnsError } from './dns-query.ts';
import { dnsTrouble, dnsVerdict } from './dns-verdict.ts';
import { unresolved } from './ping-verdict.ts';
import { defineProbe, type ProbeContext } from './probe.ts';

/** Of servers that are given by their name. */
const names = createNames();

export const dns = defineProbe({
  kind: 'dns',
  title: 'DNS',
  about: 'Asks a DNS server for a name and judges the answers and the time; the host itself may be the server.',
  config: dnsConfig,
  metrics: [
    { name: 'time.query', label: 'Query time', unit: 'ms' },
    { name: 'answers', label: 'Answers', unit: '' },
    { name: 'serial', label: 'Serial of the zone', unit: '' },
  ],
  defaults: { intervalMs: 60_000, timeoutMs: 10_000 },
  canBeAlive: true,
  concurrency: 128,
  async run(config, context) {
    const { signal, clock, timeoutMs } = context;
    const name = nameOf(config, context);
    const server = serverWords(config, context.address);
    try {
      const servers = await serversOf(config, context);
      // A tenth is kept, so that the check says itself who did not answer.
      const question = { type: config.type, name, servers, withinMs: Math.floor(timeoutMs * 0.9) };
      return dnsVerdict(config, name, await askDns(question, signal, clock));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof NameError) return unresolved(error.host, error.message);
      if (error instanceof DnsError) return dnsTrouble(config, name, server, error);
      throw error;
    }
  },
});

/** What to ask for: the name given, else the host's address where it is a name (or PTR is asked for), else its name here. */
export function nameOf(config: DnsConfig, { address, hostName }: Pick<ProbeContext, 'address' | 'hostName'>): string {
  const host = bare(address);
  const own = isIP(host) === 0 || config.type === 'PTR' ? host : hostName;
  const name = config.name === '' ? own : config.name;
  // What is no name goes on as it is: the resolver refuses it, and that is said.
  return config.type === 'PTR' && isIP(name) !== 0 ? reverseName(name) : (wireName(name) ?? name);
}

async function serversOf(config: DnsConfig, context: ProbeContext): Promise<readonly string[] | null> {
  if (config.ask === 'system') return null;
  if (config.ask === 'servers') return config.servers.map((server) => (isIP(server) === 6 ? `[${server}]` : server));
  const address = await names.resolve(bare(context.address), context.signal);
  return [isIP(address) === 6 ? `[${address}]:${config.port}` : `${address}:${config.port}`];
}

function serverWords(config: DnsConfig, address: string): string {
  if (config.ask === 'system') return "the system's servers";
  return config.ask === 'servers' ? config.servers.join(', ') : `${bare(address)} port ${config.port}`;
}

const bare = (address: string): string => address.replace(/^\[(.*)\]$/, '$1');
