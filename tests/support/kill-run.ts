// Kills an engine at random moments while operators write, and looks after every kill: the counts of what was confirmed and
// of what was lost. The short form is a test, the long one `npm run soak -- --kills 300`.
import { setTimeout as pause } from 'node:timers/promises';
import { createVault } from '../../electron/engine/lib/vault.ts';
import { type Chance, createChance } from './kill-chance.ts';
import { type Ground, OPERATORS, openGround } from './kill-ground.ts';
import { type Life, type Seen, startLife, watchLife } from './kill-life.ts';
import { createOperator, type Operator } from './kill-operator.ts';
import { oldFiguresAreThere, samplesAreThere } from './kill-samples.ts';
import {
  alertsAreTrue,
  filesAreWhole,
  gapIsKnown,
  inCopy,
  partialBackups,
  statesAgree,
  writesAreThere,
} from './kill-verdict.ts';

const PASSPHRASE = 'a shift of eight hours';

/** When the engine is killed: in the middle of work, while a backup is made, or somewhere in its start. */
export const MOMENTS = ['work', 'work', 'backup', 'start'] as const;
type Moment = (typeof MOMENTS)[number];

export interface KillCounts {
  kills: number;
  readonly byMoment: Record<Moment, number>;
  confirmedWrites: number;
  /** Writes in doubt at a kill. */
  inDoubt: number;
  resultsSeen: number;
  /** Values of the last moment that were seen and are not stored: allowed. */
  valuesOfTheLastMoment: number;
  alerts: number;
  journalEntries: number;
  /** What must not be: lost, half done, told twice. */
  readonly findings: string[];
}

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

/** Kills so often, starting over with an empty folder after every 25, and counts. */
export async function killEngines({ kills, seed, say = () => {} }: KillOptions): Promise<KillCounts> {
  const counts: KillCounts = {
    kills: 0,
    byMoment: { work: 0, backup: 0, start: 0 },
    confirmedWrites: 0,
    inDoubt: 0,
    resultsSeen: 0,
    valuesOfTheLastMoment: 0,
    alerts: 0,
    journalEntries: 0,
    findings: [],
  };
  const chance = createChance(seed);
  while (counts.kills < kills && counts.findings.length === 0) {
    await oneFolder(Math.min(25, kills - counts.kills), chance, counts, say);
  }
  return counts;
}

/** What goes from one life to the next. */
interface Tale {
  readonly ground: Ground;
  readonly operators: readonly Operator[];
  readonly vault: ReturnType<typeof createVault>;
  seenSeq: number;
  killedAt: number | null;
}

async function oneFolder(
  kills: number,
  chance: Chance,
  counts: KillCounts,
  say: (line: string) => void,
): Promise<void> {
  const ground = await openGround();
  try {
    const operators = OPERATORS.map((name, n) =>
      createOperator(name, n === 0, chance, () => (counts.confirmedWrites += 1)),
    );
    const tale: Tale = { ground, operators, vault: createVault(PASSPHRASE), seenSeq: 0, killedAt: null };
    for (let n = 0; n < kills && counts.findings.length === 0; n += 1) {
      // The first life is one of work: there must be something to lose.
      await oneLife(tale, n === 0 ? 'work' : chance.pick(MOMENTS), chance, counts);
      say(`kill ${counts.kills}: ${counts.confirmedWrites} writes confirmed, ${counts.findings.length} findings`);
    }
    if (counts.findings.length === 0) await lastLife(tale, counts);
  } finally {
    await ground.close();
  }
}

async function oneLife(tale: Tale, moment: Moment, chance: Chance, counts: KillCounts): Promise<void> {
  const { ground, operators } = tale;
  const life = startLife(ground.folder);
  let seen: Seen | null = null;
  try {
    seen = moment === 'start' ? await killAtStart(life, chance) : await killAtWork(tale, life, moment, chance);
  } finally {
    await life.kill();
  }
  const killedAt = Date.now();
  counts.kills += 1;
  counts.byMoment[moment] += 1;
  counts.inDoubt += operators.filter((operator) => operator.doubt !== null).length;
  counts.resultsSeen += seen?.results.length ?? 0;
  await look(tale, life, seen, counts);
  tale.killedAt = killedAt;
  // Doors open and shut while nobody watches, too.
  await ground.turnADoor(chance);
}

/** Anywhere from before its first line to its first second. */
async function killAtStart(life: Life, chance: Chance): Promise<null> {
  await pause(chance.below(1_500));
  await life.kill();
  return null;
}

async function killAtWork(tale: Tale, life: Life, moment: Moment, chance: Chance): Promise<Seen> {
  const { ground, operators } = tale;
  const watching = await life.connect('watching');
  if (!watching) throw new Error('killed before its time');
  const seen = await watchLife(watching.client);
  await watching.client.engine.unlockVault({ passphrase: PASSPHRASE });
  const wanted = 20 + chance.below(200);
  const enough = operators.reduce((sum, operator) => sum + operator.confirmed, 0) + wanted;
  const work = operators.map(async (operator) => {
    const connection = await life.connect(operator.name);
    if (connection) await operator.work(life, connection, seen, true);
  });
  const failed = Promise.all(work).then(() => {});
  const ready = (async () => {
    while (operators.reduce((sum, operator) => sum + operator.confirmed, 0) < enough || seen.results.length < 200) {
      await pause(5);
      if (chance.below(30) === 0) await ground.turnADoor(chance);
    }
    if (moment === 'backup') void watching.client.engine.backUp().catch(() => {});
    await pause(chance.below(40));
  })();
  // Ends early only by a write that was refused.
  await Promise.race([ready, failed]);
  await life.kill();
  await failed;
  return seen;
}

async function look(tale: Tale, life: Life, seen: Seen | null, counts: KillCounts): Promise<void> {
  const { ground, operators, vault, killedAt, seenSeq } = tale;
  const { folder } = ground;
  await inCopy(folder, (store, copy) => {
    const samples = samplesAreThere(store, seen?.results ?? []);
    counts.valuesOfTheLastMoment += samples.lost;
    counts.findings.push(
      ...filesAreWhole(store, copy, folder),
      ...writesAreThere(store, { folder, operators, vault, seenSeq }),
      ...statesAgree(copy),
      ...alertsAreTrue(store),
      ...samples.findings,
      ...oldFiguresAreThere(store, ground, ground.old.checks.slice(0, 5)),
    );
    // One that was killed in its start may not have come to say that it is there.
    if (killedAt !== null && seen) counts.findings.push(...gapIsKnown(store, killedAt, life.startedAt));
    tale.seenSeq = store.journal.head().seq;
  });
  if (seen) counts.findings.push(...partialBackupsFromBefore(folder, life));
}

/** Those of this very life may be there: it was killed in the middle of one. */
function partialBackupsFromBefore(folder: string, life: Life): readonly string[] {
  const begun = new Date(life.startedAt).toISOString().replaceAll(':', '-');
  return partialBackups(folder)
    .filter((file) => file < `watchfloor-${begun}`)
    .map((file) => `${file} was left by an engine before`);
}

/** A life that is not killed: it ends in order, and everything is there. */
async function lastLife(tale: Tale, counts: KillCounts): Promise<void> {
  const { ground, operators, vault, seenSeq } = tale;
  const life = startLife(ground.folder);
  try {
    await life.connect('watching');
    const status = await life.end();
    if (status !== 0) counts.findings.push(`told to end, the engine ended with ${status}`);
  } finally {
    await life.kill();
  }
  await inCopy(ground.folder, (store, copy) => {
    counts.findings.push(
      ...filesAreWhole(store, copy, ground.folder),
      ...writesAreThere(store, { folder: ground.folder, operators, vault, seenSeq }),
      ...oldFiguresAreThere(store, ground, ground.old.checks),
    );
    counts.journalEntries += store.journal.head().seq;
    counts.alerts += store.journal.list({ kinds: ['alert'], limit: 1_000_000 }).length;
  });
}
