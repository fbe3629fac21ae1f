// A server's certificates and its handshake: how long they are valid, for whom, by whom, and how strong.
import { isIP } from 'node:net';
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { defineProbe, type ProbeContext } from './probe.ts';
import { factsOf, isFor, namesOf, neededChain } from './tls-certificate.ts';
import { type TlsConfig, tlsConfig } from './tls-config.ts';
import { type Handshake, HandshakeError, shakeHands } from './tls-handshake.ts';
import { tlsTrouble } from './tls-trouble.ts';
import { type Trust, TrustError, trustOf } from './tls-trust.ts';
import { tlsVerdict } from './tls-verdict.ts';

export const tls = defineProbe({
  kind: 'tls',
  title: 'TLS certificate',
  about: 'Shakes hands with a TLS server and judges its certificates: days left, name, issuer, strength, version.',
  config: tlsConfig,
  metrics: [
    { name: 'daysLeft', label: 'Days until a certificate of the chain expires', unit: 'd' },
    { name: 'time.handshake', label: 'TLS handshake', unit: 'ms' },
    { name: 'chain', label: 'Certificates in the chain', unit: '' },
  ],
  // Certificates do not expire from one minute to the next, and handshakes cost both sides.
  defaults: { intervalMs: 600_000, timeoutMs: 15_000 },
  canBeAlive: false,
  concurrency: 64,
  async run(config, context) {
    const { signal, clock } = context;
    signal.throwIfAborted();
    const host = context.address.replace(/^\[(.*)\]$/, '$1');
    const name = serverNameOf(config, host, context.hostName);
    try {
      const trust = await trustOf(config.caFile);
      const { port, starttls } = config;
      const serverName = isIP(name) === 0 ? name : '';
      const request = { host, port, serverName, starttls, context: trust.context, signal, clock };
      return judged(config, await shakeHands(request), trust, name, context);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TrustError) {
        return {
          status: 'unknown',
          summary: `CA file cannot be used: ${error.message}`,
          detail: 'Nothing was asked.',
          metrics: [],
        };
      }
      if (error instanceof HandshakeError) return tlsTrouble(error, host, `${host} port ${config.port}`);
      throw error;
    }
  },
});

function judged(
  config: TlsConfig,
  shaken: Handshake,
  trust: Trust,
  name: string,
  { clock }: ProbeContext,
): ProbeOutcome {
  const now = clock.now();
  const [own] = shaken.chain;
  if (!own) return { status: 'critical', summary: 'Server shows no certificate', detail: shaken.cipher, metrics: [] };
  const [, ...issuers] = config.verifyChain ? neededChain(shaken.chain, trust.anchors, now) : shaken.chain;
  const { chainError, version, cipher, handshakeMs } = shaken;
  const presented = {
    name,
    chain: [factsOf(own), ...issuers.map(factsOf)],
    isForName: isFor(own, name),
    names: namesOf(own),
    chainError,
    version,
    cipher,
    handshakeMs,
    chainLength: shaken.chain.length,
  } as const;
  return tlsVerdict(config, presented, now);
}

/** As given; else the host's address where it is a name; else its name here where that is one of DNS; else the address. */
export function serverNameOf(config: Pick<TlsConfig, 'serverName'>, host: string, hostName: string): string {
  const given = config.serverName.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  if (given !== '') return given;
  if (isIP(host) === 0) return host.replace(/\.$/, '');
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(hostName) && isIP(hostName) === 0 ? hostName : host.replace(/%.*$/, '');
}
