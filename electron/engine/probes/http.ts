// A web server: status, headers, body, JSON, redirects, and where the time goes. By node:http(s), not by fetch, which
// costs four times the CPU and does not tell the steps apart.

import { exchange, type HttpAnswer, type HttpTimes } from '../lib/http-exchange.ts';
import { type HttpConfig, httpConfig } from './http-config.ts';
import { httpTrouble, httpVerdict } from './http-verdict.ts';
import type { ProbeContext } from './probe.ts';
import { defineProbe } from './probe.ts';

/** A longer body is cut here, and the summary's detail says so. */
const BODY_LIMIT = 1024 * 1024;

export const http = defineProbe({
  kind: 'http',
  title: 'HTTP',
  about: 'Asks a web server and judges status, headers, body or a JSON value; shows where the time goes.',
  config: httpConfig,
  metrics: [
    { name: 'time.dns', label: 'Name resolution', unit: 'ms' },
    { name: 'time.connect', label: 'Connect', unit: 'ms' },
    { name: 'time.tls', label: 'TLS handshake', unit: 'ms' },
    { name: 'time.firstByte', label: 'First byte', unit: 'ms' },
    { name: 'time.total', label: 'Total', unit: 'ms' },
    { name: 'size', label: 'Body', unit: 'B' },
  ],
  defaults: { intervalMs: 60_000, timeoutMs: 15_000 },
  canBeAlive: true,
  concurrency: 128,
  async run(config, context) {
    const host = context.address.replace(/^\[(.*)\]$/, '$1');
    const first = firstUrl(config, host);
    let url = first;
    try {
      let total = 0;
      for (let hops = 0; ; hops += 1) {
        const answer = await ask(config, context, first, url, host);
        const times: HttpTimes = { ...answer.times, total: total + answer.times.total };
        const next = hops < config.redirects ? redirectOf(answer, url) : null;
        if (next === null) return httpVerdict(config, answer, times, hops);
        total = times.total;
        url = next;
      }
    } catch (error) {
      context.signal.throwIfAborted();
      const outcome = httpTrouble(error, url === first ? host : url.hostname, url.host);
      if (outcome) return outcome;
      throw error;
    }
  },
});

function ask(config: HttpConfig, context: ProbeContext, first: URL, url: URL, host: string): Promise<HttpAnswer> {
  const { signal, clock } = context;
  // Secrets and our own headers go to the server they were meant for, not where a redirect points.
  const own = url.origin === first.origin;
  // Asked under its own name the host is reached at its address; anything else a redirect names is looked up.
  const connectTo = url.hostname === first.hostname ? host : url.hostname.replace(/^\[(.*)\]$/, '$1');
  const keepsMethod = url === first;
  return exchange({
    method: keepsMethod ? config.method : config.method === 'HEAD' ? 'HEAD' : 'GET',
    url,
    connectTo,
    headers: { ...DEFAULT_HEADERS, ...(own && { ...headersOf(config), ...authorization(config) }) },
    body: keepsMethod && (config.method === 'POST' || config.method === 'PUT') ? config.body : '',
    verifyTls: config.verifyTls,
    bodyLimit: BODY_LIMIT,
    signal,
    clock,
  });
}

/** Compressed answers would have to be unpacked, and a small one can unpack to anything. */
const DEFAULT_HEADERS = {
  'user-agent': 'Watchfloor',
  accept: '*/*',
  'accept-encoding': 'identity',
  connection: 'close',
};

function firstUrl(config: HttpConfig, host: string): URL {
  const isUrl = !config.path.startsWith('/');
  const address = host.includes(':') ? `[${host.replace(/%.*$/, '')}]` : host;
  const url = new URL(isUrl ? config.path : `${config.scheme}://${address}${config.path}`);
  if (config.hostHeader !== '') url.host = config.hostHeader;
  if (config.port !== undefined) url.port = String(config.port);
  return url;
}

function redirectOf(answer: HttpAnswer, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(answer.status) || answer.headers.location === undefined) return null;
  try {
    const to = new URL(answer.headers.location, from);
    return to.protocol === 'http:' || to.protocol === 'https:' ? to : null;
  } catch {
    return null;
  }
}

function headersOf(config: HttpConfig): Record<string, string> {
  return Object.fromEntries(
    config.headers.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

function authorization(config: HttpConfig): Record<string, string> {
  if (config.token !== '') return { authorization: `Bearer ${config.token}` };
  if (config.user === '' && config.password === '') return {};
  return { authorization: `Basic ${Buffer.from(`${config.user}:${config.password}`).toString('base64')}` };
}
