// One request of a channel and what its answer means for the delivery. Redirects are not followed: a secret goes where it
// was meant to go, or nowhere. The address stands in no message, only its host: of many services the path is the secret.
import type { Clock } from '../lib/clock.ts';
import { systemClock } from '../lib/clock.ts';
import { exchange, type HttpAnswer } from '../lib/http-exchange.ts';
import { cleanLine } from '../lib/text.ts';
import { readIssuers } from './issuers.ts';
import { mask } from './mask.ts';
import { DeliveryFailure } from './notifier.ts';
import { transportFailure } from './transport-trouble.ts';

/** What a channel makes of a notice. Pure data, so that a preset can be tested without a server. */
export interface HttpMessage {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
}

export interface HttpSending {
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'now'>;
  /** Never shown, whatever the other end repeats. */
  readonly secrets: readonly string[];
  readonly issuersFile?: string;
  /** Statuses that are no failure for this request, besides 2xx. */
  readonly alsoFine?: readonly number[];
}

export interface HttpReply {
  readonly status: number;
  /** At most 64 KiB of what came back. */
  readonly body: string;
  /** For the record: '200: ok', secrets masked. */
  readonly answer: string;
}

const BODY_LIMIT = 64 * 1024;
/** A server that asks for more patience than this is tried again all the same. */
const MOST_PATIENCE_MS = 3_600_000;
/** The other end is busy, or this one was too fast: the same message may be taken later. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/** Sends one request. Rejects with a DeliveryFailure unless the answer is 2xx or one that is `alsoFine`. */
export async function send(message: HttpMessage, sending: HttpSending): Promise<HttpReply> {
  const { signal } = sending;
  signal.throwIfAborted();
  const url = new URL(message.url);
  const issuers = await readIssuers(sending.issuersFile ?? '');
  const body = message.json === undefined ? '' : JSON.stringify(message.json);
  const answer = await exchange({
    method: message.method,
    url,
    connectTo: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    headers: {
      'user-agent': 'Watchfloor',
      accept: 'application/json, */*',
      'accept-encoding': 'identity',
      connection: 'close',
      ...(body !== '' && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      ...message.headers,
    },
    body,
    verifyTls: true,
    ...(issuers.length > 0 && { issuers }),
    bodyLimit: BODY_LIMIT,
    signal,
    // Only for measuring the steps, which nobody looks at here.
    clock: systemClock,
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw transportFailure(error, url.host);
  });
  return judge(answer, url, sending);
}

function judge(answer: HttpAnswer, url: URL, { clock, secrets, alsoFine = [] }: HttpSending): HttpReply {
  const { status, headers } = answer;
  const body = answer.body.toString('utf8');
  const said = mask(cleanLine(body), [...secrets, url.href]);
  const words = said === '' ? String(status) : `${status}: ${said}`;
  if ((status >= 200 && status < 300) || alsoFine.includes(status)) return { status, body, answer: words };
  if (status >= 300 && status < 400) {
    const what = `${url.host} answered ${status}, a redirect, which is not followed. Enter the address it leads to.`;
    throw new DeliveryFailure(what, { permanent: true });
  }
  const passing = PASSING.has(status) || status >= 500;
  throw new DeliveryFailure(`${url.host} answered ${words}`, {
    permanent: !passing,
    retryAfterMs: passing ? patienceOf(headers['retry-after'], clock.now()) : null,
  });
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), ms; null when there is none that can be read. Pure. */
export function patienceOf(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, Math.ceil(ms)), MOST_PATIENCE_MS) : null;
}
