// The scripted engine about the library of runbooks: what a world brings, what fits it, and what stands before a start.
import { implement } from '@orpc/server';
import type { StartLook } from '../../electron/contract/api/runbooks.ts';
import { contract } from '../../electron/contract/index.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import { PROBLEM_STATUSES } from '../../electron/contract/model/problem-status.ts';
import type {
  RunbookDetail,
  RunbookImport,
  RunbookSummary,
  Suggestion,
} from '../../electron/contract/model/runbook.ts';
import { isFor, madeLibrary } from './made-runbooks.ts';
import type { Stage } from './scripted-engine-inventory.ts';

export function libraryHandlers(stage: Stage) {
  const os = implement(contract).runbooks;
  const began = stage.clock();
  const library = (): readonly RunbookDetail[] => madeLibrary(stage.world().library, began);
  const find = (id: string): RunbookDetail => {
    const found = library().find((runbook) => runbook.id === id);
    if (!found) throw new Error(`There is no runbook ${id}.`);
    return found;
  };
  const fitting = (problem: Problem) => {
    const check = stage.world().checks.get(problem.checkId);
    return library().filter((runbook) => isFor(runbook, problem, check));
  };
  return {
    list: os.list.handler(() => library().map(summaryOf)),
    get: os.get.handler(({ input }) => find(input.runbookId)),
    suggest: os.suggest.handler(({ input }) => {
      const problem = stage.world().problems.get(input.problemId);
      return problem ? fitting(problem).map((runbook, at) => suggestionOf(runbook, problem, at)) : [];
    }),
    fitting: os.fitting.handler(() => {
      const problems = [...stage.world().problems.values()].toSorted(worstFirst);
      return library().map((runbook) => {
        const own = problems.filter((problem) => isFor(runbook, problem, stage.world().checks.get(problem.checkId)));
        return { runbookId: runbook.id, problemIds: own.slice(0, 50).map(({ id }) => id), count: own.length };
      });
    }),
    importFiles: os.importFiles.handler(({ input }) => {
      stage.heard('importFiles', input);
      return input.files.map(importOf);
    }),
    keepDraft: os.keepDraft.handler(({ input, errors }) => {
      stage.heard('keepDraft', input);
      if (input.name.startsWith('taken'))
        throw errors.CONFLICT({
          message: `${input.name} is there already. Nothing was written.`,
          data: { fields: [{ path: 'name', message: 'a file of this name is there already' }] },
        });
      return { file: `/srv/runbooks/${input.name}` };
    }),
    look: os.look.handler(({ input, errors }) => {
      stage.heard('look', input);
      const detail = find(input.runbookId);
      const port = input.inputs.port;
      if (typeof port === 'string' && !/^Ethernet[0-9/]{1,12}$/.test(port))
        throw errors.INVALID({
          message: 'An input is not acceptable.',
          data: { fields: [{ path: 'inputs.port', message: 'must be like Ethernet1/24' }] },
        });
      return lookOf(stage, detail, input);
    }),
  };
}

const worstFirst = (a: Problem, b: Problem): number =>
  PROBLEM_STATUSES.indexOf(a.status) - PROBLEM_STATUSES.indexOf(b.status);

function summaryOf({
  meaning,
  impact,
  inputs,
  limits,
  change,
  outline,
  source,
  ...summary
}: RunbookDetail): RunbookSummary {
  return summary;
}

function suggestionOf(runbook: RunbookDetail, problem: Problem, at: number): Suggestion {
  const { total, green } = runbook.runs;
  return {
    runbookId: runbook.id,
    title: runbook.title,
    hash: runbook.hash,
    problemId: problem.id,
    score: 100 - at,
    reasons: [`for ${problem.status} of ${runbook.match[0]?.kind}`, `${total} runs, ${green} green`],
    freshness: runbook.freshness,
    estimateMs: runbook.estimateMs,
  };
}

function lookOf(
  stage: Stage,
  detail: RunbookDetail,
  input: {
    readonly problemId: Problem['id'] | null;
    readonly windowId: string | null;
    readonly inputs: Readonly<Record<string, unknown>>;
  },
): StartLook {
  const { hosts, problems, runs } = stage.world();
  const host = input.problemId ? hosts.get(problems.get(input.problemId)?.hostId ?? ('' as never)) : undefined;
  const known = detail.inputs.flatMap(({ name, from, default: usual }) => {
    const value = from === 'problem' ? host?.name : usual;
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  const inputs: Record<string, unknown> = { ...Object.fromEntries(known), ...input.inputs };
  const many = Array.isArray(inputs.hosts) && inputs.hosts.length > detail.limits.maxTargets;
  const other = [...runs.values()].find((run) => run.runbookId === detail.id && run.endedAt === null);
  const outside =
    detail.change === 'none' || input.windowId === 'w-now'
      ? null
      : input.windowId === null
        ? 'No maintenance window is named for it.'
        : 'Core upgrade begins later.';
  const mustAccept = detail.freshness === 'expired';
  return {
    detail,
    inputs,
    outside,
    mustAccept,
    blocks: many ? [`It would run on ${(inputs.hosts as []).length} hosts, at most ${detail.limits.maxTargets}.`] : [],
    warns: [
      ...(detail.state === 'draft' ? ['It is a draft: nobody has taken it over yet.'] : []),
      ...(outside === null ? [] : [outside]),
      ...(mustAccept ? ['Its review is long over: read it and accept it.'] : []),
      ...(other ? [`A run of it is under way by ${other.startedBy}.`] : []),
    ],
    windows:
      detail.change === 'none'
        ? []
        : [
            { windowId: 'w-now', name: 'Kernel patching', change: 'CHG-20931', active: true },
            { windowId: 'w-later', name: 'Core upgrade', change: 'CHG-20940', active: false },
          ],
  };
}

/** A draft of whatever comes: one step a line that begins with `$`. */
function importOf({ name, text }: { readonly name: string; readonly text: string }): RunbookImport {
  const commands = text.split('\n').filter((line) => line.startsWith('$ '));
  const stem = name.replace(/\.[^.]*$/, '');
  if (commands.length === 0)
    return {
      file: name,
      draft: '',
      name: '',
      title: '',
      steps: 0,
      commands: 0,
      inputs: [],
      findings: [{ line: 1, what: 'Nothing in it is a step: no heading, no list, no command.' }],
    };
  return {
    file: name,
    draft: `apiVersion: watchfloor/v1\nkind: Runbook\nid: ${stem}\ntitle: ${stem}\nstate: draft\nsteps:\n${commands
      .map((line, at) => `  - id: step-${at + 1}\n    run: { argv: [${line.slice(2).split(' ').join(', ')}] }`)
      .join('\n')}\n`,
    name: `${stem}.yaml`,
    title: stem,
    steps: commands.length,
    commands: commands.length,
    inputs: ['host'],
    findings: [
      { line: 3, what: 'A picture was left out: runbooks carry none.' },
      {
        line: 9,
        what: 'Whether this command changes a host cannot be told: it is marked destructive until somebody says.',
      },
    ],
  };
}
