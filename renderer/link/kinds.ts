// The probe kinds of the engine: asked once per engine, kept for every form and chart that names a metric.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ProbeKindInfo } from '../../electron/contract/model/kind.ts';
import { useWorld } from '../store/world.ts';
import { engine } from './client.ts';

interface Kinds {
  readonly engineId: string | null;
  readonly byKind: ReadonlyMap<string, ProbeKindInfo>;
  /** Why they could not be fetched, in words; null while all is well. */
  readonly failure: string | null;
}

const NONE: Kinds = { engineId: null, byKind: new Map(), failure: null };
const useStore = create<Kinds>()(() => NONE);

/** Every kind the engine knows, in its order. Empty until the answer is here. */
export function useKinds(): Kinds {
  const engineId = useWorld((world) => world.engineId);
  const kinds = useStore();
  useEffect(() => {
    if (engineId !== null && useStore.getState().engineId !== engineId) void load(engineId);
  }, [engineId]);
  return kinds;
}

async function load(engineId: string): Promise<void> {
  // Marked first, so that two screens ask once; what was known stays until the answer is here.
  useStore.setState({ engineId, failure: null });
  try {
    const kinds = await engine().inventory.kinds();
    if (useStore.getState().engineId !== engineId) return;
    useStore.setState({ byKind: new Map(kinds.map((kind) => [kind.kind, kind])) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    useStore.setState({ engineId: null, failure: `The probe kinds could not be read: ${reason}` });
  }
}
