// What whoever comes understood, in their own words. It is sent by Enter; until then it is kept in this window.
import { Quote } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { clockShort } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { actOn } from '../../link/handoff.ts';
import { forgetTyped, keepTyped, useTypedField } from '../../store/handoff-typed.ts';
import { readBackPath } from '../../store/handoff-words.ts';
import { type Desk, mayDo } from './desk.ts';
import type { Entry } from './entries.ts';
import { restsKeys } from './rest-keys.ts';

export function ReadBack({ entry, desk }: { readonly entry: Entry; readonly desk: Desk }) {
  const { item, readBack } = entry;
  const id = desk.handoff?.id ?? null;
  const path = readBackPath(item.key);
  const typed = useTypedField(id, path);
  const [isSending, setSending] = useState(false);
  const [wantsChange, setWantsChange] = useState(false);
  if (id === null || !mayDo(desk, 'mark')) {
    return readBack === null ? <p className="ho-block">Nobody read it back.</p> : <Said {...readBack} />;
  }
  if (readBack !== null && typed === undefined && !wantsChange)
    return <Said {...readBack} onChange={() => setWantsChange(true)} />;
  const text = typed ?? readBack?.text ?? '';
  const leaveAsItWas = () => {
    forgetTyped(id, { [path]: text });
    setWantsChange(false);
  };
  const send = async () => {
    if (isSending) return;
    if (text.trim() === (readBack?.text ?? '')) return leaveAsItWas();
    setSending(true);
    const call = () => engine().handoffs.readBack({ handoffId: id, item: item.key, text: text.trim() });
    if (await actOn(call, `${item.subject} is read back.`)) {
      forgetTyped(id, { [path]: text });
      setWantsChange(false);
    }
    setSending(false);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey))) return;
    event.preventDefault();
    event.currentTarget.closest<HTMLElement>('[data-item]')?.focus();
    if (event.key === 'Enter') void send();
    else if (text === (readBack?.text ?? '')) leaveAsItWas();
  };
  return (
    <label className="ho-back todo">
      <span>
        <Quote className="ic" aria-hidden="true" />
        Read back in your own words
        <i> {typed === undefined || typed === '' ? '' : isSending ? 'Sending it…' : 'Enter signs it with your name'}</i>
      </span>
      <textarea
        ref={restsKeys}
        className="ho-field"
        rows={1}
        value={text}
        maxLength={4_000}
        data-field="read-back"
        aria-label={`Read back ${item.subject} in your own words`}
        // biome-ignore lint/a11y/noAutofocus: who asked to change it types at once
        autoFocus={wantsChange}
        onChange={({ target }) => keepTyped(id, path, target.value)}
        onKeyDown={keys}
      />
    </label>
  );
}

interface SaidProps {
  readonly by: string;
  readonly at: number;
  readonly text: string;
  readonly onChange?: () => void;
}

function Said({ by, at, text, onChange }: SaidProps) {
  return (
    <div className="ho-back">
      <span>
        <Quote className="ic" aria-hidden="true" />
        Read back by {by}, {clockShort(at)}
        {onChange && (
          <button type="button" tabIndex={-1} data-field="read-back" onClick={onChange}>
            Change it
          </button>
        )}
      </span>
      <p>{text}</p>
    </div>
  );
}
