// The body of a request as its format reads it: bounded in size and depth before anything is made of it.
import type { IncomingMessage } from 'node:http';
import type { InboundFormat } from '../inbound/format.ts';

/** Bytes of a body. */
export const BODY_LIMIT = 1_048_576;
/** Lists and objects within each other. */
export const DEPTH_LIMIT = 32;

/** A request that is answered with a refusal: the status, and what was wrong, without a word of the body. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly status: number;
  /** Seconds after which it may come again. */
  readonly retryAfterS: number | undefined;
  constructor(status: number, why: string, retryAfterS?: number) {
    super(why);
    this.status = status;
    this.retryAfterS = retryAfterS;
  }
}

/** Reads all of it, or throws a BadRequest at the first byte too many. */
export async function readBody(request: IncomingMessage, limit = BODY_LIMIT): Promise<Buffer> {
  const tooLarge = new BadRequest(413, `the body is larger than ${limit} bytes; send fewer alerts at once`);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new BadRequest(415, 'the body must not be compressed');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > limit) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const decoder = new TextDecoder('utf-8');

/**
 * The body as parsed JSON, form fields or text, by its content type; one that the format does not take (curl calls
 * everything a form) is read as the first kind it does take. Throws a BadRequest.
 */
export function parseBody(bytes: Buffer, contentType: string, accepts: InboundFormat['accepts']): unknown {
  const told = kindOf(contentType);
  const kind = told && accepts.includes(told) ? told : accepts[0];
  const text = decoder.decode(bytes);
  if (kind === 'text') return text;
  if (kind === 'form') return Object.fromEntries(new URLSearchParams(text));
  if (depthOf(text) > DEPTH_LIMIT) {
    throw new BadRequest(400, `the JSON is nested deeper than ${DEPTH_LIMIT} lists and objects`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest(400, bytes.length === 0 ? 'the body is empty; it must be JSON' : 'the body is not JSON');
  }
}

function kindOf(contentType: string): InboundFormat['accepts'][number] | null {
  if (/\bjson\b/i.test(contentType)) return 'json';
  if (/x-www-form-urlencoded/i.test(contentType)) return 'form';
  return /^\s*text\//i.test(contentType) ? 'text' : null;
}

/** How deep the brackets of a JSON text go, strings left out. Stops counting beyond the limit. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length && deepest <= DEPTH_LIMIT; index += 1) {
    const char = text[index];
    if (inString) {
      if (char === '\\') index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth);
    else if (char === ']' || char === '}') depth -= 1;
  }
  return deepest;
}
