// The clock of the window: one timer for every age on screen, on the second.
import { create } from 'zustand';

const useClock = create<{ readonly now: number }>()(() => ({ now: Date.now() }));

/** Starts the ticking; the returned function stops it. Called once, by the shell. */
export function startClock(): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const tick = () => {
    const now = Date.now();
    useClock.setState({ now });
    timer = setTimeout(tick, 1_000 - (now % 1_000) + 2);
  };
  tick();
  return () => clearTimeout(timer);
}

/** Now, epoch ms, anew every second. Keep it at the leaves: who reads it draws every second. */
export const useNow = (): number => useClock((state) => state.now);

/** Now in whole steps of `stepMs`: draws once a step. */
export const useNowEvery = (stepMs: number): number => useClock((state) => Math.floor(state.now / stepMs) * stepMs);
