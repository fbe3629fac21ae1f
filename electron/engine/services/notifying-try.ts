// One try to deliver: the channel opened, its words put in, the limit of time kept. How it went comes back as data; nothing
// is thrown, and a kind that hears no signal is left behind at its limit.
import type { Channel, Notice } from '../../contract/model/notice.ts';
import type { Clock } from '../lib/clock.ts';
import { Refusal } from '../lib/refusal.ts';
import { cleanLine } from '../lib/text.ts';
import { DeliveryFailure, type NotifierHost } from '../notifiers/notifier.ts';
import type { OpenedChannel } from './channels.ts';
import { wordFor } from './notice-template.ts';

export type Outcome =
  | { readonly state: 'delivered'; readonly answer: string }
  | {
      readonly state: 'failed';
      readonly answer: string;
      readonly permanent: boolean;
      readonly retryAfterMs: number | null;
    }
  /** The engine stops, or somebody gave it up: it says nothing about the channel. */
  | { readonly state: 'interrupted' };

export interface TryOptions {
  readonly clock: Clock;
  readonly host: NotifierHost;
  /** Of this machine, for the wording. */
  readonly zone: string;
}

export interface Try {
  readonly channel: Pick<Channel, 'name' | 'title' | 'text'>;
  readonly open: () => Promise<OpenedChannel>;
  readonly notice: Notice;
  readonly idempotencyKey: string;
  readonly attempt: number;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/** What the other end says is kept up to this, characters. */
const LONGEST_ANSWER = 500;

/** Tries once. Never rejects. */
export async function tryDelivery(options: TryOptions, one: Try): Promise<Outcome> {
  const limit = new AbortController();
  const onAbort = (): void => limit.abort();
  one.signal.addEventListener('abort', onAbort);
  let cancel = (): void => {};
  let limitMs: number | null = null;
  try {
    one.signal.throwIfAborted();
    const { kind, config } = await one.open();
    limitMs = kind.timeoutMs;
    const words = wordFor(one.channel, one.notice, options.zone);
    cancel = options.clock.after(kind.timeoutMs, () => limit.abort());
    const answer = await untilAborted(limit.signal, () =>
      kind.deliver(
        config,
        { ...one.notice, ...words },
        {
          signal: limit.signal,
          clock: options.clock,
          host: options.host,
          idempotencyKey: one.idempotencyKey,
          attempt: one.attempt,
        },
      ),
    );
    return { state: 'delivered', answer: cleanLine(answer, LONGEST_ANSWER) };
  } catch (error) {
    if (one.signal.aborted) return { state: 'interrupted' };
    if (limit.signal.aborted && limitMs !== null) return failed(`no answer within ${limitMs / 1_000} s`);
    return failureOf(error);
  } finally {
    cancel();
    one.signal.removeEventListener('abort', onAbort);
  }
}

/** Settles with the work, or rejects at once when the signal aborts, whatever the work does then. */
async function untilAborted<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new Error('aborted'));
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

const failed = (answer: string, permanent = false, retryAfterMs: number | null = null): Outcome => ({
  state: 'failed',
  answer: cleanLine(answer, LONGEST_ANSWER),
  permanent,
  retryAfterMs,
});

function failureOf(error: unknown): Outcome {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof DeliveryFailure) return failed(said, error.permanent, error.retryAfterMs);
  // Settings this version cannot read stay so; a locked vault may be opened.
  if (error instanceof Refusal) return failed(said, error.code === 'INVALID' || error.code === 'NOT_FOUND');
  return failed(said === '' ? 'it failed without a word' : said);
}
