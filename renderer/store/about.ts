// What the engine says of itself and of who is calling; null until it has answered once.
import { create } from 'zustand';
import type { About } from '../../electron/contract/api/engine.ts';

interface AboutEngine {
  readonly about: About | null;
}

export const useAbout = create<AboutEngine>()(() => ({ about: null }));
