// Writes what is typed into a hand-over, with each pause in typing. What could not be written stays in its field and is
// written again: after a while, and when the engine is back.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { forgetTyped, handoffsWithTyped, keepTyped, moveTyped, typedIn } from '../store/handoff-typed.ts';
import { toWrite } from '../store/handoff-words.ts';
import { useWorld } from '../store/world.ts';
import { engine } from './client.ts';
import { askView, knownView, takeView } from './handoff.ts';

/** A pause in typing, milliseconds. */
export const PAUSE_MS = 600;
/** Before it is tried again, milliseconds. */
const AGAIN_MS = 5_000;

export type Writing =
  | { readonly type: 'nothing' }
  /** Typed, and not sent yet or under way. */
  | { readonly type: 'waits' }
  | { readonly type: 'kept'; readonly at: number }
  | { readonly type: 'failed'; readonly reason: string; readonly since: number }
  /** It is no draft any more: nothing can be written into it. */
  | { readonly type: 'closed' };

const NOTHING: Writing = { type: 'nothing' };
const useStates = create<Readonly<Record<string, Writing>>>()(() => ({}));
export const useWriting = (id: HandoffId): Writing => useStates((state) => state[id] ?? NOTHING);

const timers = new Map<HandoffId, ReturnType<typeof setTimeout>>();
const under = new Map<HandoffId, Promise<void>>();

const set = (id: HandoffId, state: Writing): void => useStates.setState({ [id]: state });

/** Keeps what stands in a field and writes it when the typing pauses. */
export function typeWords(id: HandoffId, path: string, text: string): void {
  keepTyped(id, path, text);
  if (useStates.getState()[id]?.type !== 'failed') set(id, { type: 'waits' });
  later(id, PAUSE_MS);
}

/** Writes it without waiting for a pause, unless it is known that nobody listens. */
export function writeSoon(id: HandoffId): void {
  if (timers.has(id)) later(id, 0);
}

function later(id: HandoffId, ms: number): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => {
      timers.delete(id);
      // Its failure stands on screen.
      writeNow(id).catch(() => {});
    }, ms),
  );
}

/** Writes what waits now; resolves when the engine has kept all of it that makes sense. Throws the reason in words. */
export async function writeNow(id: HandoffId): Promise<void> {
  clearTimeout(timers.get(id));
  timers.delete(id);
  // One after the other, so that an older text never lands after a newer one.
  await under.get(id)?.catch(() => {});
  const job = write(id);
  under.set(id, job);
  try {
    await job;
  } catch (error) {
    const reason = error instanceof Error ? reasonOf(error) : String(error);
    const before = useStates.getState()[id];
    set(id, { type: 'failed', reason, since: before?.type === 'failed' ? before.since : Date.now() });
    later(id, AGAIN_MS);
    // Perhaps it is no draft any more; then there is nothing to try again.
    if (useWorld.getState().link === 'live') askView(id).catch(() => {});
    throw new Error(reason);
  } finally {
    if (under.get(id) === job) under.delete(id);
  }
}

const NOT_CONNECTED = 'The monitor is not connected.';

/** The answer; refused as soon as the engine that was asked is gone: it will never answer. */
function whileLive<Value>(answer: Promise<Value>): Promise<Value> {
  const { engineId } = useWorld.getState();
  return new Promise((resolve, reject) => {
    const stop = useWorld.subscribe((world) => {
      if (world.link !== 'live' || world.engineId !== engineId) end(() => reject(new Error(NOT_CONNECTED)));
    });
    const end = (settle: () => void) => {
      stop();
      settle();
    };
    answer.then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error)),
    );
  });
}

/** The sentence, and what it says about single fields. */
function reasonOf(error: Error): string {
  const data: unknown = 'data' in error ? error.data : null;
  const fields = typeof data === 'object' && data !== null && 'fields' in data ? data.fields : null;
  const said = Array.isArray(fields) ? fields.map((field) => String(field?.message ?? '')).join('; ') : '';
  return said === '' ? error.message : said;
}

async function write(id: HandoffId): Promise<void> {
  if (!Object.keys(typedIn(id)).some(isWord)) return rest(id);
  if (useWorld.getState().link !== 'live') throw new Error(NOT_CONNECTED);
  const { handoff } = knownView(id) ?? (await whileLive(askView(id)));
  if (handoff.state === 'superseded' && handoff.supersededBy !== null) {
    moveTyped(id, handoff.supersededBy);
    set(id, NOTHING);
    later(handoff.supersededBy, 0);
    return;
  }
  if (handoff.state !== 'draft') {
    set(id, { type: 'closed' });
    return;
  }
  const { words, sent } = toWrite(typedIn(id), handoff);
  if (Object.keys(sent).length === 0) return rest(id);
  takeView(await whileLive(engine().handoffs.write({ handoffId: id, words })));
  forgetTyped(id, sent);
  // What was typed meanwhile has its own timer.
  set(id, timers.has(id) ? { type: 'waits' } : { type: 'kept', at: Date.now() });
}

/** Nothing of it can be sent yet (a time half typed, a promise to nobody): it waits in its field, and nothing is on its way. */
function rest(id: HandoffId): void {
  if (useStates.getState()[id]?.type === 'waits') set(id, NOTHING);
}

/** What is read back, asked and answered is sent by an act of its own. */
const isWord = (path: string): boolean => !/^(?:read-back:|answer:|ask$)/.test(path);

/** Tries again what waits, of every hand-over; for when the engine came back, or a hand-over was thawed. */
function writeAll(): void {
  for (const id of handoffsWithTyped()) later(id, 0);
}

/** Writes what waits whenever there is an engine again, wherever the operator is by then. Mounted once, by the shell. */
export function useKeepWriting(): void {
  const engineId = useWorld((world) => (world.link === 'live' ? world.engineId : null));
  const open = useWorld(({ handoff }) => (handoff ? `${handoff.id} ${handoff.state}` : ''));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a hand-over that is a draft again can be written again
  useEffect(() => {
    if (engineId !== null) writeAll();
  }, [engineId, open]);
  useEffect(
    () => () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
    [],
  );
}
