// Lets only so many through at once; the rest wait in order, and leave the queue when their signal says so.

export interface Gate {
  /** Resolves with the function that gives the place back. Rejects with the signal's reason while waiting. */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function createGate(places: number): Gate {
  const queue: (() => void)[] = [];
  let taken = 0;
  const leave = () => {
    const next = queue.shift();
    // The place passes on without becoming free in between, so that nobody can push in.
    if (next) next();
    else taken -= 1;
  };
  return {
    enter(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (taken < places) {
          taken += 1;
          return resolve(leave);
        }
        const admit = () => {
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        };
        const giveUp = () => {
          queue.splice(queue.indexOf(admit), 1);
          reject(signal.reason);
        };
        queue.push(admit);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
