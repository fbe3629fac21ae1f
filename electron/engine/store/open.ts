// Opens a data folder: `watchfloor.db` (what people entered and what was decided, every commit on disk) and `samples.db`
// (measured figures, written in batches). Take the folder's lock first (lock.ts); reading beside an engine needs none.
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import { createAlarmHistory } from './alarm-history.ts';
import { createAlarms } from './alarms.ts';
import { createAlertGroups } from './alert-groups.ts';
import { createAlerts } from './alerts.ts';
import { type Backup, backUp, describeBackups } from './backup.ts';
import { createBeats } from './beats.ts';
import { createBriefingRows } from './briefing-rows.ts';
import { createChannels } from './channels.ts';
import { bytesOf, type Connection } from './connect.ts';
import { createCredentials } from './credentials.ts';
import { restore, type StorageNotice, startSamplesAfresh, suspect } from './damage.ts';
import { createDeliveries } from './deliveries.ts';
import { createEscalationRows } from './escalations.ts';
import { createHandoffRows } from './handoffs.ts';
import { createInboundAlerts } from './inbound-alerts.ts';
import { createIncidentEntries } from './incident-entries.ts';
import { createIncidentSearch } from './incident-search.ts';
import { createIncidents } from './incidents.ts';
import { createInventory } from './inventory.ts';
import { createJournal } from './journal.ts';
import { createMadeReports } from './made-reports.ts';
import { createMaintenanceWindows } from './maintenance-windows.ts';
import { samplesMigrations, watchfloorMigrations } from './migrations/index.ts';
import { createMutes } from './mutes.ts';
import { createNotices } from './notices.ts';
import { createPeople, createPolicies, createSchedules } from './on-call.ts';
import { KEEP, openFile } from './open-file.ts';
import { createPayloads, SALT_BYTES } from './payloads.ts';
import { createReactionRows } from './reaction-rows.ts';
import { createReportRows } from './report-rows.ts';
import { createReviewRows } from './review-rows.ts';
import { createRoutes } from './routes.ts';
import { createRunFigures } from './run-figures.ts';
import { createRunRows } from './runs.ts';
import { createSamples, SAMPLES_DEFAULTS, type SamplesOptions } from './samples.ts';
import { createSecrets } from './secrets.ts';
import { createSettings } from './settings.ts';
import { createShiftRows } from './shifts.ts';
import { createStateLog } from './state-log.ts';
import { createProblems, createStates } from './states.ts';
import { asStorageError, inWords, speaking } from './storage-error.ts';
import { createStoryRows } from './story-rows.ts';
import { createTemplates } from './templates.ts';
import { createWatch } from './watch-gaps.ts';

export interface StoreOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** For programs that look in beside a running engine: nothing is written, migrated or repaired. */
  readonly readOnly?: boolean;
  /** Where chance comes in; random UUIDs unless given. */
  readonly newUuid?: () => string;
  /** The same for what is hashed with salt (payloads.ts). */
  readonly newSalt?: () => Uint8Array;
  readonly samples?: Partial<Pick<SamplesOptions, 'bufferRows' | 'sweep'>>;
}

type Chance = Pick<StoreOptions, 'newUuid' | 'newSalt'>;

async function openBoth(folder: string, readOnly: boolean, now: number) {
  const read = (db: Connection): void => readLikeAStart(db, now);
  const watchfloor = await openFile(
    {
      folder,
      name: 'watchfloor',
      synchronous: 'FULL',
      migrations: watchfloorMigrations,
      checkedBelowBytes: Number.POSITIVE_INFINITY,
      read,
      repair: (file, damage) => restore(file, damage, { latest: watchfloorMigrations.length, read }, now),
    },
    { readOnly, now },
  );
  try {
    const samples = await openFile(
      {
        folder,
        name: 'samples',
        synchronous: 'NORMAL',
        migrations: samplesMigrations,
        checkedBelowBytes: 256 * 1024 * 1024,
        read: (db) => void createSamples(db, { ...SAMPLES_DEFAULTS, now: () => now }).lastResults(),
        repair: (file, damage) => startSamplesAfresh(file, damage, now),
      },
      { readOnly, now },
    );
    return { db: watchfloor.db, samplesDb: samples.db, notices: [...watchfloor.notices, ...samples.notices] };
  } catch (error) {
    watchfloor.db.close();
    throw error;
  }
}

const randomSalt = (): Uint8Array => randomBytes(SALT_BYTES);

function createRepositories(db: Connection, { newUuid = randomUUID, newSalt = randomSalt }: Chance = {}) {
  return {
    inventory: speaking(createInventory(db), db.name),
    templates: speaking(createTemplates(db), db.name),
    credentials: speaking(createCredentials(db), db.name),
    states: speaking(createStates(db), db.name),
    problems: speaking(createProblems(db), db.name),
    journal: speaking(createJournal(db, newUuid), db.name),
    stateLog: speaking(createStateLog(db), db.name),
    watch: speaking(createWatch(db), db.name),
    secrets: speaking(createSecrets(db), db.name),
    settings: speaking(createSettings(db), db.name),
    beats: speaking(createBeats(db), db.name),
    alerts: speaking(createAlerts(db), db.name),
    alertGroups: speaking(createAlertGroups(db), db.name),
    channels: speaking(createChannels(db), db.name),
    routes: speaking(createRoutes(db), db.name),
    noticeRows: speaking(createNotices(db), db.name),
    deliveries: speaking(createDeliveries(db), db.name),
    alarms: speaking(createAlarms(db), db.name),
    inboundAlerts: speaking(createInboundAlerts(db), db.name),
    people: speaking(createPeople(db), db.name),
    schedules: speaking(createSchedules(db), db.name),
    policies: speaking(createPolicies(db), db.name),
    escalations: speaking(createEscalationRows(db), db.name),
    alarmHistory: speaking(createAlarmHistory(db), db.name),
    briefingRows: speaking(createBriefingRows(db), db.name),
    maintenanceWindows: speaking(createMaintenanceWindows(db), db.name),
    mutes: speaking(createMutes(db), db.name),
    incidents: speaking(createIncidents(db), db.name),
    storyRows: speaking(createStoryRows(db), db.name),
    incidentEntries: speaking(createIncidentEntries(db), db.name),
    incidentSearch: speaking(createIncidentSearch(db), db.name),
    payloads: speaking(createPayloads(db, newSalt), db.name),
    runFigures: speaking(createRunFigures(db), db.name),
    runs: speaking(createRunRows(db), db.name),
    shiftRows: speaking(createShiftRows(db), db.name),
    reactionRows: speaking(createReactionRows(db), db.name),
    reviewRows: speaking(createReviewRows(db), db.name),
    handoffRows: speaking(createHandoffRows(db), db.name),
    madeReports: speaking(createMadeReports(db), db.name),
    reportRows: speaking(createReportRows(db), db.name),
  };
}

/** Incidents and runs that ended no longer ago than this, ms, are among those a start begins with (their books). */
const REMEMBERED_MS = 86_400_000;

/** What an engine cannot begin without. Throws where a table is missing or a value makes no sense. */
function readLikeAStart(db: Connection, now: number): void {
  const all = createRepositories(db);
  const { inventory, templates, credentials, states, problems, beats } = all;
  for (const read of [inventory.hosts, inventory.checks, templates.list, credentials.list, beats.list]) read();
  for (const read of [states.checks, states.hosts, problems.listOpen, createInboundAlerts(db).list]) read();
  for (const read of [all.maintenanceWindows.list, all.mutes.list]) read();
  for (const read of [all.channels.list, all.routes.list, all.alertGroups.list, all.alarms.list, all.alerts.waiting])
    read();
  all.incidents.standing(now - REMEMBERED_MS);
  all.runs.standing(now - REMEMBERED_MS);
  for (const read of [
    all.shiftRows.plans,
    all.shiftRows.plansBefore,
    all.shiftRows.peopleBefore,
    all.shiftRows.pins,
    all.shiftRows.desks,
    all.handoffRows.open,
  ])
    read();
  for (const read of [all.people.list, all.schedules.list, all.policies.list, all.escalations.open]) read();
}

/** Prepares every statement; a file that fails here is closed again. */
function prepareAll(opened: Awaited<ReturnType<typeof openBoth>>, options: StoreOptions) {
  const { db, samplesDb } = opened;
  try {
    const repositories = inWords(db.name, () => createRepositories(db, options));
    const now = () => options.clock.now();
    const samples = inWords(samplesDb.name, () =>
      createSamples(samplesDb, { ...SAMPLES_DEFAULTS, ...options.samples, now }),
    );
    return { ...repositories, samples };
  } catch (error) {
    samplesDb.close();
    db.close();
    throw error;
  }
}

export type Store = Awaited<ReturnType<typeof openStore>>;

/** The next start (of this engine or another) looks at everything in both files, not only at their pages. */
export function suspectDamage(folder: string): void {
  for (const name of ['watchfloor.db', 'samples.db']) suspect(join(folder, name));
}

/**
 * Opens (and, the first time, makes) the two files of a data folder, brings them up to date and repairs what can be
 * repaired; `notices` says what was. Throws a StorageError. Whoever opens the store closes it.
 */
export async function openStore(folder: string, options: StoreOptions) {
  const now = () => options.clock.now();
  const readOnly = options.readOnly ?? false;
  const opened = await openBoth(folder, readOnly, now());
  const { db, samplesDb } = opened;
  const repositories = prepareAll(opened, options);
  const run = db.transaction((work: () => unknown) => work());

  return {
    folder,
    notices: opened.notices satisfies readonly StorageNotice[],
    ...repositories,
    /**
     * Everything `work` writes to watchfloor.db is kept, or nothing is. Synchronous; a call inside a call joins it.
     * What `work` throws comes out; what the disk refuses comes out as a StorageError.
     */
    transaction: <T>(work: () => T): T => inWords(db.name, () => run.immediate(work) as T),
    /** Copies watchfloor.db to `backups/` while the engine works, and verifies the copy. */
    async backup(keep: number = KEEP.watchfloor): Promise<Backup> {
      try {
        return await backUp(db, { folder, name: 'watchfloor', keep, now: now() });
      } catch (error) {
        throw asStorageError(error, join(folder, 'backups', 'watchfloor'));
      }
    },
    /** The copies there are, newest first. */
    backups: (): readonly Backup[] => describeBackups(folder, 'watchfloor'),
    /** Bytes on disk, write-ahead logs included. */
    sizes: () => ({ databaseBytes: bytesOf(db.name), samplesBytes: bytesOf(samplesDb.name) }),
    /** Writes what waits, as far as the disk lets it, and closes both files. Can be called twice. */
    close(): void {
      try {
        if (samplesDb.open && !readOnly) repositories.samples.drain();
      } finally {
        samplesDb.close();
        db.close();
      }
    },
  };
}
