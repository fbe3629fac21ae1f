// The receiver's token: whoever has it may tell alerts. Shown once and kept as its SHA-256 only, so it needs no keychain;
// 256 bits of chance cannot be guessed from the hash.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Actor } from '../../contract/model/journal.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';

const KEY = 'inbound-token';
const stored = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), madeAt: z.number() });

export interface InboundToken {
  exists(): boolean;
  /** In constant time; false without a token. */
  fits(given: string): boolean;
  /** Makes a new one, which makes the one before void. Throws a StorageError. */
  renew(actor: Actor): { readonly token: string };
}

export function createInboundToken(options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly newSecret?: () => Buffer;
}): InboundToken {
  const { clock, store, newSecret = () => randomBytes(32) } = options;
  const read = stored.safeParse(store.settings.get(KEY));
  let hash: Buffer | null = read.success ? Buffer.from(read.data.sha256, 'hex') : null;
  return {
    exists: () => hash !== null,
    fits: (given) => hash !== null && timingSafeEqual(digest(given), hash),
    renew(actor) {
      const token = newSecret().toString('base64url');
      const next = digest(token);
      const now = clock.now();
      const text = hash
        ? 'The token of the receiver was replaced; the one before is void'
        : 'A token of the receiver was made';
      store.transaction(() => {
        store.settings.put(KEY, { sha256: next.toString('hex'), madeAt: now });
        store.journal.append([{ kind: 'inbound', occurredAt: now, actor, text, data: {} }], now);
      });
      hash = next;
      return { token };
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The token of a request: a bearer, a header of its own, or (for what can only be given an address) in the query. */
export function tokenIn(headers: IncomingHttpHeaders, query: URLSearchParams): string {
  const bearer = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const own = headers['x-watchfloor-token'];
  return bearer ?? (typeof own === 'string' ? own : undefined) ?? query.get('token') ?? '';
}
