// The inventory as a file: to look at, to copy, to save. It imports to exactly the same; secrets stay behind.
import { useEffect, useRef, useState } from 'react';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import { refusalOf } from '../../forms/refusal.ts';
import { copyText } from '../../lib/copy-text.ts';
import { bytes, count, figure } from '../../lib/number.ts';
import { saveText } from '../../lib/save-file.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import '../../forms/forms.css';

interface Props {
  /** null: all of them, with the templates. */
  readonly hostIds: readonly HostId[] | null;
}

export function ExportDialog({ hostIds }: Props) {
  const all = useWorld((world) => world.hosts.size);
  const { text, wrong } = useExport(hostIds);
  const area = useRef<HTMLTextAreaElement>(null);
  const hosts = hostIds?.length ?? all;
  const size = text === null ? '' : bytes(new Blob([text]).size).join('\u00a0');
  const copy = () => {
    area.current?.select();
    if (text !== null && copyText(text)) say(`${size} of YAML are on the clipboard.`);
    else say('Copying was refused: the text is selected, press Ctrl+C.', true);
  };
  const save = () => {
    if (text === null) return;
    saveText(fileName(hostIds !== null), text, 'application/yaml');
    say('The file is ready: say where to keep it.');
  };
  return (
    <Dialog
      title="Export"
      sub={`${count(hosts, 'host')}, as YAML`}
      size="wide"
      onClose={closeDialog}
      footer={
        <>
          <span className="note">{text === null ? '' : `${figure(text.split('\n').length)} lines, ${size}`}</span>
          <button type="button" className="btn" disabled={text === null} onClick={copy}>
            Copy
          </button>
          <button type="button" className="btn pri" disabled={text === null} onClick={save}>
            <Keycap keys="Ctrl+Enter" /> Save as a file
          </button>
        </>
      }
    >
      <p>
        Imported again, it gives exactly the same. Secrets are not in it: checks refer to them by name, or ask for them
        anew.
      </p>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <textarea
        ref={area}
        className="input mono export"
        aria-label="The file"
        readOnly
        wrap="off"
        rows={18}
        value={text ?? 'Writing it…'}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          save();
        }}
      />
    </Dialog>
  );
}

function useExport(hostIds: Props['hostIds']) {
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    engine()
      .inventory.exportFile(hostIds === null ? {} : { hostIds: [...hostIds] }, { signal: ended.signal })
      .then(
        (answer) => !ended.signal.aborted && setText(answer.text),
        (error) => !ended.signal.aborted && setWrong(`${refusalOf(error).sentence ?? ''} Nothing was written.`),
      );
    return () => ended.abort();
  }, [hostIds]);
  return { text, wrong };
}

/** 'watchfloor-hosts-2026-11-20.yaml': the day is UTC, as everywhere. */
const fileName = (isPart: boolean): string =>
  `watchfloor-${isPart ? 'hosts' : 'inventory'}-${new Date().toISOString().slice(0, 10)}.yaml`;
