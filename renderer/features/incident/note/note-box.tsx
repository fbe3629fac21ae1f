// The note box, always ready: Ctrl Enter logs what stands in it. A slash begins a command; pasted pictures and files go along.
import { PenLine, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import type { TimelineEntry } from '../../../../electron/contract/model/timeline.ts';
import { useNow } from '../../../lib/now.ts';
import { clock } from '../../../lib/time.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { plainWords } from '../../../ui/markdown.tsx';
import { type CommandHelp, commandsFor } from './command-list.ts';
import { CommandHint, CommandOffers } from './command-offers.tsx';
import { filesOf } from './dropped-files.ts';
import { UploadList } from './upload-list.tsx';
import { sendFiles } from './uploads.ts';
import { type Note, useNote } from './use-note.ts';

interface Props {
  readonly incident: Incident;
  /** The entry that is being put right; null: an entry of its own. */
  readonly corrects: TimelineEntry | null;
  readonly onCorrected: () => void;
  readonly box: RefObject<HTMLTextAreaElement | null>;
}

export function NoteBox({ incident, corrects, onCorrected, box }: Props) {
  const key = corrects === null ? incident.id : `${incident.id}#${corrects.seq}`;
  const note = useNote(incident, key, corrects, onCorrected);
  return (
    <section className="nbox" aria-label="Note">
      {corrects && <Corrects entry={corrects} onLeave={onCorrected} />}
      <UploadList incidentId={incident.id} />
      <NoteField
        note={note}
        box={box}
        label={corrects ? `What is right instead of entry ${corrects.seq}` : `Note for ${incident.number}`}
        isPlain={corrects !== null}
        onFiles={(files) => sendFiles(incident.id, files)}
        onEscape={() => {
          if (corrects) onCorrected();
          box.current?.blur();
        }}
      />
      <TroubleLine note={note} />
    </section>
  );
}

/** What was refused, and how it is written. */
export function TroubleLine({ note }: { readonly note: Note }) {
  if (note.trouble === null) return null;
  return (
    <p className="nb-bad" role="alert">
      {note.trouble.message} {note.trouble.usage && <code>{note.trouble.usage}</code>}
    </p>
  );
}

function Corrects({ entry, onLeave }: { readonly entry: TimelineEntry; readonly onLeave: () => void }) {
  return (
    <p className="nb-corrects">
      <b>Corrects {clock(entry.occurredAt)}</b>
      <span>{plainWords(entry.body ?? entry.text)}</span>
      <button type="button" aria-label="Leave the correction" onClick={onLeave}>
        <X className="ic" aria-hidden="true" />
      </button>
    </p>
  );
}

interface FieldProps {
  readonly note: Note;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  /** Slashes mean nothing in here. */
  readonly isPlain?: boolean;
  /** Somebody pressed the key for it: they type on at once. */
  readonly takesFocus?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onEscape: () => void;
}

/** The field itself, with the commands it offers. */
export function NoteField({ note, box, label, isPlain = false, takesFocus = false, onFiles, onEscape }: FieldProps) {
  const id = useId();
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus, box]);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState<string | null>(null);
  const offers = isPlain || closed === note.text ? [] : commandsFor(note.text);
  const at = Math.min(chosen, offers.length - 1);
  const take = (offer: CommandHelp) => {
    note.type(`/${offer.name} `);
    box.current?.focus();
  };
  const type = (text: string) => {
    setChosen(0);
    setClosed(null);
    note.type(text);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) note.send();
    else if (event.key === 'Escape' && offers.length > 0) setClosed(note.text);
    else if (event.key === 'Escape') onEscape();
    else if (offers.length > 0 && !event.shiftKey && !event.altKey) {
      const offer = offers[at];
      if (event.key === 'ArrowDown') setChosen((at + 1) % offers.length);
      else if (event.key === 'ArrowUp') setChosen((at + offers.length - 1) % offers.length);
      else if ((event.key === 'Tab' || event.key === 'Enter') && offer) take(offer);
      else return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="nb-field">
      {offers.length > 0 && <CommandOffers id={id} offers={offers} chosen={at} onTake={take} />}
      {offers.length === 0 && !isPlain && note.text.startsWith('/') && <CommandHint text={note.text} />}
      <div className="nb-row">
        <PenLine className="ic" aria-hidden="true" />
        <textarea
          ref={box}
          aria-label={label}
          aria-controls={offers.length > 0 ? id : undefined}
          aria-activedescendant={offers.length > 0 ? `${id}-${at}` : undefined}
          rows={1}
          maxLength={50_000}
          spellCheck={false}
          placeholder={isPlain ? 'What is right' : 'What happened, what was done'}
          value={note.text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={keys}
          onPaste={(event) => {
            const files = filesOf(event.clipboardData, Date.now());
            if (files.length === 0) return;
            event.preventDefault();
            onFiles(files);
          }}
        />
        <span className="nb-k">
          {!isPlain && (
            <span className="w-only">
              <Keycap keys="/" />
              command
            </span>
          )}
          <button type="button" tabIndex={-1} disabled={note.isSending} onClick={note.send}>
            <Keycap keys="Ctrl+Enter" />
            <LogLabel text={isPlain ? '' : note.text} />
          </button>
        </span>
      </div>
    </div>
  );
}

/** What Ctrl Enter does, with the second it is logged at. */
function LogLabel({ text }: { readonly text: string }) {
  const now = useNow();
  const command = /^\/([a-z]+)/i.exec(text)?.[1];
  return <>{command && command !== 'decision' && command !== 'at' ? `do it` : `log at ${clock(now)}`}</>;
}
