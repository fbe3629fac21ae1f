// What `notify` and `escalate` share: whom a message reaches, what it says, and that the operator may change it before it goes.
import { z } from 'zod';
import type { JsonObject } from '../../contract/model/check.ts';
import { invalid } from '../lib/refusal.ts';
import { line, listOf } from './fields.ts';
import type { StepView, Task, TaskPlan, WorkContext, WorkEnd } from './step.ts';
import { reading } from './texts.ts';

const name = line('To', 'A name.', 128).refine(
  (to) => !to.includes('${'),
  'must be a name as it stands: no value goes in here',
);

/** Whom a message is for. */
export const recipients = z.union([name, z.array(name).min(1, 'name somebody').max(32)]).meta({
  title: 'To',
  description: 'on-call (whoever has the duty by any rota), a person, a rota, a channel, or everybody; one or a list.',
});

/** A message as the file has it. */
export interface Draft {
  readonly to: string | readonly string[];
  readonly title: string;
  readonly text: string;
}

/** The message with values put in, as it stands before the operator. */
export function messageFace(draft: Draft, view: StepView) {
  const { read, unknown } = reading(view);
  const message = { to: listOf(draft.to), title: read(draft.title), text: read(draft.text) };
  return { message, unknown: unknown() };
}

export function messageTasks(draft: Draft, view: StepView): TaskPlan {
  const { unknown } = messageFace(draft, view);
  const reached = listOf(draft.to).flatMap((to) => view.reach(to));
  const refusal =
    unknown.length > 0
      ? `not known yet: ${unknown.join(', ')}`
      : reached.length === 0
        ? `nobody is reached by ${listOf(draft.to).join(', ')}: give them a channel, or name somebody else`
        : null;
  const task: Task = { target: null, batch: 1, shown: null, secrets: [] };
  return { tasks: [task], maxFailed: 0, refusal };
}

const edited = z.object({
  to: z.array(z.string().trim().min(1).max(128)).min(1).max(32).optional(),
  title: z.string().trim().min(1).max(500).optional(),
  text: z.string().trim().max(20_000).optional(),
});

/** The message as the operator left it: { to, title, text } of `form`, each of which may be left out. */
function asEdited(form: JsonObject, message: { to: readonly string[]; title: string; text: string }) {
  const parsed = edited.safeParse(form);
  if (!parsed.success) {
    throw invalid(
      parsed.error.issues.map((issue) => ({ path: ['form', ...issue.path].join('.'), message: issue.message })),
    );
  }
  const { to = message.to, title = message.title, text = message.text } = parsed.data;
  return { to, title, text };
}

/** Sends it. Nobody reached, or a message that cannot be kept, is a failure in words. */
export async function sendMessage(draft: Draft, context: WorkContext, escalates: boolean): Promise<WorkEnd> {
  const { clock, form, view } = context;
  const started = clock.mono();
  const end = { exit: null, signal: null, hostKey: '', stdout: null, stderr: null, outputs: {} } as const;
  const took = (): number => Math.max(0, clock.mono() - started);
  try {
    const message = asEdited(form, messageFace(draft, view).message);
    const told = await context.tell({ ...message, escalates });
    return { ...end, ok: true, reason: null, summary: `told ${told.join(', ')}`, durationMs: took() };
  } catch (error) {
    const summary = error instanceof Error ? error.message : String(error);
    return { ...end, ok: false, reason: 'transfer', summary, durationMs: took() };
  }
}
