// An exported incident comes in: chosen or dropped, looked at first, then taken in. What does not fit is named, and nothing is
// changed.
import { useRef, useState } from 'react';
import type { ImportOutcome } from '../../../electron/contract/api/incidents.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../forms/refusal.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { goToIncident } from '../../store/incidents.ts';
import { say } from '../../store/say.ts';
import { importSent, type SentFile, sendFile } from './import-parts.ts';
import '../../forms/forms.css';
import './import-dialog.css';

/** As the engine has it; a longer file is not even read. */
const LONGEST = 200_000_000;

type Stage =
  | { readonly at: 'empty' }
  | { readonly at: 'reading'; readonly name: string; readonly part: number }
  | { readonly at: 'looked-at'; readonly name: string; readonly sent: SentFile; readonly outcome: ImportOutcome }
  | { readonly at: 'taking-in'; readonly name: string; readonly sent: SentFile; readonly outcome: ImportOutcome };

export function ImportDialog() {
  const { stage, refusal, look, takeIn } = useImport();
  const isBusy = stage.at === 'reading' || stage.at === 'taking-in';
  const outcome = 'outcome' in stage ? stage.outcome : null;
  return (
    <FormDialog
      title="Import an incident"
      sub="From the JSON of an export"
      save={outcome ? `Take it in as ${outcome.number}` : 'Take it in'}
      size="roomy"
      isDirty={false}
      isSaving={isBusy || outcome === null}
      refusal={refusal}
      homeless={refusal.fields.map((field) => (field.path === 'text' ? { ...field, path: '' } : field))}
      note="All of it, or nothing. Its chain is walked first."
      onSave={takeIn}
    >
      <FileDrop stage={stage} onFile={look} />
      {outcome && <Preview outcome={outcome} />}
    </FormDialog>
  );
}

function useImport() {
  const [stage, setStage] = useState<Stage>({ at: 'empty' });
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  // The last file counts: an earlier one that is still being read has nothing to say any more.
  const wanted = useRef(0);
  const look = async (file: File) => {
    wanted.current += 1;
    const mine = wanted.current;
    const isMine = () => mine === wanted.current;
    setRefusal(NO_REFUSAL);
    setStage({ at: 'reading', name: file.name, part: 0 });
    try {
      if (file.size > LONGEST) throw new Error(`${file.name} is longer than any export. It was not read`);
      const sent = await sendFile(engine(), await file.text(), (part) => {
        if (isMine()) setStage({ at: 'reading', name: file.name, part });
      });
      const outcome = await importSent(engine(), sent, true);
      if (isMine()) setStage({ at: 'looked-at', name: file.name, sent, outcome });
    } catch (error) {
      if (!isMine()) return;
      setStage({ at: 'empty' });
      setRefusal(refusalOf(error));
    }
  };
  const takeIn = async () => {
    if (stage.at !== 'looked-at') return;
    setStage({ ...stage, at: 'taking-in' });
    try {
      const { incident, number } = await importSent(engine(), stage.sent, false);
      closeDialog();
      if (incident) goToIncident(incident.id);
      say(`${number} was taken in.`);
    } catch (error) {
      setStage({ at: 'empty' });
      setRefusal(refusalOf(error));
    }
  };
  return { stage, refusal, look: (file: File) => void look(file), takeIn: () => void takeIn() };
}

function FileDrop({ stage, onFile }: { readonly stage: Stage; readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    <section
      className={isOver ? 'inc-drop over' : 'inc-drop'}
      aria-label="File"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".json"
        aria-label="File to import"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          // The same file again is a choice too.
          target.value = '';
        }}
      />
      <button type="button" className="btn" onClick={() => input.current?.click()}>
        Choose a file
      </button>
      <span role="status">{fileWords(stage)}</span>
    </section>
  );
}

function fileWords(stage: Stage): string {
  switch (stage.at) {
    case 'empty':
      return 'or drop it here';
    case 'reading':
      return stage.part > 0 ? `${stage.name}: ${Math.floor(stage.part * 100)} %` : `${stage.name} is looked at…`;
    case 'looked-at':
      return stage.name;
    case 'taking-in':
      return `${stage.name} is taken in…`;
    default:
      return stage satisfies never;
  }
}

function Preview({ outcome: { number, title, entries, attachments, warnings } }: { readonly outcome: ImportOutcome }) {
  return (
    <section className="inc-preview" aria-label="What comes in">
      <h3>{title}</h3>
      <p>
        {count(entries, 'entry', 'entries')} and {count(attachments, 'file')}; its chain is whole. It gets the number{' '}
        {number}.
      </p>
      {warnings.length > 0 && (
        <ul>
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
