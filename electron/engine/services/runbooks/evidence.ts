// What is kept of a stream of output: hashed whole as it came, secrets masked, head and tail, plain text; and what of it goes
// to the screens while it comes: at most ten times a second, bounded.
import { createHash } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import { createHeadAndTail } from '../../lib/head-and-tail.ts';
import { cleanOutput } from '../../lib/text.ts';
import type { StreamEnd } from '../../steps/step.ts';
import type { Masker } from './masking.ts';

/** Kept of each stream, bytes (spec: runbooks, "A run"). */
export const KEPT_BYTES = 1024 * 1024;
/** To the screens: at most so often, and at most so much at once and in all. */
const FLUSH_MS = 100;
const FLUSH_BYTES = 64 * 1024;
const LIVE_BYTES = KEPT_BYTES;

export interface Capture {
  add(chunk: Uint8Array): void;
  /** Sends what is left to the screens, and says what is kept. */
  end(): StreamEnd;
}

export interface CaptureOptions {
  readonly clock: Clock;
  readonly masker: Masker;
  readonly onText: (text: string) => void;
}

/** One stream of one attempt. */
export function createCapture({ clock, masker, onText }: CaptureOptions): Capture {
  const hash = createHash('sha256');
  const masked = masker.stream();
  const kept = createHeadAndTail(KEPT_BYTES);
  const live = createLiveText({ clock, masker, onText });
  let bytes = 0;
  const take = (part: Buffer): void => {
    kept.add(part);
    live.add(part);
  };
  return {
    add(chunk) {
      bytes += chunk.length;
      hash.update(chunk);
      take(masked.add(chunk));
    },
    end() {
      take(masked.end());
      live.end();
      const { head, tail, left } = kept.parts();
      // Once more as text: an escape sequence in the middle of a secret is gone only now.
      const plain = (part: Buffer): string => masker.text(cleanOutput(part, Number.MAX_SAFE_INTEGER / 4));
      const text = left === 0 ? plain(head) : `${plain(head)}\n${leftOut(left)}\n${plain(tail)}`;
      return { bytes, truncated: left > 0, sha256: hash.digest('hex'), text };
    },
  };
}

const figures = new Intl.NumberFormat('en');
const leftOut = (bytes: number): string => `… ${figures.format(bytes)} bytes left out …`;

/** Text for the screens, gathered and sent on now and then. What comes faster than it can be read is left out, and said. */
function createLiveText({ clock, masker, onText }: CaptureOptions) {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let sent = 0;
  /** Text that may be the beginning of an escape sequence, or of a secret. */
  let open = '';
  let cancel: (() => void) | null = null;

  const flush = (last: boolean): void => {
    cancel?.();
    cancel = null;
    const raw = open + decoder.decode(Buffer.concat(waiting), { stream: !last });
    const cut = last ? raw.length : safeEnd(raw);
    open = raw.slice(cut);
    const mark = dropped > 0 ? `\n${leftOut(dropped)}\n` : '';
    const text = masker.text(cleanOutput(raw.slice(0, cut), Number.MAX_SAFE_INTEGER / 4)) + mark;
    waiting = [];
    waitingBytes = 0;
    dropped = 0;
    if (text === '') return;
    sent += text.length;
    onText(text);
  };
  return {
    add(part: Buffer): void {
      if (part.length === 0) return;
      const room = Math.max(0, Math.min(FLUSH_BYTES - waitingBytes, LIVE_BYTES - sent - waitingBytes));
      if (room > 0) waiting.push(part.subarray(0, room));
      waitingBytes += Math.min(room, part.length);
      dropped += Math.max(0, part.length - room);
      // Past the limit nothing more is sent until the end says how much it was.
      if (sent < LIVE_BYTES) cancel ??= clock.after(FLUSH_MS, () => flush(false));
    },
    end: () => flush(true),
  };
}

const ESCAPE = '\u001b';

/** How far a text can be shown: an escape sequence at its very end may go on in the next chunk. */
function safeEnd(text: string): number {
  const from = text.lastIndexOf(ESCAPE);
  if (from < 0 || text.length - from > 64) return text.length;
  const begun = text.slice(from + 1);
  // Complete: `[…letter`, or a short one.
  return /^\[[0-?]*[ -/]*[@-~]|^[ -/]*[0-Z\\^-~]/.test(begun) ? text.length : from;
}
