// What is typed into a note box, and what becomes of it. Nothing typed is lost: a refusal leaves it where it is.
import { useState } from 'react';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import type { TimelineEntry } from '../../../../electron/contract/model/timeline.ts';
import { refusalOf } from '../../../forms/refusal.ts';
import { count } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { say } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { readNote, type Typed } from './commands.ts';
import { keepNoteDraft, noteDraft, useNoteDraft } from './note-drafts.ts';
import { sendCommand } from './send-command.ts';
import { forgetUploads, type Upload, uploadsOf } from './uploads.ts';

export interface Trouble {
  readonly message: string;
  /** How the command is written; null where that is not the matter. */
  readonly usage: string | null;
}

export interface Note {
  readonly text: string;
  readonly trouble: Trouble | null;
  readonly isSending: boolean;
  readonly type: (text: string) => void;
  readonly send: () => void;
}

/** `key`: where the draft is kept. `corrects`: the entry it puts right, null for an entry of its own. */
export function useNote(
  incident: Incident | null,
  key: string,
  corrects: TimelineEntry | null,
  onDone: () => void,
): Note {
  const text = useNoteDraft(key);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (isSending || incident === null) return;
    const typed = noteDraft(key);
    const wanted = toSend(incident, typed, corrects);
    if (wanted === null) return;
    if ('message' in wanted) {
      setTrouble(wanted);
      return;
    }
    setSending(true);
    setTrouble(null);
    try {
      const said = await wanted.run();
      // What was typed on while it was sent stays.
      if (noteDraft(key) === typed) keepNoteDraft(key, '');
      forgetUploads(incident.id, wanted.files);
      if (said !== null) say(said);
      onDone();
    } catch (error) {
      setTrouble({ message: refusalWords(error), usage: null });
    } finally {
      setSending(false);
    }
  };
  return {
    text,
    trouble,
    isSending,
    type(next) {
      setTrouble(null);
      keepNoteDraft(key, next);
    },
    send: () => void send(),
  };
}

interface Wanted {
  readonly files: readonly Upload[];
  readonly run: () => Promise<string | null>;
}

const plain = (message: string): Trouble => ({ message, usage: null });

/** What pressing Ctrl Enter does now; null: there is nothing to log. */
function toSend(incident: Incident, text: string, corrects: TimelineEntry | null): Wanted | Trouble | null {
  if (useWorld.getState().link !== 'live')
    return plain('The monitor is not connected: nothing was logged. Your words stay here; log them when it is back.');
  const incidentId = incident.id;
  if (corrects !== null) {
    const { seq } = corrects;
    if (text.trim() === '') return plain('Write what is right: it stands beside the entry that it corrects.');
    const run = async () => {
      await engine().incidents.correct({ incidentId, seq, text: text.trim() });
      return `Entry ${seq} is corrected; the old words stay, struck through.`;
    };
    return { files: [], run };
  }
  const typed = readNote(text, Date.now());
  if (typed.type === 'wrong') return { message: typed.message, usage: typed.usage };
  const files = uploadsOf(incidentId);
  const waiting = takesFiles(typed) ? waitingFor(files) : null;
  if (waiting !== null) return plain(waiting);
  const kept = files.flatMap((file) => (file.state.type === 'kept' ? [file] : []));
  if (typed.type === 'nothing') return kept.length === 0 ? null : { files: kept, run: () => attach(incident, kept) };
  const { command } = typed;
  if (!takesFiles(typed)) return { files: [], run: () => sendCommand(command, { incident, attachments: [] }) };
  return { files: kept, run: () => sendCommand(command, { incident, attachments: kept.flatMap(hashOf) }) };
}

/** Files go along with words, or alone; a command leaves them for the next note. */
const takesFiles = (typed: Typed): boolean =>
  typed.type === 'nothing' ||
  (typed.type === 'command' && (typed.command.type === 'note' || typed.command.type === 'decision'));

function waitingFor(files: readonly Upload[]): string | null {
  const sending = files.filter(({ state }) => state.type === 'sending').length;
  if (sending > 0) return `${count(sending, 'file')} still on the way: log it when they are there, or take them off.`;
  const failed = files.find(({ state }) => state.type === 'failed');
  return failed ? `${failed.name} is not on record. Take it off, or add it again.` : null;
}

const hashOf = ({ state }: Upload): readonly string[] => (state.type === 'kept' ? [state.sha256] : []);

async function attach({ id }: Incident, files: readonly Upload[]): Promise<string> {
  for (const file of files) {
    for (const sha256 of hashOf(file)) await engine().incidents.attach({ incidentId: id, sha256 });
    forgetUploads(id, [file]);
  }
  return `${count(files.length, 'file')} on record.`;
}

/** A refusal in one line: what is wrong where, and that nothing was lost. */
function refusalWords(error: unknown): string {
  const refusal = refusalOf(error);
  const sentence = refusal.sentence ?? refusal.fields.map(({ message }) => message).join('; ');
  const ended = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
  return `${ended} Nothing was logged; what you typed is kept.`;
}
