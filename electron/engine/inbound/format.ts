// What a format of the receiver is: how one kind of system says that something is wrong, or that it is over.
import type { Status } from '../../contract/model/result.ts';

/** One alert (or its end) as another system told it. */
export interface InboundAlert {
  /** Names it over there, the same from its start to its end. */
  readonly key: string;
  /** The host it is about, as named there: a name or an address. */
  readonly host: string;
  /** What is wrong, short: becomes the check's name. */
  readonly name: string;
  /** 'ok': it is over. */
  readonly status: Status;
  /** One line. */
  readonly summary: string;
  /** Long text; '' when there is none. */
  readonly detail: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** When it began over there, epoch ms; null when it does not say. */
  readonly startsAt: number | null;
}

/** What one request brought: alerts, signs of life, or both; and what of it could not be read. */
export interface InboundRead {
  readonly alerts: readonly InboundAlert[];
  readonly beats: readonly { readonly check: string; readonly status: Status; readonly message: string }[];
  /** Parts that were left out, each with the reason; the rest counts. */
  readonly rejected: readonly string[];
}

/** A body of which nothing makes sense: says what would be right, and repeats nothing of it. */
export class Senseless extends Error {
  override readonly name = 'Senseless';
}

export interface InboundFormat {
  readonly format: string;
  readonly title: string;
  readonly about: string;
  /** Behind '/v1/'. */
  readonly path: string;
  /** How long a key names the same thing: for good, or only from one start to its end (an event's id). */
  readonly keys: 'for-good' | 'one-episode';
  /** Content types it takes. */
  readonly accepts: readonly ('json' | 'form' | 'text')[];
  /** Reads a body (parsed JSON, form fields, or text). Throws Senseless when nothing of it makes sense. */
  read(body: unknown, now: number): InboundRead;
}

export function defineInbound(format: InboundFormat): InboundFormat {
  return format;
}
