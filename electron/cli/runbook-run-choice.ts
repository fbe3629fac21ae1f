// What somebody wants to do with the step in front, asked on a terminal: only what the engine says may be done is offered.
import type { RunActDraft } from '../contract/api/runbooks.ts';
import type { ActType, RunView, StepFace } from '../contract/model/run.ts';
import { cleanLine } from '../engine/lib/text.ts';
import type { Prompter } from './runbook-run-prompt.ts';

export type Choice = { readonly type: 'acts'; readonly acts: readonly RunActDraft[] } | { readonly type: 'leave' };

const LEAVE: Choice = { type: 'leave' };
const acts = (...all: readonly RunActDraft[]): Choice => ({ type: 'acts', acts: all });

/** The word that is typed for each act; a letter is enough. In the order they are offered. */
const WORDS: readonly (readonly [ActType, string])[] = [
  ['go', 'go'],
  ['retry', 'retry'],
  ['retry-failed', 'failed'],
  ['mark-done', 'done'],
  ['go-on', 'on'],
  ['skip', 'skip'],
  ['approve', 'approve'],
  ['refuse', 'no'],
  ['rollback', 'rollback'],
  ['stop', 'halt'],
  ['abort', 'abort'],
];

/** Asks until there is an answer that makes sense. */
export async function chooseAct(prompter: Prompter, view: RunView): Promise<Choice> {
  const offered = WORDS.filter(
    ([type]) => view.can.includes(type) && !(type === 'approve' && view.run.approval === null),
  );
  const words = [...offered.map(([type, word]) => (type === 'go' ? 'go [Enter]' : word)), 'quit'].join(', ');
  for (;;) {
    const said = await prompter.ask(`${words} > `);
    if (said === null || said === 'quit' || said === 'q') return LEAVE;
    const wanted = said === '' ? 'go' : said.toLowerCase();
    const found =
      offered.find(([, word]) => word === wanted) ?? only(offered.filter(([, word]) => word.startsWith(wanted)));
    const choice = found && (await filled(prompter, found[0], view));
    if (choice) return choice;
  }
}

const only = <One>(found: readonly One[]): One | undefined => (found.length === 1 ? found[0] : undefined);

/** With what the act wants besides; undefined: nothing was said, ask anew. */
async function filled(prompter: Prompter, type: ActType, view: RunView): Promise<Choice | undefined> {
  const { face } = view;
  const why = (question: string): Promise<string | null> => prompter.ask(`${question}: `);
  switch (type) {
    case 'go':
      return face ? go(prompter, face) : acts({ type });
    case 'retry':
    case 'retry-failed': {
      const typed = face ? await typedFor(prompter, face) : '';
      return typed === null ? LEAVE : acts({ type, typed });
    }
    case 'mark-done': {
      const evidence = await why('What shows that it is done');
      return evidence ? acts({ type, evidence }) : evidence === null ? LEAVE : undefined;
    }
    case 'skip': {
      const reason = await why('Why it is skipped');
      return reason === null ? LEAVE : acts({ type, reason });
    }
    case 'go-on':
    case 'rollback':
    case 'abort': {
      const reason = await why('Why');
      return reason ? acts({ type, reason }) : reason === null ? LEAVE : undefined;
    }
    case 'approve':
    case 'refuse': {
      const signer = await why('Who signs (not who asked)');
      const reason = signer === null ? null : await why('Why');
      return reason ? acts({ type, signer: signer ?? '', reason }) : reason === null ? LEAVE : undefined;
    }
    case 'stop':
      return acts({ type });
    default:
      return undefined;
  }
}

/** What is asked before a step is done: what must be typed, ticked, filled in or answered. */
async function go(prompter: Prompter, face: StepFace): Promise<Choice | undefined> {
  const ticks = await ticked(prompter, face);
  if (ticks === null) return LEAVE;
  const form = await formOf(prompter, face);
  if (form === null) return LEAVE;
  if (form === undefined) return undefined;
  const typed = await typedFor(prompter, face);
  return typed === null ? LEAVE : acts(...ticks, { type: 'go', typed, form });
}

async function typedFor(prompter: Prompter, { confirm, typed }: StepFace): Promise<string | null> {
  if (confirm !== 'type-target' || typed === '') return '';
  return prompter.ask(`Type "${cleanLine(typed)}" to go: `);
}

/** Items that are not ticked yet, one by one; Enter ticks. */
async function ticked(prompter: Prompter, { checklist }: StepFace): Promise<readonly RunActDraft[] | null> {
  const done: RunActDraft[] = [];
  for (const [item, { text, done: before }] of checklist.entries()) {
    if (before) continue;
    const said = await prompter.ask(`  done? ${cleanLine(text)} [Y/n] `);
    if (said === null) return null;
    if (!said.toLowerCase().startsWith('n')) done.push({ type: 'tick', item, done: true });
  }
  return done;
}

type Form = Extract<RunActDraft, { type: 'go' }>['form'];

async function formOf(prompter: Prompter, face: StepFace): Promise<NonNullable<Form> | null | undefined> {
  if (face.options.length > 0) {
    const said = await prompter.ask(`Which (1 to ${face.options.length}, Enter for the marked one): `);
    if (said === null) return null;
    const picked = said === '' ? face.defaultOption : Number(said) - 1;
    return picked !== null && Number.isInteger(picked) && face.options[picked] ? { option: picked } : undefined;
  }
  const form: Record<string, string> = {};
  for (const { name, label, default: preset } of face.fields) {
    const said = await prompter.ask(
      `  ${cleanLine(label)}${preset === null ? '' : ` [${cleanLine(String(preset))}]`}: `,
    );
    if (said === null) return null;
    if (said !== '') form[name] = said;
  }
  return form;
}
