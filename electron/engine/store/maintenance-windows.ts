// Maintenance windows with the plans they had before, and which of their occurrences the journal has begun and not ended.
import type { WindowId } from '../../contract/model/ids.ts';
import type { MaintenanceWindow } from '../../contract/model/maintenance.ts';
import type { Connection } from './connect.ts';
import { listIn, objectIn } from './json-column.ts';

interface Row {
  readonly id: string;
  readonly window: string;
  readonly versions: string;
  readonly running: number | null;
}

/** A plan, and the starts it speaks for: [since, before), epoch ms. */
type StoredVersion = Pick<MaintenanceWindow, 'startsAt' | 'endsAt' | 'flexibleMs' | 'rrule' | 'zone' | 'scope'> & {
  readonly since: number;
  readonly before: number | null;
};

interface StoredWindow {
  readonly window: MaintenanceWindow;
  readonly versions: readonly StoredVersion[];
  readonly running: number | null;
}

export function createMaintenanceWindows(db: Connection) {
  const list = db.prepare<[], Row>('SELECT id, window, versions, running FROM maintenance_window ORDER BY rowid');
  const put = db.prepare<[Row]>(`
    INSERT INTO maintenance_window (id, window, versions, running) VALUES (@id, @window, @versions, @running)
    ON CONFLICT (id) DO UPDATE SET window = excluded.window, versions = excluded.versions, running = excluded.running`);
  const remove = db.prepare<[string]>('DELETE FROM maintenance_window WHERE id = ?');
  return {
    /** All there ever were, in the order they were entered. */
    list: (): readonly StoredWindow[] =>
      list.all().map((row) => ({
        window: objectIn<MaintenanceWindow>(row.window),
        versions: listIn<StoredVersion>(row.versions),
        running: row.running,
      })),
    put: ({ window, versions, running }: StoredWindow): void =>
      void put.run({ id: window.id, window: JSON.stringify(window), versions: JSON.stringify(versions), running }),
    remove: (id: WindowId): boolean => remove.run(id).changes > 0,
  };
}
