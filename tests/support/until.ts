// What a page shows, read again until it is so: a page draws when it can, and no test may depend on when that is.
import { expect } from 'vitest';

/** Waits at most 15 s; what is never so fails with the last value seen. */
export const until = <Value>(look: () => Value) => expect.poll(look, { timeout: 15_000 });
