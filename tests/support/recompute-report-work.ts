// Figures about what people did, and about the monitor, computed again by their definitions (recompute-report.ts).
import { greatest, isEmpty, num, type Row, type Tools, total, unionLength } from './recompute-report-tools.ts';

export function changes({ rowsOf, count }: Tools): void {
  const windows = rowsOf('windows');
  const took = windows.filter((row) => row.course === 'took place');
  count('changes.windows', took);
  const named = took.filter((row) => !isEmpty(row.change));
  count('changes.windows-with-change', named);
  const late = took.filter((row) => row.late === 1);
  count('changes.declared-late', late);
  const early = took.filter((row) => row.early === 1);
  count('changes.ended-early', early);
  const calledOff = windows.filter((row) => row.course === 'called off');
  count('changes.called-off', calledOff);
  const runs = rowsOf('runs').filter((row) => !isEmpty(row.change));
  const ended = (...outcomes: readonly string[]): readonly Row[] =>
    runs.filter((row) => outcomes.includes(String(row.outcome ?? '')));
  count('changes.carried-out', ended('green', 'skips'));
  count('changes.unverified', ended('unverified'));
  count('changes.rolled-back', ended('rolled-back'));
  count('changes.failed', ended('failed', 'aborted'));
  count('changes.under-way', ended(''));
}

export function runbooks({ rowsOf, put, count, spread, known }: Tools): void {
  const runs = rowsOf('runs');
  count('runbooks.runs', runs);
  put('runbooks.used', new Set(runs.map((row) => row.runbook)).size, runs.length);
  for (const outcome of ['green', 'skips', 'unverified', 'failed', 'aborted', 'rolled-back']) {
    const so = runs.filter((row) => row.outcome === outcome);
    count(`runbooks.${outcome}`, so);
  }
  spread('runbooks.took', known(runs, 'tookMs'));
  const interrupted = runs.filter((row) => row.interrupted === 1);
  count('runbooks.interrupted', interrupted);
  count('runbooks.skipped-steps', rowsOf('run-skips'));
  const reviews = rowsOf('runbook-reviews');
  const past = reviews.filter((row) => row.freshness === 'stale' || row.freshness === 'expired');
  put('runbooks.stale', reviews.length === 0 ? null : past.length, reviews.length);
}

export function monitor({ from, rowsOf, basis, put, count, known }: Tools): void {
  const coverage = rowsOf('section-coverage');
  const period = total(coverage, 'periodMs');
  put('monitoring.watched', period === 0 ? null : (100 * total(coverage, 'watchedMs')) / period, coverage.length);
  const gaps = rowsOf('watch-gaps');
  put('monitoring.unwatched', unionLength(gaps), gaps.length);
  put('monitoring.longest-gap', greatest(known(gaps, 'ms')), gaps.length);
  for (const reason of ['engine-down', 'asleep', 'isolated', 'overloaded']) {
    const own = gaps.filter((row) => row.reason === reason);
    put(`monitoring.${reason}`, unionLength(own), own.length);
  }
  count('monitoring.clock-jumps', rowsOf('clock-jumps'));
  put('monitoring.entries', num(basis('head')), null);
  const [first, until] = [basis('recordFrom'), num(basis('until'))];
  const begins = isEmpty(first) || num(first) > until ? until : num(first);
  put('monitoring.before-record', begins > from ? begins - from : 0, null);
}

export function handoffs({ rowsOf, put, count }: Tools): void {
  const all = rowsOf('handoffs');
  const signed = all.filter((row) => row.state === 'accepted' || row.state === 'accepted-with-questions');
  count('handoffs.signed', signed);
  const questioned = all.filter((row) => row.state === 'accepted-with-questions');
  count('handoffs.with-questions', questioned);
  const overridden = signed.filter((row) => row.overridden === 1);
  count('handoffs.overridden', overridden);
  const declined = all.filter((row) => row.state === 'declined');
  count('handoffs.declined', declined);
  const open = all.filter((row) => row.state === 'open');
  count('handoffs.open', open);
  const shifts = rowsOf('shifts');
  const without = shifts.filter((row) => row.handedOver === 0);
  put('handoffs.shifts-without', shifts.length === 0 ? null : without.length, shifts.length);
}
