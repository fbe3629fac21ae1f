// Steps of a Rundeck job: commands and scripts are run, jobs are called, everything that only Rundeck can do becomes a step by
// hand with its details.
import { stringify } from 'yaml';
import { addCommand } from './command-step.ts';
import { type DraftBuilder, oneLine, type StepDraft } from './draft-builder.ts';
import { slug } from './draft-ids.ts';
import { fenced } from './markdown-text.ts';
import { quoted } from './notes.ts';
import type { RundeckOptions } from './rundeck-options.ts';
import { splitWords } from './shell-words.ts';
import type { TreeNode } from './tree.ts';
import { textWith } from './value-references.ts';

/** Where its commands run, and how many at once. */
export interface JobNodes {
  readonly on: string;
  readonly more: Readonly<Record<string, number | number[]>>;
}

interface Job {
  readonly draft: DraftBuilder;
  readonly options: RundeckOptions;
  readonly nodes: JobNodes;
  readonly keepsGoing: boolean;
}

/** Each may bring a step for when it fails. */
const MAX_COMMANDS = 95;

export function addSequence(draft: DraftBuilder, options: RundeckOptions, job: TreeNode, nodes: JobNodes): void {
  const sequence = job.get('sequence');
  const keepsGoing = sequence?.get('keepgoing')?.text() === 'true';
  const strategy = sequence?.get('strategy');
  if (strategy?.text() !== undefined && strategy.text() !== 'node-first' && strategy.text() !== 'step-first')
    draft.notes.add(
      strategy.line,
      `the strategy ${quoted(strategy.text() ?? '')} was not carried over: steps go one after the other`,
    );
  if (strategy?.text() === 'node-first')
    draft.notes.add(
      strategy.line,
      'Rundeck does all steps on one node and then on the next (node-first); a run does each step on all hosts before the next step',
    );
  const commands = sequence?.get('commands')?.items() ?? [];
  const [left] = commands.slice(MAX_COMMANDS);
  if (left)
    draft.notes.add(
      left.line,
      `the ${commands.length - MAX_COMMANDS} steps from here on were not carried over: a runbook has 200 at most`,
    );
  for (const command of commands.slice(0, MAX_COMMANDS)) addStep({ draft, options, nodes, keepsGoing }, command, {});
}

function addStep(job: Job, command: TreeNode, more: Partial<StepDraft>): string {
  const handler = command.get('errorhandler');
  const keepsGoing = job.keepsGoing || command.get('keepgoingOnSuccess')?.text() === 'true';
  // Its id must be known before it stands in the draft: the step before it names it.
  const handlerId = handler && `on-failure-${job.draft.steps.length + 1}`;
  const onFailure = handlerId ? `goto:${handlerId}` : keepsGoing ? 'continue' : undefined;
  const step = { ...(onFailure !== undefined && { onFailure }), ...more };
  const id = oneStep(job, command, step);
  if (handler && handlerId) {
    const goesOn = handler.get('keepgoingOnSuccess')?.text() === 'true' || job.keepsGoing;
    // biome-ignore lint/suspicious/noThenProperty: it is the word of the grammar, nobody awaits it.
    const way = goesOn ? {} : { then: 'end' };
    addStep({ ...job, keepsGoing: false }, handler, { id: handlerId, aside: true, ...way });
    job.draft.notes.add(
      handler.line,
      `what Rundeck does when the step fails became a step of its own; the failed step stays failed${goesOn ? '' : ', and the run ends after it'}`,
    );
  }
  return id;
}

function oneStep(job: Job, command: TreeNode, step: Partial<StepDraft>): string {
  for (const key of ['plugins', 'refs']) {
    const node = command.get(key);
    if (node) job.draft.notes.add(node.line, `\`${key}\` of the step was not carried over`);
  }
  const exec = command.get('exec');
  const script = command.get('script');
  if (exec?.text() !== undefined) return run(job, command, exec, step);
  if (script?.text() !== undefined) return run(job, command, script, step);
  const called = command.get('jobref');
  return called ? call(job, command, called, step) : byHand(job, command, step, whyByHand(command));
}

function titleOf({ options }: Job, command: TreeNode, otherwise: string): string {
  const given = command.get('description')?.text();
  const text = given !== undefined && given.trim() !== '' ? given : otherwise;
  return oneLine(textWith(text, options.spots(text, command.line)), 160);
}

/** Interpreters that a script here may have. */
const SHELL = /^(?:sudo\s+)?(?:\/usr\/bin\/env\s+)?(?:\/(?:usr\/)?bin\/)?(?:ba|da)?sh(?:\s+-\w+)*$/;

function run(job: Job, command: TreeNode, node: TreeNode, step: Partial<StepDraft>): string {
  const { draft, options, nodes } = job;
  const text = node.text() ?? '';
  const isScript = command.get('script') !== undefined;
  const interpreter = command.get('scriptInterpreter')?.text() ?? '';
  const shebang = /^#!\s*(\S.*)/.exec(text)?.[1] ?? '';
  const isOther = [interpreter.replace(/\s*\$\{scriptfile\}/, ''), shebang].some(
    (one) => one !== '' && !SHELL.test(one.trim()),
  );
  if (isScript && isOther)
    return byHand(job, command, step, `its script is for ${quoted(interpreter || shebang)}, not for a shell`);
  if (interpreter !== '')
    draft.notes.add(
      command.get('scriptInterpreter')?.line ?? command.line,
      `the interpreter ${quoted(interpreter)} was not carried over: look whether sudo is to stand in the script`,
    );
  const argsNode = command.get('args');
  const given = argsNode?.text();
  const args =
    given === undefined || given.trim() === ''
      ? undefined
      : splitWords(given).words.map((word) => textWith(word, options.spots(word, argsNode?.line ?? command.line)));
  // A block of text begins in the line under its key.
  const from = text.includes('\n') ? node.line + 1 : node.line;
  const made = addCommand(draft, {
    script: text,
    lines: text.split('\n').map((_, index) => from + index),
    title: titleOf(job, command, isScript ? 'Script' : text),
    about: '',
    spots: options.spots(text, from),
    on: nodes.on,
    ...(isScript && args && { args }),
    more: nodes.more,
    step,
  });
  return 'why' in made ? byHand(job, command, step, made.why) : made.id;
}

function call(job: Job, command: TreeNode, called: TreeNode, step: Partial<StepDraft>): string {
  const { draft, options } = job;
  const name = called.get('name')?.text() ?? called.get('uuid')?.text() ?? 'job';
  const args = called.get('args')?.text() ?? '';
  const words = splitWords(args).words;
  const inputs: Record<string, string> = {};
  for (let at = 0; at < words.length; at += 1) {
    const [, option] = /^-{1,2}([A-Za-z][\w.-]*)$/.exec(words[at] ?? '') ?? [];
    const value = words[at + 1];
    if (option === undefined || value === undefined) {
      draft.notes.add(
        called.line,
        `${quoted(args)} was not read as options of the job from ${quoted(words[at] ?? '')} on`,
      );
      break;
    }
    inputs[slug(option.replaceAll('_', '-'), 'option').replaceAll('-', '_')] = textWith(
      value,
      options.spots(value, called.line),
    );
    at += 1;
  }
  for (const [key, node] of called.entries()) {
    if (!['name', 'group', 'uuid', 'args', 'useName', 'nodeStep'].includes(key))
      draft.notes.add(node.line, `\`${key}\` of the job that is called was not carried over`);
  }
  const runbook = slug(name, 'job');
  draft.notes.add(
    called.line,
    `the job ${quoted(name)} is called as the runbook ${runbook}: it must be there, with inputs of these names`,
  );
  return draft.add({
    ...step,
    title: titleOf(job, command, name),
    kind: 'call',
    body: { runbook, ...(Object.keys(inputs).length > 0 && { inputs }) },
    line: command.line,
  });
}

function whyByHand(command: TreeNode): string {
  const type = command.get('type')?.text();
  if (type !== undefined) return `only Rundeck has the step ${quoted(type)}`;
  if (command.get('scriptfile')) return 'its script is a file on the server of Rundeck';
  if (command.get('scripturl')) return 'its script comes from an address';
  return 'it is no step that is known';
}

function byHand({ draft, options, ...job }: Job, command: TreeNode, step: Partial<StepDraft>, why: string): string {
  const whole = Object.fromEntries(Object.entries(command.plain() ?? {}).filter(([key]) => key !== 'errorhandler'));
  const details = stringify(command.isMap ? whole : command.plain(), { lineWidth: 0 });
  const text = textWith(details, options.spots(details, command.line));
  draft.notes.add(command.line, `the step stays text: ${why}`);
  const type =
    command.get('type')?.text() ?? command.get('scriptfile')?.text() ?? command.get('scripturl')?.text() ?? 'step';
  const body = { text: `As it stands in Rundeck (${why}):\n\n${fenced(text, 'yaml')}`.slice(0, 20_000) };
  return draft.add({
    ...step,
    title: titleOf({ draft, options, ...job }, command, `By hand: ${type}`),
    kind: 'manual',
    body,
    line: command.line,
  });
}
