// The start of a run: everything that stands against it is looked at again, preconditions are checked, and only then the run
// is written, with the text it is pinned to, and goes into its first step.
import { randomUUID } from 'node:crypto';
import type { RunStart, StartLook } from '../../../contract/api/runbooks.ts';
import type { IncidentId, RunId } from '../../../contract/model/ids.ts';
import { isEnded } from '../../../contract/model/incident.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Run, RunStep } from '../../../contract/model/run.ts';
import type { RunBook } from '../../core/run-book.ts';
import { type Decision, EMPTY_MEMORY, type RunKept } from '../../core/run-kept.ts';
import { decideEvent } from '../../core/run-plan.ts';
import { conflict, notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { IncidentBook } from '../incidents/book.ts';
import type { Conditions } from './conditions.ts';
import type { Library, LibraryEntry } from './library.ts';
import type { RunLedger } from './runs-book.ts';
import type { RunBooks } from './runs-books.ts';
import { nameOf } from './runs-entries.ts';
import { createFacts, type FactsMeans } from './runs-facts.ts';
import { type Preconditions, refuseByPreconditions } from './runs-preconditions.ts';

export interface StartOptions {
  readonly store: Pick<Store, 'runs'>;
  readonly library: Pick<Library, 'get'>;
  readonly conditions: Conditions;
  readonly incidents: Pick<IncidentBook, 'row' | 'rows'>;
  readonly ledger: RunLedger;
  readonly books: RunBooks;
  readonly means: FactsMeans;
  readonly preconditions: Preconditions;
  readonly clock: { now(): number };
}

const no = (path: string, message: string) => conflict([{ path, message }]);

/** What forbids a start; what wants a word has got it. A dry run is held up by nothing that only a live one can do wrong. */
function refuseByLook(look: StartLook, { mode, accepted, outsideReason }: RunStart): void {
  if (mode === 'dry') return;
  const [block] = look.blocks;
  if (block !== undefined) throw no('runbookId', look.blocks.join('; '));
  if (look.mustAccept && !accepted)
    throw no('accepted', 'its review is long overdue: read it, and accept it as it stands');
  if (look.outside !== null && outsideReason === '')
    throw no('outsideReason', `${look.outside}: say why it starts nevertheless`);
}

function entryFor(library: Pick<Library, 'get'>, { runbookId, hash }: RunStart): LibraryEntry {
  const entry = library.get(runbookId);
  if (!entry) throw notFound('runbook that can be run');
  if (hash !== null && hash !== entry.hash)
    throw no('hash', 'somebody changed the runbook since you read it: read it again');
  return entry;
}

/** The incident it was started in, or the one that its problem stands in. A dry run belongs to none. */
function incidentFor(
  incidents: StartOptions['incidents'],
  { mode, incidentId, problemId }: RunStart,
): IncidentId | null {
  if (mode === 'dry') return null;
  if (incidentId !== null) {
    if (!incidents.row(incidentId)) throw notFound('incident');
    return incidentId;
  }
  if (problemId === null) return null;
  for (const row of incidents.rows())
    if (!isEnded(row.status) && row.problems.some((one) => one.problemId === problemId)) return row.id;
  return null;
}

const freshStep = ({ path, step, depth, does, place }: RunBook['steps'][number]): RunStep => ({
  path,
  n: place + 1,
  title: step.title,
  kind: step.kind,
  depth,
  does,
  risk: step.risk,
  state: 'ahead',
  aside: step.aside,
  visits: 0,
  attempts: [],
  result: '',
  by: '',
  startedAt: null,
  endedAt: null,
  skipped: null,
  verified: null,
});

/** The problem as it stands; refused where it is over, for then there is nothing to do about it. */
function problemAtStart({ world }: FactsMeans, id: RunStart['problemId']): RunKept['memory']['problem'] {
  if (id === null) return null;
  const problem = world.problemById(id);
  if (!problem) throw notFound('problem');
  const { checkId, hostId, status } = problem;
  const host = world.hosts.get(hostId)?.name ?? hostId;
  const check = world.checks.get(checkId)?.name ?? checkId;
  return { checkId, host, check, status, summary: world.lastResults.get(checkId)?.summary ?? '' };
}

interface Beginning {
  readonly entry: LibraryEntry;
  readonly book: RunBook;
  readonly incidentId: IncidentId | null;
  readonly look: StartLook;
}

/** The run before its first decision: nothing of it is written yet. */
function blankRun(options: StartOptions, input: RunStart, by: string, beginning: Beginning): RunKept {
  const { entry, book, incidentId, look } = beginning;
  const { runbook, hash } = entry;
  const { mode, problemId, change, windowId, outsideReason, accepted } = input;
  const at = options.clock.now();
  const inputs = options.conditions.inputs(runbook, input.inputs, problemId);
  const run: Run = {
    id: randomUUID() as RunId,
    runbookId: runbook.id,
    title: runbook.title,
    hash,
    mode,
    startedAt: at,
    startedBy: by,
    endedAt: null,
    outcome: null,
    phase: 'ready',
    step: null,
    pen: by,
    problemId,
    incidentId,
    hostIds: options.conditions.hostsOf(runbook, inputs, problemId),
    change,
    windowId,
    skips: 0,
    rev: 0,
    owner: runbook.owner,
    inputs,
    outputs: {},
    at: null,
    steps: book.steps.map(freshStep),
    endReason: '',
    outside: look.outside !== null && outsideReason !== '' ? { by, reason: outsideReason } : null,
    accepted: look.mustAccept && accepted ? { by, at } : null,
    preconditions: [],
    approval: null,
    waitsUntil: null,
    rollback: null,
  };
  const pins = book.steps.flatMap(({ path, call }) => (call ? [[path, call.pinned.hash]] : []));
  const problem = problemAtStart(options.means, problemId);
  return { run, memory: { ...EMPTY_MEMORY, withChecks: input.withChecks, problem, pins: Object.fromEntries(pins) } };
}

/** 'ada started "Disk full" (live) for CHG-1, outside of its window: the customer asked for it.' */
function startedWords({ run }: RunKept): string {
  const parts = [
    `${run.startedBy} started the runbook "${run.title}"`,
    run.change === '' ? '' : ` for ${run.change}`,
    run.outside ? `, outside of its window: ${run.outside.reason}` : '',
    run.accepted ? ', read and accepted although its review is long overdue' : '',
  ];
  const failed = run.preconditions.filter(({ ok }) => !ok).map(({ title, found }) => `"${title}": ${found}`);
  const warned = failed.length > 0 ? ` Against its preconditions: ${failed.join('; ')}.` : '';
  return `${parts.join('')}.${warned}`;
}

export function createStart(options: StartOptions) {
  const { store, library, conditions, incidents, ledger, books, means, preconditions } = options;
  return async (input: RunStart, actor: Actor): Promise<Decision> => {
    const by = nameOf(actor);
    const entry = entryFor(library, input);
    const look = conditions.look(input);
    refuseByLook(look, input);
    const { book, texts } = books.fresh(entry);
    const blank = blankRun(options, input, by, { entry, book, look, incidentId: incidentFor(incidents, input) });
    const found = await preconditions(blank, book);
    refuseByPreconditions(found, entry.runbook, input);
    const ready: RunKept = { ...blank, run: { ...blank.run, preconditions: found, startedAt: options.clock.now() } };
    return ledger.add(actor, (at) => {
      for (const text of texts) store.runs.keepText(text, at);
      const facts = createFacts(means, book, by, at);
      const titled = ready.run.steps.map((step) => ({ ...step, ...facts.words(step.path, ready) }));
      const kept: RunKept = { ...ready, run: { ...ready.run, steps: titled } };
      const decision = decideEvent(kept, { type: 'started', text: startedWords(kept) }, facts);
      if (!decision) throw new Error('a new run came to nothing');
      return decision;
    });
  };
}
