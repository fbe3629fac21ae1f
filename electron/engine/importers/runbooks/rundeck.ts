// Jobs of Rundeck, as it exports them in YAML or JSON: a list of jobs, each of which becomes a draft.
import { createDraft, type DraftBuilder, oneLine } from './draft-builder.ts';
import { slug } from './draft-ids.ts';
import type { Draft, FormatReading, RunbookFormat } from './format.ts';
import { quoted } from './notes.ts';
import { createOptions, type RundeckOptions } from './rundeck-options.ts';
import { addSequence, type JobNodes } from './rundeck-steps.ts';
import { readTree, type TreeNode } from './tree.ts';
import { plainDollars } from './value-references.ts';

export const rundeck: RunbookFormat = {
  name: 'Rundeck',
  fits: (name, text) =>
    /\.(?:ya?ml|json)$/.test(name) &&
    /^[\s[{-]*["']?(?:- )?.*["']?sequence["']?\s*:/m.test(text) &&
    /["']?commands["']?\s*:/.test(text),
  read(_name, text): FormatReading {
    const { root, faults } = readTree(text);
    if (!root) return { drafts: [], findings: faults };
    const jobs = root.isList ? root.items() : [root];
    const findings = [...faults];
    const drafts = jobs.slice(0, MAX_JOBS).flatMap((job) => {
      const made = jobOf(job);
      if (made) return [made];
      findings.push({ line: job.line, what: 'this is no job of Rundeck: it has no sequence of commands' });
      return [];
    });
    const [more] = jobs.slice(MAX_JOBS);
    if (more)
      findings.push({
        line: more.line,
        what: `from here on ${jobs.length - MAX_JOBS} jobs were not read: split the file`,
      });
    return { drafts, findings };
  },
};

const MAX_JOBS = 100;
/** Keys that are read, or that mean nothing outside of Rundeck. */
const READ = new Set(
  'name description id uuid group options option sequence nodefilters dispatch timeout loglevel executionEnabled scheduleEnabled nodeFilterEditable nodesSelectedByDefault defaultTab maxThreadCount tags'.split(
    ' ',
  ),
);
const SAID: Readonly<Record<string, string>> = {
  schedule: 'a schedule: nothing starts a runbook by the clock',
  schedules: 'a schedule: nothing starts a runbook by the clock',
  timeZone: 'a time zone of its schedule',
  notification: 'notifications: add steps of kind notify where somebody is to be told',
  notifyAvgDurationThreshold: 'a notification when it takes long',
  retry: 'a retry of the whole job',
  orchestrator: 'an orchestrator, which says in what order nodes are taken',
  multipleExecutions: 'that it may run several times at once',
  logging: 'limits of its log',
  loglimit: 'limits of its log',
  loglimitAction: 'limits of its log',
  plugins: 'plugins of the job',
  runnerSelector: 'which runner it goes through',
};

function jobOf(
  job: TreeNode,
): { readonly draft: Draft; readonly findings: ReturnType<DraftBuilder['notes']['list']> } | null {
  const commands = job.get('sequence')?.get('commands');
  if (!commands?.isList) return null;
  const draft = createDraft();
  const options = createOptions(draft, job.get('options') ?? job.get('option'));
  const nodes = nodesOf(draft, job, options);
  addSequence(draft, options, job, nodes);
  for (const [key, node] of job.entries()) {
    if (READ.has(key)) continue;
    draft.notes.add(node.line, `\`${key}\` was not carried over: ${SAID[key] ?? 'it has no place in a runbook'}`);
  }
  const timeout = job.get('timeout')?.text();
  if (timeout !== undefined && timeout !== '')
    draft.notes.add(
      job.get('timeout')?.line ?? 1,
      `a limit of ${quoted(timeout)} for the whole job was not carried over: give steps one of their own`,
    );
  draft.prove();
  if (draft.steps.length === 0) draft.manual('Nothing to do', 'The job has no steps.', [], job.line);
  draft.notes.add(job.line, 'a job has no owner: say who keeps it right');
  draft.notes.add(job.line, 'when it is to be suggested is not in the job: fill in `match`');
  const title = oneLine(plainDollars(job.get('name')?.text() ?? 'Job'), 180);
  const group = job.get('group')?.text() ?? '';
  const meaning = plainDollars(job.get('description')?.text() ?? '')
    .slice(0, 20_000)
    .trim();
  const tags = group === '' ? [] : [oneLine(group, 60)];
  const made = {
    id: slug(title, 'job'),
    title,
    owner: '',
    tags,
    meaning,
    impact: '',
    inputs: draft.inputs,
    steps: draft.steps,
    line: job.line,
  };
  return { draft: made, findings: draft.notes.list() };
}

function nodesOf(draft: DraftBuilder, job: TreeNode, options: RundeckOptions): JobNodes {
  const filters = job.get('nodefilters');
  if (!filters) {
    draft.notes.add(
      job.line,
      'the job names no nodes, so it runs on the server of Rundeck: say `on` where its commands are to run',
    );
    return { on: options.host(job.line), more: {} };
  }
  const filter = filters.get('filter');
  const dispatch = filters.get('dispatch');
  const named =
    filter?.text() ??
    filters
      .get('include')
      ?.entries()
      .map(([key, value]) => `${key}: ${value.text() ?? ''}`)
      .join(', ') ??
    'all nodes';
  draft.notes.add(
    filter?.line ?? filters.line,
    `the nodes ${quoted(named)} were not carried over: whoever starts the run names the hosts (input hosts)`,
  );
  const threads = Number(dispatch?.get('threadcount')?.text() ?? 1);
  const keepsGoing = dispatch?.get('keepgoing')?.text() === 'true';
  const order = dispatch?.get('rankAttribute') ?? dispatch?.get('successOnEmptyNodeFilter');
  if (order)
    draft.notes.add(order.line, 'the order of the nodes, or what counts when there are none, was not carried over');
  const batch = Number.isInteger(threads) && threads >= 1 && threads <= 10_000 ? [threads] : [1];
  return { on: options.hosts(filters.line), more: { batch, ...(keepsGoing && { maxFailed: 10_000 }) } };
}
