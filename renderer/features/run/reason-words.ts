// Pure: what a dialog for an act that wants a word says: its title, what it comes to, what the field is called.
import type { Run, RunStep } from '../../../electron/contract/model/run.ts';
import type { Dialog } from '../../store/dialogs.ts';
import { changesOf } from './run-facts.ts';

export type WordAct = Extract<Dialog, { type: 'run-reason' }>['act'];

interface ReasonWords {
  readonly title: string;
  /** What it does and what it costs, one or two sentences. */
  readonly says: string;
  /** Of the field; null: none besides those of the act. */
  readonly field: string | null;
  readonly placeholder: string;
  readonly save: string;
  /** Said when it was taken. */
  readonly done: string;
  readonly optional: boolean;
}

const plain = (part: Omit<ReasonWords, 'optional' | 'field'> & Partial<ReasonWords>): ReasonWords => ({
  field: 'Why',
  optional: false,
  ...part,
});

/** `step`: the one in front; null when there is none. `isOptional`: it may be left out without a reason. */
export function reasonWords(act: WordAct, run: Run, step: RunStep | null): ReasonWords {
  const name = step ? `Step ${step.n}, ${step.title}` : 'The run';
  const words: Readonly<Record<WordAct, () => ReasonWords>> = {
    skip: () =>
      plain({
        title: 'Skip this step',
        says: `${name}, is left out. The run cannot end green; the skip stands in hand-over and report.`,
        placeholder: 'the carrier did it from their side, ticket 88213',
        save: 'Skip',
        done: 'Skipped.',
      }),
    'mark-done': () =>
      plain({
        title: 'Mark it done',
        says: `${name}: not executed from here. What you say now is the evidence.`,
        field: 'Evidence',
        placeholder: 'looked on the host: the port is up since 02:41, 0 errors',
        save: 'Mark done',
        done: 'Marked done, with your evidence.',
      }),
    'go-on': () =>
      plain({
        title: 'Go on although it failed',
        says: `${name}, stays failed, and so does the run. The next step comes to the front.`,
        placeholder: 'known: this counter is not there on the old model',
        save: 'Go on',
        done: 'Going on. It stays failed.',
      }),
    rollback: () => rollbackWords(run),
    abort: () =>
      plain({
        title: 'Abort the run',
        says: 'It ends here, as aborted. What was changed stays changed: rolling back is another key.',
        placeholder: 'wrong switch: the fault is on the other side',
        save: 'Abort',
        done: 'The run was aborted.',
      }),
    'take-pen': () =>
      plain({
        title: 'Take the pen',
        says: `${run.pen} holds it and will only watch from now on. It stands in the record.`,
        placeholder: 'went off shift at 03:00',
        save: 'Take it',
        done: 'The pen is yours.',
      }),
    'pass-pen': () =>
      plain({
        title: 'Pass the pen',
        says: 'From then on you see everything and change nothing.',
        field: null,
        placeholder: '',
        save: 'Pass it on',
        done: 'The pen is passed on.',
      }),
    approve: () => signWords('Sign', 'Sign it', 'Signed.'),
    refuse: () => signWords('Refuse to sign', 'Refuse', 'Refused. The step does not run.'),
    link: () =>
      plain({
        title: 'Link it to an incident',
        says: 'From now on its steps stand in the timeline of that incident too.',
        field: null,
        placeholder: '',
        save: 'Link',
        done: 'Linked.',
      }),
  };
  return words[act]();
}

function rollbackWords(run: Run): ReasonWords {
  const changes = changesOf(run);
  return plain({
    title: 'Roll back',
    says:
      changes.length === 0
        ? 'Nothing was changed so far: the run ends as rolled back.'
        : `Taken back, newest first: ${changes.map(({ n, title }) => `${n} ${title}`).join('; ')}. Each is shown, confirmed and proven like any other step.`,
    placeholder: 'the port goes down again after 20 s',
    save: 'Roll back',
    done: 'Rolling back.',
  });
}

const signWords = (title: string, save: string, done: string): ReasonWords =>
  plain({
    title,
    says: '',
    placeholder: 'read the command; the port carries nothing else',
    save,
    done,
  });
