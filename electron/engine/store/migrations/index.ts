// The migrations of both files, in order: the place in the list is the `user_version` it leads to.
// SQL as text in .ts files, because it has to load alike in the bundle, in plain Node and in tests.
import { firstLight } from './0001-first-light.ts';
import { wholeWatch } from './0002-whole-watch.ts';
import { alerts } from './0003-alerts.ts';
import { incidents } from './0004-incidents.ts';
import { runs } from './0005-runs.ts';
import { shifts } from './0006-shifts.ts';
import { sampleRows } from './samples-0001-rows.ts';
import { packedHours } from './samples-0002-packed-hours.ts';

export const watchfloorMigrations: readonly string[] = [firstLight, wholeWatch, alerts, incidents, runs, shifts];
export const samplesMigrations: readonly string[] = [sampleRows, packedHours];
