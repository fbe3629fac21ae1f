// A command or a script, here or over SSH on one or several hosts in batches.
import { runBody, runDoes, runTexts } from './run-body.ts';
import { runFace, runTasks } from './run-tasks.ts';
import { judged } from './run-verdict.ts';
import { defineStep } from './step.ts';

export const runStep = defineStep({
  kind: 'run',
  title: 'Command',
  about: 'Runs a command or a script, on this machine or over SSH on one or several hosts in batches.',
  body: runBody,
  mode: 'work',
  mayChange: true,
  texts: runTexts,
  jumps: () => [],
  does: runDoes,
  face: runFace,
  tasks: runTasks,
  async work(_given, task, context) {
    const { target, shown, secrets, secretEnv = {} } = task;
    if (!target || !shown) throw new Error('a command without a target');
    return judged(await context.execute({ target, shown, secrets, secretEnv }), context.view.step);
  },
});
