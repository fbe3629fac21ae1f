// What the details ask the engine for: the last hour of a check, what the journal says of it, what it said last.
import { useEffect, useState } from 'react';
import type { StateSpan } from '../../../electron/contract/api/history.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import type { Entry } from '../../../electron/contract/model/journal.ts';
import type { Result } from '../../../electron/contract/model/result.ts';
import { engine } from '../../link/client.ts';
import { watchHost } from '../../link/live-host.ts';
import { useWorld } from '../../store/world.ts';

export const HOUR = 3_600_000;
/** The selection rests this long before anything is asked: who walks through a list asks for nothing. */
const REST_MS = 150;
const ENTRIES = 30;

export interface Past {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly StateSpan[];
  readonly entries: readonly Entry[];
}

export type Asked =
  | { readonly type: 'loading' }
  | { readonly type: 'ready'; readonly past: Past }
  | { readonly type: 'failed'; readonly reason: string };

/** The last hour and the newest entries; asked again when `version` changes (the state did). */
export function usePast(hostId: HostId, checkId: CheckId, version: string): Asked {
  const line = useWorld((world) => `${world.engineId} ${world.link}`);
  const [asked, setAsked] = useState<{ readonly about: CheckId; readonly answer: Asked } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state or a new line is a reason to ask again
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await ask(hostId, checkId, Date.now());
      if (wanted) setAsked({ about: checkId, answer });
    }, REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [hostId, checkId, version, line]);
  return asked?.about === checkId ? asked.answer : { type: 'loading' };
}

async function ask(hostId: HostId, checkId: CheckId, now: number): Promise<Asked> {
  try {
    const from = now - HOUR;
    const [states, entries] = await Promise.all([
      engine().history.states({ hostId, from, to: now }),
      engine().history.journal({ checkId, limit: ENTRIES }),
    ]);
    const spans = states.checks.find((each) => each.checkId === checkId)?.spans ?? [];
    return { type: 'ready', past: { from, to: now, spans, entries } };
  } catch (error) {
    return { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The last result of a check, fresh while it is shown; undefined until one came. */
export function useLastResult(hostId: HostId, checkId: CheckId): Result | undefined {
  const line = useWorld((world) => `${world.engineId} ${world.link}`);
  const [last, setLast] = useState<Result>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line has a new feed
  useEffect(() => {
    let undo: (() => void) | undefined;
    const timer = setTimeout(() => {
      undo = watchHost(hostId, (results) => {
        const mine = results.findLast((result) => result.checkId === checkId);
        if (mine) setLast(mine);
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      undo?.();
    };
  }, [hostId, checkId, line]);
  return last?.checkId === checkId ? last : undefined;
}
