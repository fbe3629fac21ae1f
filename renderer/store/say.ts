// One line said to the operator after an action: what was done, or what failed, what was kept and what to do.
import { create } from 'zustand';

export interface Saying {
  readonly text: string;
  readonly bad: boolean;
  readonly at: number;
}

export const useSaying = create<{ readonly saying: Saying | null }>()(() => ({ saying: null }));

/** Says it in the key bar; a failure stays longer than a success. */
export const say = (text: string, bad = false, at = Date.now()): void =>
  useSaying.setState({ saying: { text, bad, at } });

/** How long a saying stays, milliseconds. */
export const saidForMs = (saying: Saying): number => (saying.bad ? 12_000 : 4_000);

/** Runs a call to the engine; says `done` when it worked, and the failure in its own words when it did not. */
export async function attempt<Value>(call: () => Promise<Value>, done: (value: Value) => string): Promise<boolean> {
  try {
    say(done(await call()));
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
    return false;
  }
}
