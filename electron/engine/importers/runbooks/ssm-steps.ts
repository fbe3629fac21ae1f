// Steps of an SSM document: scripts for a shell are run, waits, signatures and branches have their like here, everything that
// only AWS can do becomes a step by hand with its details. The way from step to step is kept as the document has it.
import { stringify } from 'yaml';
import { addCommand } from './command-step.ts';
import { type DraftBuilder, oneLine, type StepDraft } from './draft-builder.ts';
import { createIds } from './draft-ids.ts';
import { fenced } from './markdown-text.ts';
import { quoted } from './notes.ts';
import { quoteWord } from './shell-words.ts';
import { branchBody } from './ssm-branch.ts';
import type { SsmParameters } from './ssm-parameters.ts';
import type { TreeNode } from './tree.ts';
import { plainDollars, textWith } from './value-references.ts';

interface Documented {
  readonly draft: DraftBuilder;
  readonly parameters: SsmParameters;
}

/** What of a step belongs to it whatever it does. */
interface SsmStep {
  readonly node: TreeNode;
  readonly name: string;
  readonly action: string;
  readonly inputs: TreeNode | undefined;
  readonly base: Partial<StepDraft> & { readonly id: string };
  readonly nextId: string;
}

const MAX_MAIN_STEPS = 190;

export function addMainSteps(draft: DraftBuilder, parameters: SsmParameters, list: TreeNode): void {
  const all = list.items();
  const nodes = all.slice(0, MAX_MAIN_STEPS);
  const [left] = all.slice(MAX_MAIN_STEPS);
  if (left)
    draft.notes.add(
      left.line,
      `the ${all.length - MAX_MAIN_STEPS} steps from here on were not carried over: a runbook has 200 at most`,
    );
  const nextId = createIds();
  nextId('proof', 'proof');
  const ids = nodes.map((node) => nextId(node.get('name')?.text() ?? '', 'step'));
  const byName = new Map(nodes.map((node, index) => [node.get('name')?.text() ?? '', ids[index] ?? '']));
  const jumps = nodes.some((node) => isJump(node));
  for (const [index, node] of nodes.entries()) {
    const following = ids[index + 1] ?? 'end';
    const way = wayOf(draft, node, byName, following, jumps);
    const action = node.get('action')?.text() ?? '';
    const back = jumps && nodes.slice(index).some((later) => targetsOf(later).includes(node.get('name')?.text() ?? ''));
    if (back)
      draft.notes.add(node.line, `a later step leads back to ${quoted(ids[index] ?? '')}: it may be entered 10 times`);
    const base = { id: ids[index] ?? 'step', ...way, ...(back && { maxVisits: 10 }) };
    oneStep(
      { draft, parameters },
      { node, name: node.get('name')?.text() ?? action, action, inputs: node.get('inputs'), base, nextId: following },
      byName,
    );
  }
  draft.prove(jumps);
}

const isJump = (node: TreeNode): boolean =>
  node.get('nextStep') !== undefined ||
  node.get('isEnd')?.text() === 'true' ||
  node.get('action')?.text() === 'aws:branch' ||
  /^step:/.test(node.get('onFailure')?.text() ?? '');

/** Names of the steps that a step leads to. */
function targetsOf(node: TreeNode): readonly string[] {
  const choices = node.get('inputs')?.get('Choices')?.items() ?? [];
  const failed = /^step:(.+)$/.exec(node.get('onFailure')?.text() ?? '')?.[1];
  return [
    node.get('nextStep')?.text(),
    node.get('inputs')?.get('Default')?.text(),
    failed,
    ...choices.map((choice) => choice.get('NextStep')?.text()),
  ].filter((one) => one !== undefined);
}

function wayOf(
  draft: DraftBuilder,
  node: TreeNode,
  byName: ReadonlyMap<string, string>,
  following: string,
  jumps: boolean,
): Partial<StepDraft> {
  const next = node.get('nextStep')?.text();
  const ends = node.get('isEnd')?.text() === 'true';
  const failed = node.get('onFailure')?.text() ?? '';
  const target = /^step:(.+)$/.exec(failed)?.[1];
  const isBranch = node.get('action')?.text() === 'aws:branch';
  const goes = ends ? 'end' : next === undefined ? following : (byName.get(next) ?? following);
  if (next !== undefined && !byName.has(next))
    draft.notes.add(
      node.get('nextStep')?.line ?? node.line,
      `there is no step ${quoted(next)} to go to: it goes on with the one after it`,
    );
  const critical = node.get('isCritical')?.text() !== 'false';
  const onFailure =
    target !== undefined && byName.has(target)
      ? `goto:${byName.get(target)}`
      : failed === 'Continue' || !critical
        ? 'continue'
        : undefined;
  if (target !== undefined && !byName.has(target))
    draft.notes.add(
      node.get('onFailure')?.line ?? node.line,
      `there is no step ${quoted(target)} to go to after a failure: the run stops`,
    );
  for (const [key, what] of [
    ['onCancel', 'what is done when it is cancelled'],
    ['maxAttempts', 'how often it is tried again'],
    ['outputs', 'what it puts out'],
    ['precondition', 'its precondition'],
    ['isCritical', ''],
  ] as const) {
    const there = node.get(key);
    if (there && what !== '') draft.notes.add(there.line, `\`${key}\` was not carried over: ${what}`);
  }
  // biome-ignore lint/suspicious/noThenProperty: it is the word of the grammar, nobody awaits it.
  return { ...(jumps && !isBranch && { then: goes }), ...(onFailure !== undefined && { onFailure }) };
}

/** Adds the step; its id. */
function oneStep(made: Documented, step: SsmStep, byName: ReadonlyMap<string, string>): string {
  const { draft, parameters } = made;
  const { inputs, base, node } = step;
  const about = aboutOf(made, step);
  const plain = { ...base, title: titleOf(step), ...(about !== '' && { about }), line: node.line };
  switch (step.action) {
    case 'aws:runCommand':
      return runCommand(made, step, about);
    case 'aws:runShellScript':
      return script(made, step, about, inputs?.get('runCommand'), inputs);
    case 'aws:sleep': {
      const duration = isoDuration(inputs?.get('Duration')?.text() ?? '');
      if (duration === null) return byHand(made, step, 'how long it waits cannot be read');
      return draft.add({ ...plain, kind: 'wait', body: { for: duration } });
    }
    case 'aws:approve': {
      const message = inputs?.get('Message')?.text() ?? '';
      const seconds = Number(node.get('timeoutSeconds')?.text() ?? 0);
      const within = seconds >= 1 && seconds <= 604_800 ? { within: `${Math.floor(seconds)}s` } : {};
      draft.notes.add(
        inputs?.get('Approvers')?.line ?? node.line,
        'who signs (Approvers), how many of them and how they are told was not carried over: name people in `from`',
      );
      return draft.add({
        ...plain,
        kind: 'approve',
        body: {
          ...(message !== '' && { question: textWith(message, parameters.known(message)).slice(0, 2_000) }),
          ...within,
        },
      });
    }
    case 'aws:branch': {
      const body = branchBody(made, node, byName, step.nextId);
      if (body === null) return byHand(made, step, 'its choices cannot be read');
      draft.notes.add(node.line, 'the branch asks a person: what it compares is not known here');
      return draft.add({ ...plain, kind: 'ask', body });
    }
    default:
      return byHand(
        made,
        step,
        step.action === 'aws:pause'
          ? 'it waits until a person goes on'
          : `only AWS can do ${quoted(step.action || 'this')}`,
      );
  }
}

const titleOf = ({ name, node }: SsmStep): string =>
  oneLine(plainDollars(name || (node.get('action')?.text() ?? 'Step')), 160);

function aboutOf({ parameters }: Documented, { node }: SsmStep): string {
  const text = node.get('description')?.text() ?? '';
  return textWith(text.trim(), parameters.known(text.trim())).slice(0, 15_000);
}

function runCommand(made: Documented, step: SsmStep, about: string): string {
  const { inputs, node } = step;
  const document = inputs?.get('DocumentName')?.text() ?? '';
  const given = inputs?.get('Parameters');
  if (!/(?:^|\/)AWS-RunShellScript$/.test(document))
    return byHand(
      made,
      step,
      /PowerShell/i.test(document) ? 'it is for PowerShell' : `only AWS has the document ${quoted(document)}`,
    );
  const where = inputs?.get('InstanceIds') ?? inputs?.get('Targets');
  made.draft.notes.add(
    where?.line ?? node.line,
    'on which machines it runs was not carried over: on the host that the run is asked for',
  );
  for (const [key, other] of inputs?.entries() ?? []) {
    if (!['DocumentName', 'InstanceIds', 'Targets', 'Parameters'].includes(key))
      made.draft.notes.add(other.line, `\`${key}\` was not carried over`);
  }
  return script(made, step, about, given?.get('commands'), given);
}

function script(
  made: Documented,
  step: SsmStep,
  about: string,
  commands: TreeNode | undefined,
  settings: TreeNode | undefined,
): string {
  const { draft, parameters } = made;
  const { node, base } = step;
  const parts = commands?.isList ? commands.items() : commands ? [commands] : [];
  const rows = parts.flatMap((part) => {
    const text = part.text() ?? '';
    const from = text.includes('\n') && text.trimEnd().includes('\n') ? part.line + 1 : part.line;
    return text
      .replace(/\n$/, '')
      .split('\n')
      .map((row, index) => ({ row, line: from + index }));
  });
  if (rows.every(({ row }) => row.trim() === '')) return byHand(made, step, 'it has no commands');
  const folder = settings?.get('workingDirectory')?.text() ?? '';
  if (folder !== '')
    rows.unshift({
      row: `cd ${/\{\{/.test(folder) ? `"${folder}"` : quoteWord(folder)} || exit 1`,
      line: settings?.get('workingDirectory')?.line ?? node.line,
    });
  const text = rows.map(({ row }) => row).join('\n');
  const timeout = Number(
    settings?.get('executionTimeout')?.text() ??
      settings?.get('timeoutSeconds')?.text() ??
      node.get('timeoutSeconds')?.text() ??
      0,
  );
  const added = addCommand(draft, {
    script: text,
    lines: rows.map(({ line }) => line),
    title: titleOf(step),
    about,
    spots: parameters.spots(text, node.line),
    step: base,
    ...(timeout >= 1 && timeout <= 86_400 && { more: { timeout: `${Math.floor(timeout)}s` } }),
  });
  return 'why' in added ? byHand(made, step, added.why) : added.id;
}

function byHand(made: Documented, step: SsmStep, why: string): string {
  const { draft, parameters } = made;
  const { node, base } = step;
  const details = stringify(node.plain(), { lineWidth: 0 });
  const cut = details.length > 15_000 ? `${details.slice(0, 15_000)}\n…` : details;
  if (cut !== details)
    draft.notes.add(node.line, 'the details of the step are too long: only their beginning was carried over');
  const timeout = node.get('timeoutSeconds');
  if (timeout) draft.notes.add(timeout.line, '`timeoutSeconds` was not carried over: a step by hand has no limit');
  draft.notes.add(node.line, `the step ${quoted(step.name)} stays text: ${why}`);
  const body = {
    text: `As it stands in the document (${plainDollars(why)}):\n\n${fenced(textWith(cut, parameters.known(cut)), 'yaml')}`,
  };
  const about = aboutOf(made, step);
  return draft.add({
    ...base,
    title: titleOf(step),
    ...(about !== '' && { about }),
    kind: 'manual',
    body,
    line: node.line,
  });
}

/** 'PT10M' → '600s'; null: it cannot be read, or is longer than a week. */
function isoDuration(text: string): string | null {
  const [whole, days, hours, minutes, seconds] =
    /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const total =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  if (total < 1 || total > 604_800) return null;
  return total % 60 === 0 ? `${total / 60}m` : `${total}s`;
}

/** Documents of schema 1.2: a list of scripts under the name of their plugin. */
export function addRuntimeConfig(draft: DraftBuilder, parameters: SsmParameters, runtime: TreeNode): void {
  for (const [plugin, config] of runtime.entries()) {
    const properties = config.get('properties');
    for (const node of properties?.isList ? properties.items() : properties ? [properties] : []) {
      const name = node.get('id')?.text() ?? plugin;
      const step = { node, name, action: plugin, inputs: node, base: { id: name }, nextId: 'end' };
      oneStep({ draft, parameters }, step, new Map());
    }
  }
  draft.prove();
}
