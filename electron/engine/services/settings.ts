// What operators set for the whole engine: kept as one JSON value, parsed with its schema, so that a field that is newer
// than the file has its default.

import type { Actor } from '../../contract/model/journal.ts';
import { type Settings, settings } from '../../contract/model/settings.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';

const KEY = 'engine';

export interface EngineSettings {
  get(): Settings;
  /** Writes them with their journal entry; listeners hear of it after the commit. */
  change(next: Settings, actor: Actor): Settings;
  onChange(listener: (settings: Settings) => void): () => void;
}

export function createEngineSettings(options: { readonly clock: Clock; readonly store: Store }): EngineSettings {
  const { clock, store } = options;
  const listeners = new Set<(settings: Settings) => void>();
  let now = settings.catch(settings.parse({})).parse(store.settings.get(KEY) ?? {});
  return {
    get: () => now,
    change(next, actor) {
      const before = now;
      store.transaction(() => {
        store.settings.put(KEY, next);
        const data = { before, after: next };
        store.journal.append(
          [{ kind: 'settings', occurredAt: clock.now(), actor, text: 'Settings changed', data }],
          clock.now(),
        );
      });
      now = next;
      for (const listener of listeners) listener(now);
      return now;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
