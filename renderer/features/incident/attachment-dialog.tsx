// A file of a timeline from near: a picture large, a text as it is, of anything else what is known. It can be saved.
import { useEffect, useState } from 'react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { AttachmentRef } from '../../../electron/contract/model/timeline.ts';
import { bytes } from '../../lib/number.ts';
import { saveBlob } from '../../lib/save-file.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { isPicture, isText, readAttachment } from './timeline/attachment-bytes.ts';
import './attachment-dialog.css';

interface Props {
  readonly incidentId: IncidentId;
  readonly attachment: AttachmentRef;
}

type Content =
  | { readonly type: 'loading'; readonly received: number }
  | { readonly type: 'ready'; readonly blob: Blob; readonly address: string | null; readonly text: string | null }
  | { readonly type: 'failed'; readonly reason: string };

/** Characters of a text that are shown; all of it can be saved. */
const SHOWN = 200_000;

export function AttachmentDialog({ incidentId, attachment }: Props) {
  const content = useContent(incidentId, attachment);
  const [size, unit] = bytes(attachment.bytes);
  const save = () => {
    if (content.type !== 'ready') return;
    const name = saveBlob(attachment.name, content.blob);
    if (name !== attachment.name)
      say(`It is offered as ${name}: files that could run are never handed out under their own name.`);
  };
  return (
    <Dialog
      title={attachment.name}
      sub={`${size} ${unit}, ${attachment.type}`}
      size="wide"
      onClose={closeDialog}
      footer={
        <>
          <span className="note mono">sha256 {attachment.sha256}</span>
          <button type="button" className="btn" onClick={closeDialog}>
            <Keycap keys="Escape" />
            Close
          </button>
          <button
            type="button"
            className="btn pri"
            // biome-ignore lint/a11y/noAutofocus: Enter saves what somebody looks at
            autoFocus
            disabled={content.type !== 'ready'}
            onClick={save}
          >
            <Keycap keys="Enter" />
            Save
          </button>
        </>
      }
    >
      <Shown content={content} attachment={attachment} />
    </Dialog>
  );
}

function Shown({ content, attachment }: { readonly content: Content; readonly attachment: AttachmentRef }) {
  switch (content.type) {
    case 'loading':
      return (
        <div className="att-load" role="status">
          <progress max={attachment.bytes} value={content.received} aria-label="Reading the file" />
          {bytes(content.received).join(' ')} of {bytes(attachment.bytes).join(' ')}
        </div>
      );
    case 'failed':
      return (
        <p className="wrong" role="alert">
          The file could not be read: {content.reason} What the record says of it stays.
        </p>
      );
    case 'ready':
      if (content.address !== null) return <img className="att-big" src={content.address} alt={attachment.name} />;
      if (content.text === null)
        return <p>It is neither a picture nor a text: save it, and look at it where it is safe to.</p>;
      return (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <pre className="att-text" tabIndex={0}>
            {content.text}
          </pre>
          {content.text.length >= SHOWN && <p>This is its beginning. Save it to see the rest.</p>}
        </>
      );
    default:
      return content satisfies never;
  }
}

function useContent(incidentId: IncidentId, attachment: AttachmentRef): Content {
  const [content, setContent] = useState<Content>({ type: 'loading', received: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash names the file
  useEffect(() => {
    const stop = new AbortController();
    let address: string | null = null;
    const load = async (): Promise<void> => {
      try {
        const blob = await readAttachment(incidentId, attachment, stop.signal, (received) => {
          if (!stop.signal.aborted) setContent({ type: 'loading', received });
        });
        const text = isText(attachment) ? (await blob.text()).slice(0, SHOWN) : null;
        if (stop.signal.aborted) return;
        address = isPicture(attachment) ? URL.createObjectURL(blob) : null;
        setContent({ type: 'ready', blob, address, text });
      } catch (error) {
        if (!stop.signal.aborted)
          setContent({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
      }
    };
    void load();
    return () => {
      stop.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [incidentId, attachment.sha256]);
  return content;
}
