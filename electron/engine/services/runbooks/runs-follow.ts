// A run from near: whoever looks at one hears how it stands, at once and at every change, and what its commands print, as it
// comes. A slow screen loses output in the middle, told how much, and never a view.
import type { RunId } from '../../../contract/model/ids.ts';
import type { Attempt, RunLive } from '../../../contract/model/run.ts';

type Output = Extract<RunLive, { type: 'output' }>;

export interface RunFollowing {
  /** How it stands has changed. */
  changed(runId: RunId): void;
  printed(attempt: Attempt, stream: Output['stream'], text: string, at: number): void;
  /** Nothing more comes of an attempt: how it ended is kept elsewhere. */
  ended(attemptIds: readonly string[]): void;
  /** `view` is asked after each change, for whoever looks. */
  follow(runId: RunId, view: () => RunLive, signal: AbortSignal | undefined): AsyncGenerator<RunLive, void>;
  close(): void;
}

/** Characters of output that wait for a screen, and that a late one gets of what runs. */
const MOST_WAITING = 256 * 1_024;
const MOST_TAIL = 64 * 1_024;

interface Follower {
  hasNews: boolean;
  output: Output[];
  waiting: number;
  wake: () => void;
}

/** What is dropped is said where it is missing. */
function offer(follower: Follower, message: Output): void {
  follower.output.push(message);
  follower.waiting += message.text.length;
  let dropped = 0;
  while (follower.waiting > MOST_WAITING && follower.output.length > 1) {
    const oldest = follower.output.shift();
    dropped += oldest?.text.length ?? 0;
    follower.waiting -= oldest?.text.length ?? 0;
  }
  const [first] = follower.output;
  if (dropped > 0 && first) {
    const text = `\n… ${dropped} characters were printed faster than they could be shown; they are kept …\n${first.text}`;
    follower.output[0] = { ...first, text };
    follower.waiting += text.length - first.text.length;
  }
  follower.wake();
}

export function createFollowing(): RunFollowing {
  const followers = new Map<RunId, Set<Follower>>();
  /** What attempts that run have printed lately, by run and attempt. */
  const tails = new Map<string, { readonly runId: RunId; messages: Output[]; length: number }>();
  let closed = false;

  const keepTail = (runId: RunId, message: Output): void => {
    const tail = tails.get(message.attemptId) ?? { runId, messages: [], length: 0 };
    tails.set(message.attemptId, tail);
    tail.messages.push({ ...message, text: message.text.slice(-MOST_TAIL) });
    tail.length += Math.min(message.text.length, MOST_TAIL);
    while (tail.length > MOST_TAIL && tail.messages.length > 1) tail.length -= tail.messages.shift()?.text.length ?? 0;
  };
  return {
    changed(runId) {
      for (const follower of followers.get(runId) ?? []) {
        follower.hasNews = true;
        follower.wake();
      }
    },
    printed({ id, runId, target }, stream, text, at) {
      const name = target?.name ?? '';
      const message: Output = { type: 'output', attemptId: id, target: name, stream, at, text };
      keepTail(runId, message);
      for (const follower of followers.get(runId) ?? []) offer(follower, message);
    },
    ended(attemptIds) {
      for (const id of attemptIds) tails.delete(id);
    },
    async *follow(runId, view, signal) {
      const output = [...tails.values()].filter((tail) => tail.runId === runId).flatMap(({ messages }) => messages);
      const waiting = output.reduce((sum, { text }) => sum + text.length, 0);
      const follower: Follower = { hasNews: true, output, waiting, wake: () => {} };
      const watching = followers.get(runId) ?? new Set();
      followers.set(runId, watching.add(follower));
      const onAbort = (): void => follower.wake();
      signal?.addEventListener('abort', onAbort);
      try {
        while (!signal?.aborted && !closed) {
          if (follower.hasNews) {
            follower.hasNews = false;
            yield view();
            continue;
          }
          const next = follower.output.shift();
          if (next) {
            follower.waiting -= next.text.length;
            yield next;
          } else await new Promise<void>((resolve) => (follower.wake = resolve));
        }
      } finally {
        signal?.removeEventListener('abort', onAbort);
        watching.delete(follower);
        if (watching.size === 0) followers.delete(runId);
      }
    },
    close() {
      closed = true;
      for (const watching of followers.values()) for (const follower of watching) follower.wake();
    },
  };
}
