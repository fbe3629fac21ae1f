// What running commands print, line by line, by attempt. It comes in pieces of any size: a line may come in two, ten thousand
// may come at once. Kept outside of React and told at most once a frame, so that the keys answer whatever is printed.
import { useSyncExternalStore } from 'react';

export interface OutLine {
  /** From 1, of its attempt. */
  readonly n: number;
  /** Epoch ms; null in what is read from the record. */
  readonly at: number | null;
  readonly stream: 'stdout' | 'stderr';
  /** Name of the host. */
  readonly target: string;
  readonly text: string;
}

interface Printed {
  readonly lines: readonly OutLine[];
  /** Lines that were let go at the beginning: they are on record. */
  readonly dropped: number;
}

/** Lines of one attempt that are kept while it runs; the whole is read from the record when it has ended. */
const MOST_LINES = 20_000;
const MOST_ATTEMPTS = 64;
/** A line longer than this is cut on the screen; the record has all of it. */
const MOST_LETTERS = 4_000;

const NOTHING: Printed = { lines: [], dropped: 0 };

// Control sequences: CSI, OSC up to its end, two-letter escapes, then every other control letter but tab.
const SEQUENCES = new RegExp(
  [
    '\\x1b\\[[0-?]*[ -/]*[@-~]',
    '\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?',
    '\\x1b[@-Z\\\\-_]',
    '[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]',
  ].join('|'),
  'g',
);

/** Text as it may be shown: no colours, no bells, nothing that moves a cursor. What a carriage return overwrote is gone. */
export function plainLine(text: string): string {
  const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
  const last = whole.slice(whole.lastIndexOf('\r') + 1).replace(SEQUENCES, '');
  return last.length > MOST_LETTERS ? `${last.slice(0, MOST_LETTERS)}…` : last;
}

/** The lines of a kept text. */
export const linesOf = (text: string, stream: OutLine['stream'], target: string): readonly OutLine[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, at) => ({ n: at + 1, at: null, stream, target, text: plainLine(line) }));

interface LiveOutput {
  push(piece: {
    readonly attemptId: string;
    readonly target: string;
    readonly stream: OutLine['stream'];
    readonly at: number;
    readonly text: string;
  }): void;
  /** The same object until something came. */
  of(attemptId: string): Printed;
  subscribe(listener: () => void): () => void;
}

interface Growing {
  lines: OutLine[];
  dropped: number;
  /** Whether the last line of a stream goes on: its text so far, unshortened. */
  readonly open: Map<string, { readonly place: number; readonly raw: string }>;
  shown: Printed | null;
}

/** `soon` calls back once a little later: a frame in the page, at once in a test. */
export function createLiveOutput(soon: (tell: () => void) => void): LiveOutput {
  const attempts = new Map<string, Growing>();
  const listeners = new Set<() => void>();
  let isTelling = false;
  const tell = () => {
    if (isTelling) return;
    isTelling = true;
    soon(() => {
      isTelling = false;
      for (const growing of attempts.values()) growing.shown = null;
      for (const listener of listeners) listener();
    });
  };
  return {
    push({ attemptId, target, stream, at, text }) {
      const growing = attempts.get(attemptId) ?? { lines: [], dropped: 0, open: new Map(), shown: null };
      attempts.set(attemptId, growing);
      if (attempts.size > MOST_ATTEMPTS) attempts.delete(attempts.keys().next().value ?? '');
      add(growing, { target, stream, at, text });
      tell();
    },
    of(attemptId) {
      const growing = attempts.get(attemptId);
      if (!growing) return NOTHING;
      growing.shown ??= { lines: [...growing.lines], dropped: growing.dropped };
      return growing.shown;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Piece = Omit<OutLine, 'n' | 'at'> & { readonly at: number };

function add(growing: Growing, { target, stream, at, text }: Piece): void {
  const parts = text.split('\n');
  const key = `${stream} ${target}`;
  const open = growing.open.get(key);
  growing.open.delete(key);
  for (const [index, part] of parts.entries()) {
    const goesOn = index === 0 ? open : undefined;
    const raw = (goesOn?.raw ?? '') + part;
    const isLast = index === parts.length - 1;
    if (isLast && raw === '') break;
    const place = goesOn?.place ?? growing.dropped + growing.lines.length;
    const known = growing.lines[place - growing.dropped];
    const line = { n: place + 1, at: known?.at ?? at, stream, target, text: plainLine(raw) };
    if (place >= growing.dropped) growing.lines[place - growing.dropped] = line;
    if (isLast) growing.open.set(key, { place, raw: raw.slice(-MOST_LETTERS * 2) });
  }
  const over = growing.lines.length - MOST_LINES;
  if (over > 0) {
    // A tenth more at once: not one by one for every line that comes.
    const gone = over + MOST_LINES / 10;
    growing.lines = growing.lines.slice(gone);
    growing.dropped += gone;
  }
}

const output = createLiveOutput((tell) => requestAnimationFrame(tell));
export const hearOutput = output.push;

/** What an attempt printed since this window looks at its run. */
export const usePrinted = (attemptId: string | null): Printed =>
  useSyncExternalStore(output.subscribe, () => (attemptId === null ? NOTHING : output.of(attemptId)));
