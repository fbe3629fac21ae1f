// What operators set for the whole engine: kept as one JSON value, parsed with its schema, so that a field that is newer
// than the file has its default.
import type { Actor } from '../../contract/model/journal.ts';
import { type Settings, settings } from '../../contract/model/settings.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';

const KEY = 'engine';

export interface EngineSettings {
  get(): Settings;
  /** Writes them with their journal entry, which names each field; listeners hear of it after the commit. Throws a StorageError. */
  change(next: Settings, actor: Actor): Settings;
  onChange(listener: (settings: Settings) => void): () => void;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The settings that are stored. Where a part cannot be read (a hand in the file, another version), the others stay as
 * they were set; that part has its defaults, but nothing is given up on a guess: unreadable retention keeps the most.
 */
function readSettings(stored: unknown): Settings {
  const whole = settings.safeParse(stored ?? {});
  if (whole.success) return whole.data;
  const parts = isRecord(stored) ? stored : {};
  const { retention, hostKeys, backups, alerting, isolation, incidents, runbooks, reports, wallboard, inbound } =
    settings.shape;
  const most = { valuesDays: 3_650, rollUpsDays: 7_300 };
  return {
    retention: retention.catch(most).parse(parts.retention),
    hostKeys: hostKeys.catch(hostKeys.parse(undefined)).parse(parts.hostKeys),
    backups: backups.catch(backups.parse(undefined)).parse(parts.backups),
    alerting: alerting.catch(alerting.parse(undefined)).parse(parts.alerting),
    isolation: isolation.catch(isolation.parse(undefined)).parse(parts.isolation),
    incidents: incidents.catch(incidents.parse(undefined)).parse(parts.incidents),
    runbooks: runbooks.catch(runbooks.parse(undefined)).parse(parts.runbooks),
    reports: reports.catch(reports.parse(undefined)).parse(parts.reports),
    wallboard: wallboard.catch(wallboard.parse(undefined)).parse(parts.wallboard),
    inbound: inbound.catch(inbound.parse(undefined)).parse(parts.inbound),
  };
}

/** 'retention.valuesDays 90 → 30' for every field that differs. */
function differences(before: unknown, after: unknown, path = ''): readonly string[] {
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], path ? `${path}.${name}` : name));
  }
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
  return was === is ? [] : [`${path} ${was ?? 'unset'} → ${is ?? 'unset'}`];
}

export function createEngineSettings(options: { readonly clock: Clock; readonly store: Store }): EngineSettings {
  const { clock, store } = options;
  const listeners = new Set<(settings: Settings) => void>();
  let now = readSettings(store.settings.get(KEY));
  return {
    get: () => now,
    change(next, actor) {
      const before = now;
      const changed = differences(before, next);
      if (changed.length === 0) return now;
      store.transaction(() => {
        store.settings.put(KEY, next);
        const text = `Settings changed: ${changed.join(', ')}`;
        const data = { before, after: next };
        store.journal.append([{ kind: 'settings', occurredAt: clock.now(), actor, text, data }], clock.now());
      });
      now = next;
      for (const listener of [...listeners]) listener(now);
      return now;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
