// A runbook as the library shows it before it is run: its steps in words, with their commands as they stand in the file.
import type { Runbook, RunbookStep, StepOutline } from '../../../contract/model/runbook.ts';
import { findStepKind } from '../../steps/index.ts';

export const outlineOf = ({ steps }: Pick<Runbook, 'steps'>): readonly StepOutline[] => steps.map(stepOutline);

function stepOutline(step: RunbookStep): StepOutline {
  const { id, title, kind, risk, confirm, verify, rollback } = step;
  return { id, title, kind, does: doesOf(step), risk, confirm, verify, rollback, ...commandOf(step) };
}

/** In the words of its kind, `${…}` and all. The body is what the kind's schema made of it already. */
const doesOf = ({ kind, body }: RunbookStep): string => findStepKind(kind)?.does(body) ?? '';

const listIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Only `run` has one: the arguments as one line, or the script as it goes over standard input. */
function commandOf({ kind, body }: RunbookStep): Pick<StepOutline, 'command' | 'on'> {
  if (kind !== 'run') return { command: '', on: '' };
  const { argv, script, args, on } = body;
  const command = typeof script === 'string' ? script.trimEnd() : listIn(argv).map(shown).join(' ');
  const handed = listIn(args).map(shown).join(' ');
  return {
    command: handed === '' ? command : `${command}\n# args: ${handed}`,
    on: Array.isArray(on) ? on.join(', ') : typeof on === 'string' ? on : 'local',
  };
}

/** An argument that is more than one word stands in quotes; `${…}` stays as it is. */
const shown = (argument: string): string =>
  /^(?:[\w@%+=:,./-]|\$\{[^}]*\})+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
