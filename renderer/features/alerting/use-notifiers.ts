// The ways to tell people that the engine knows: asked once per engine, for every form and list that names one.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { NotifierInfo } from '../../../electron/contract/model/notice.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';

interface Notifiers {
  readonly engineId: string | null;
  readonly list: readonly NotifierInfo[];
  /** Why they could not be read, in words; null while all is well. */
  readonly failure: string | null;
}

const useStore = create<Notifiers>()(() => ({ engineId: null, list: [], failure: null }));

/** In the engine's order; empty until the answer is here. */
export function useNotifiers(): Notifiers {
  const engineId = useWorld((world) => world.engineId);
  const notifiers = useStore();
  useEffect(() => {
    if (engineId !== null && useStore.getState().engineId !== engineId) void load(engineId);
  }, [engineId]);
  return notifiers;
}

async function load(engineId: string): Promise<void> {
  // Marked first, so that a list and a form ask once.
  useStore.setState({ engineId, failure: null });
  try {
    const list = await engine().alerts.notifiers();
    if (useStore.getState().engineId === engineId) useStore.setState({ list });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    useStore.setState({ engineId: null, failure: `The ways to tell people could not be read: ${reason}` });
  }
}

/** What a kind is called. */
export const kindTitle = (list: readonly NotifierInfo[], kind: string): string =>
  list.find((info) => info.kind === kind)?.title ?? kind;
