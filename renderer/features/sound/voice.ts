// Which window of this machine sounds: one, or every alarm would be heard twice, a little apart. The window of the desk takes
// the voice from a wall; a wall has it while there is no such window.
const LOCK = 'watchfloor.voice';

/**
 * Asks for the voice, and again whenever it was taken. `changed` says at once and then each time whether this window has it.
 * The returned function gives it back.
 */
export function takeVoice(isDesk: boolean, changed: (mine: boolean) => void): () => void {
  // A page without locks (jsdom) is alone.
  if (!('locks' in navigator)) {
    changed(true);
    return () => changed(false);
  }
  const ended = new AbortController();
  let giveBack = (): void => {};
  const hold = (): Promise<void> => {
    if (ended.signal.aborted) return Promise.resolve();
    changed(true);
    return new Promise((resolve) => {
      giveBack = resolve;
    });
  };
  void (async () => {
    let steal = isDesk;
    while (!ended.signal.aborted) {
      try {
        await navigator.locks.request(LOCK, steal ? { steal } : { signal: ended.signal }, hold);
      } catch (error) {
        if (ended.signal.aborted) return;
        // Where there is nothing to agree by, sounding twice is better than not at all.
        if (!(error instanceof DOMException && error.name === 'AbortError')) return changed(true);
        // Another desk took it: this one waits for its turn, or the two would take it from each other without end.
        steal = false;
        changed(false);
      }
    }
  })();
  return () => {
    ended.abort();
    giveBack();
    changed(false);
  };
}
