// Drafts from other formats: files come in, each becomes a draft beside the list of what could not be carried over. Nothing
// is kept until somebody says so.
import { useEffect, useRef, useState } from 'react';
import type { RunbookImport } from '../../../electron/contract/model/runbook.ts';
import { Refused } from '../../forms/form-dialog.tsx';
import { copyText } from '../../lib/copy-text.ts';
import { count } from '../../lib/number.ts';
import { saveText } from '../../lib/save-file.ts';
import { closeDialog, useDialogs } from '../../store/dialogs.ts';
import { goTo } from '../../store/route.ts';
import { say } from '../../store/say.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { DropZone } from './import/drop-zone.tsx';
import { ImportedDraft } from './import/imported-draft.tsx';
import { type Import, useImport } from './import/use-import.ts';
import '../../forms/forms.css';
import './import.css';

export function RunbookImportDialog() {
  const state = useImport();
  const [at, setAt] = useState(0);
  const { drafts } = state;
  const index = Math.min(at, Math.max(0, drafts.length - 1));
  const draft = drafts[index];
  useDialogKeys((event) => {
    const key = event.key.toLowerCase();
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.altKey && key === 'o') state.choose();
    else if (event.altKey && key === 'c' && draft) copyDraft(draft);
    else if (event.altKey && key === 's' && draft) saveDraft(draft, state);
    else if (event.altKey && event.key === 'ArrowRight') setAt(Math.min(drafts.length - 1, index + 1));
    else if (event.altKey && event.key === 'ArrowLeft') setAt(Math.max(0, index - 1));
    else if (isCommand && event.key === 'Enter' && draft) state.keep(index);
    else return;
    event.preventDefault();
  });
  return (
    <Dialog
      title="Import runbooks"
      sub="Markdown, Rundeck jobs, SSM Automation documents"
      size="wide"
      onClose={closeDialog}
      footer={draft && <Footer {...{ draft, index, state }} />}
    >
      <div className="rb-import">
        <DropZone state={state} />
        {drafts.length > 1 && <Tabs {...{ drafts, index, onPick: setAt }} kept={state.kept} />}
        {draft && (
          <ImportedDraft
            key={`${index} ${draft.file}`}
            draft={draft}
            name={state.names[index] ?? draft.name}
            kept={state.kept[index] ?? null}
            wrong={state.refusal.fields.find(({ path }) => path === 'name')?.message}
            onName={(name) => state.rename(index, name)}
          />
        )}
        <Refused refusal={state.refusal} homeless={state.refusal.fields.filter(({ path }) => path !== 'name')} />
        {draft && state.hasFolder === false && <NoFolder />}
      </div>
    </Dialog>
  );
}

/** Its keys work wherever the focus is, also where a button that had it went away; not under another dialog. */
function useDialogKeys(onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (useDialogs.getState().open?.type === 'runbook-import') latest.current(event);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}

function NoFolder() {
  return (
    <p className="rb-nofolder">
      There is no folder of your own yet, so a draft cannot be kept here. Save it as a file, or name a folder first.
      <button
        type="button"
        className="btn"
        onClick={() => {
          closeDialog();
          goTo({ screen: 'settings' });
        }}
      >
        Name a folder in the settings
      </button>
    </p>
  );
}

interface TabsProps {
  readonly drafts: readonly RunbookImport[];
  readonly index: number;
  readonly kept: Import['kept'];
  readonly onPick: (index: number) => void;
}

function Tabs({ drafts, index, kept, onPick }: TabsProps) {
  return (
    <div className="rb-files" role="tablist" aria-label="Files">
      {drafts.map((draft, at) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
          key={at}
          type="button"
          role="tab"
          aria-selected={at === index}
          tabIndex={at === index ? 0 : -1}
          onClick={() => onPick(at)}
        >
          {draft.file}
          <u>{draft.draft === '' ? 'no draft' : kept[at] ? 'kept' : count(draft.findings.length, 'note')}</u>
        </button>
      ))}
      <span className="rb-files-k">
        <Keycap keys="Alt+ArrowLeft" />
        <Keycap keys="Alt+ArrowRight" />
      </span>
    </div>
  );
}

interface FooterProps {
  readonly draft: RunbookImport;
  readonly index: number;
  readonly state: Import;
}

function Footer({ draft, index, state }: FooterProps) {
  const isNone = draft.draft === '';
  const kept = state.kept[index] ?? null;
  return (
    <>
      <span className="note" role="status">
        {kept ? `Kept as ${kept}. It is a draft until somebody reviews it.` : 'Nothing is kept until you say so.'}
      </span>
      <button type="button" className="btn" disabled={isNone} onClick={() => copyDraft(draft)}>
        <Keycap keys="Alt+C" /> Copy
      </button>
      <button type="button" className="btn" disabled={isNone} onClick={() => saveDraft(draft, state)}>
        <Keycap keys="Alt+S" /> Save as a file
      </button>
      <button
        type="button"
        className="btn pri"
        disabled={isNone || kept !== null || state.isBusy || state.hasFolder === false}
        onClick={() => state.keep(index)}
      >
        <Keycap keys="Ctrl+Enter" /> Keep the draft
      </button>
    </>
  );
}

function copyDraft({ draft }: RunbookImport): void {
  const done = copyText(draft);
  say(done ? 'The draft is copied.' : 'The clipboard was not given to Watchfloor. Nothing was copied.', !done);
}

function saveDraft(draft: RunbookImport, state: Import): void {
  const at = state.drafts.indexOf(draft);
  if (draft.draft !== '') saveText(state.names[at] ?? draft.name, draft.draft, 'application/yaml');
}
