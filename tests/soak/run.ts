// `npm run soak`: the long forms of "nothing lost". `-- --kills 300` kills engines under load and looks after each kill;
// `-- --starts 100` kills them in the middle of a migration; `-- --deliveries 200` between alerts and their deliveries;
// `-- --minutes 60` watches one at a high rate. Ends with counts,
// and with a status other than 0 when anything was lost or did not stay flat. `--seed` has a run again.
import { parseArgs } from 'node:util';
import { createChance } from '../support/kill-chance.ts';
import { killDeliveries } from '../support/kill-deliveries.ts';
import { killEngines } from '../support/kill-run.ts';
import { killStarts } from '../support/kill-start.ts';
import { watchHighRate } from './high-rate.ts';

const { values: args } = parseArgs({
  options: {
    kills: { type: 'string' },
    starts: { type: 'string' },
    deliveries: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
  },
});
const nothingAsked = [args.kills, args.starts, args.deliveries, args.minutes].every((one) => one === undefined);
const kills = Number(args.kills ?? (nothingAsked ? 100 : 0));
const starts = Number(args.starts ?? (nothingAsked ? 30 : 0));
const deliveries = Number(args.deliveries ?? (nothingAsked ? 50 : 0));
const minutes = Number(args.minutes ?? (nothingAsked ? 10 : 0));
const seed = Number(args.seed ?? Math.floor(Math.random() * 1e9));
if (![kills, starts, deliveries, minutes, seed].every((one) => Number.isFinite(one) && one >= 0)) {
  process.stderr.write('Usage: npm run soak -- [--kills N] [--starts N] [--deliveries N] [--minutes N] [--seed N]\n');
  process.exit(2);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`… ${line}\n`);
const failures: string[] = [];

say(`seed ${seed}`);
if (kills > 0) {
  const counts = await killEngines({ kills, seed, say: note });
  const { work, backup, start } = counts.byMoment;
  say(`${counts.kills} kills: ${work} at work, ${backup} while a backup was made, ${start} in a start`);
  say(`${counts.confirmedWrites} writes confirmed, ${counts.inDoubt} in doubt at a kill (each whole or absent)`);
  say(`${counts.resultsSeen} results seen, ${counts.valuesOfTheLastMoment} values of the last half second not stored`);
  say(`${counts.journalEntries} journal entries, ${counts.alerts} alerts, none twice; lost: ${counts.findings.length}`);
  failures.push(...counts.findings);
}
if (starts > 0) {
  const counts = await killStarts(starts, 3, createChance(seed));
  say(
    `${counts.kills} kills in starts on an older folder, ${counts.inTime} before it was up to date, ${counts.starts} let through; lost: ${counts.findings.length}`,
  );
  failures.push(...counts.findings);
}
if (deliveries > 0) {
  const counts = await killDeliveries({ kills: deliveries, seed, say: note });
  say(
    `${counts.kills} kills between alerts and deliveries: ${counts.alerts} alerts (${counts.told} told, ${counts.cancelled} over before anybody was told, ${counts.overtaken} overtaken by newer news)`,
  );
  say(
    `${counts.notices} messages, ${counts.deliveries} deliveries, ${counts.refused} tries refused, ${counts.duplicates} received again under the same key, ${counts.queued} queued; lost: ${counts.findings.length}`,
  );
  failures.push(...counts.findings);
}
if (minutes > 0) {
  const seen = await watchHighRate(minutes, seed, note);
  say(`${minutes} minutes at ${Math.round(seen.resultsPerSecond)} results a second`);
  for (const { what, trend, isFlat } of seen.rows) {
    const { slopePerMinute, rise, most, last } = trend;
    say(
      `${isFlat ? 'flat' : 'NOT FLAT'}  ${what}: ${slopePerMinute.toFixed(3)} a minute, last third ${rise.toFixed(1)} above the middle, most ${most.toFixed(1)}, last ${last.toFixed(1)}`,
    );
    if (!isFlat) failures.push(`${what} did not stay flat`);
  }
  say(
    `${seen.journalEntries} journal entries, watchfloor.db ${seen.databaseMb.toFixed(1)} MB, samples.db ${seen.samplesMb.toFixed(1)} MB`,
  );
  failures.push(...seen.troubles);
}
for (const failure of failures) say(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
