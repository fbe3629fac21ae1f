// What a request to the receiver means: who may come in, which path it is, what was accepted of it. Answers never repeat
// anything of a body.
import type { IncomingMessage } from 'node:http';
import { type InboundFormat, type InboundRead, Senseless } from '../inbound/format.ts';
import { inboundFormats } from '../inbound/index.ts';
import { plainBeat } from '../inbound/plain.ts';
import type { Clock } from '../lib/clock.ts';
import { Refusal } from '../lib/refusal.ts';
import { StorageError } from '../store/storage-error.ts';
import type { Beats } from './beats.ts';
import { BadRequest, parseBody, readBody } from './inbound-body.ts';
import { type Intake, TooMuch } from './inbound-intake.ts';
import { createRate, type RateLimit } from './inbound-rate.ts';
import type { InboundTally } from './inbound-refusals.ts';
import type { Answer } from './inbound-server.ts';
import { type InboundToken, tokenIn } from './inbound-token.ts';
import { breathe } from './slices.ts';

/** Requests of one address: enough for a system that sends each result by itself, too few to keep the engine busy. */
export const RATE: RateLimit = { burst: 200, perSecond: 50 };
/** A wrong token costs as much as so many requests. */
const WRONG_TOKEN_COST = 10;
/** Reasons told in one answer. */
const MAX_TOLD = 20;
const RETRY_S = 30;
/** Signs of life written between two turns of the loop. */
const BEATS_AT_ONCE = 10;
const HEARTBEAT = '/v1/heartbeat';

export interface DoorOptions {
  readonly clock: Clock;
  readonly token: InboundToken;
  readonly intake: Intake;
  readonly beats: Pick<Beats, 'take'>;
  readonly tally: InboundTally;
  readonly rate?: RateLimit;
}

const pathOf = (format: InboundFormat): string => `/v1/${format.path}`;
const byPath = new Map(inboundFormats.map((format) => [pathOf(format), format]));

/** Answers one request after the other; throws a BadRequest for what it refuses. */
export function createDoor(options: DoorOptions): (request: IncomingMessage) => Promise<Answer> {
  const { clock, token, tally } = options;
  const turn = createRate(clock, options.rate ?? RATE);

  const letIn = (request: IncomingMessage, query: URLSearchParams): void => {
    if (token.fits(tokenIn(request.headers, query))) return;
    turn(request.socket.remoteAddress ?? '', WRONG_TOKEN_COST);
    const why = token.exists() ? 'the token is missing or wrong' : 'no token was made yet: make one in the settings';
    throw new BadRequest(401, why);
  };

  async function answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
    const waitS = turn(request.socket.remoteAddress ?? '');
    if (waitS > 0) throw new BadRequest(429, 'more requests than one address may send', waitS);
    if (path === '/v1/health' && (request.method === 'GET' || request.method === 'HEAD')) return { status: 204 };
    letIn(request, query);
    const format = byPath.get(path);
    const beat = path === HEARTBEAT || path.startsWith(`${HEARTBEAT}/`);
    if (!format && !beat) {
      throw new BadRequest(404, `there is no such path; there are ${[...byPath.keys(), `${HEARTBEAT}/…`].join(', ')}`);
    }
    if (request.method !== 'POST') throw new BadRequest(405, 'only POST is taken here');
    return format ? takeAlerts(request, format, options) : takeBeat(request, path, query, options);
  }

  return async (request) => {
    const url = request.url ?? '';
    const cut = url.indexOf('?');
    const path = cut < 0 ? url : url.slice(0, cut);
    try {
      return await answer(request, path, new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1)));
    } catch (error) {
      const refused = asBadRequest(error);
      if (refused) tally.refused(nameOf(path), refused.message);
      throw refused ?? error;
    }
  };
}

async function takeAlerts(request: IncomingMessage, format: InboundFormat, options: DoorOptions): Promise<Answer> {
  const { clock, intake, tally } = options;
  const bytes = await readBody(request);
  const read = format.read(parseBody(bytes, request.headers['content-type'] ?? '', format.accepts), clock.now());
  const taken = await intake.take(format, read.alerts);
  const beats = await takeBeats(read.beats, options);
  const accepted = taken.accepted + beats.accepted;
  const rejected = [...read.rejected, ...beats.rejected, ...taken.refused];
  if (accepted > 0) tally.accepted(accepted);
  if (rejected.length > 0) tally.refused(format.format, reasons(rejected));
  const told = {
    accepted,
    ignored: taken.ignored,
    rejected: rejected.slice(0, MAX_TOLD),
    rejectedCount: rejected.length,
  };
  const isNothing = accepted + taken.ignored === 0 && rejected.length > 0;
  // At its limits the receiver says so with a 5xx: what sends tries again, and comes in when there is room.
  return { status: isNothing ? (taken.refused.length > 0 ? 507 : 400) : 200, body: told };
}

const reasons = (rejected: readonly string[]): string =>
  `${rejected[0] ?? ''}${rejected.length > 1 ? `, and ${rejected.length - 1} more like it` : ''}`;

async function takeBeats(beats: InboundRead['beats'], options: DoorOptions) {
  const rejected: string[] = [];
  for (const [index, beat] of beats.entries()) {
    if (index > 0 && index % BEATS_AT_ONCE === 0) await breathe();
    const why = heard(beat, options);
    if (why) rejected.push(`heartbeats[${index}]: ${why.message}`);
  }
  return { accepted: beats.length - rejected.length, rejected };
}

/** Null when it was taken, else why not. */
function heard(beat: InboundRead['beats'][number], { beats }: DoorOptions): BadRequest | null {
  try {
    beats.take(beat);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'NOT_FOUND'
      ? new BadRequest(404, 'there is no such check; name it as host/check')
      : new BadRequest(409, 'that check is not of kind heartbeat; it hears nobody');
  }
}

async function takeBeat(
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
  options: DoorOptions,
): Promise<Answer> {
  const bytes = await readBody(request);
  const body =
    bytes.length === 0 ? {} : parseBody(bytes, request.headers['content-type'] ?? '', ['json', 'form', 'text']);
  const fields = typeof body === 'string' ? { message: body.slice(0, 2_000) } : body;
  const asked = Object.fromEntries(['check', 'status', 'message'].flatMap((name) => pair(name, query.get(name))));
  const named = checkIn(path) || asked.check;
  const beat = plainBeat.safeParse({ ...asked, ...(fields as object), ...(named ? { check: named } : {}) });
  if (!beat.success) {
    const [issue] = beat.error.issues;
    throw new BadRequest(400, `${String(issue?.path[0] ?? 'the body')}: ${issue?.message ?? 'cannot be read'}`);
  }
  const why = heard(beat.data, options);
  if (why) throw why;
  options.tally.accepted(1);
  return { status: 200, body: { accepted: 1 } };
}

const pair = (name: string, value: string | null): [string, string][] => (value === null ? [] : [[name, value]]);

/** 'db1/nightly' of '/v1/heartbeat/db1/nightly'. */
function checkIn(path: string): string {
  try {
    return decodeURIComponent(path.slice(HEARTBEAT.length + 1));
  } catch {
    throw new BadRequest(400, 'the path is not encoded as a URL must be');
  }
}

const nameOf = (path: string): string => byPath.get(path)?.format ?? (path.startsWith(HEARTBEAT) ? 'heartbeat' : '');

function asBadRequest(error: unknown): BadRequest | null {
  if (error instanceof BadRequest) return error;
  if (error instanceof Senseless) return new BadRequest(400, error.message);
  if (error instanceof TooMuch) return new BadRequest(503, error.message, RETRY_S);
  if (error instanceof StorageError) return new BadRequest(503, `it could not be written: ${error.reason}`, RETRY_S);
  return null;
}
