// What a person does in a step: ticks, picks an answer, fills fields, changes a message, types the name of a target.
import { Check } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import type { RunView, StepFace } from '../../../../electron/contract/model/run.ts';
import { clock } from '../../../lib/time.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import type { Hand } from '../hand.ts';
import { canDo } from '../run-facts.ts';
import { type Draft, setDraft } from '../run-look.ts';

interface Props {
  readonly view: RunView;
  readonly face: StepFace;
  readonly draft: Draft;
  readonly hand: Hand;
}

export function Checklist({ view, face, hand, item }: Omit<Props, 'draft'> & { readonly item: number }) {
  const off = !canDo(view, 'tick');
  return (
    <ul className="ticks" aria-label="Checklist">
      {face.checklist.map(({ text, required, done }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items of a pinned runbook never change their order
        <li key={at} className={`${done ? 'ticked' : ''}${at === item ? ' at' : ''}`}>
          <label>
            <input
              type="checkbox"
              checked={done !== null}
              disabled={off}
              onChange={() => hand.tick(at)}
              // Keys tick by themselves: 1 to 9, Space the next.
              tabIndex={-1}
            />
            <span>{text}</span>
          </label>
          {at < 9 && !off && <Keycap keys={String(at + 1)} />}
          <u>{done ? `${done.by}, ${clock(done.at)}` : required ? 'required' : 'optional'}</u>
        </li>
      ))}
    </ul>
  );
}

export function Question({ view, face, draft, hand }: Props) {
  const off = !canDo(view, 'go');
  return (
    <fieldset className="answers">
      <legend>{face.question}</legend>
      {face.options.map(({ label, about, leadsTo }, at) => {
        const isPicked = draft.option === at;
        const isUsual = at === face.defaultOption;
        return (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: options of a pinned runbook never change their order
            key={at}
            type="button"
            tabIndex={-1}
            className={isPicked ? 'picked' : undefined}
            aria-pressed={isPicked}
            disabled={off}
            onClick={() => hand.pick(at)}
          >
            <Keycap keys={isUsual ? '0' : String(at + 1)} />
            <span>
              <b>{label}</b>
              {about && <em>{about}</em>}
            </span>
            <u>
              {isUsual && 'when none fits, '}
              {leadsTo && `then: ${leadsTo}`}
            </u>
            {isPicked && <Check className="ic" aria-hidden="true" />}
          </button>
        );
      })}
    </fieldset>
  );
}

/** The name has to be typed as it stands there: a habit does not change a host. */
export function TypeTarget({ view, face, draft, hand }: Props) {
  const id = useId();
  const fits = draft.typed === face.typed;
  const send = () => {
    if (!fits) return;
    if (draft.retry === null) hand.go();
    else hand.retry(draft.retry);
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    else if (event.key === 'Enter') send();
    else return;
    event.preventDefault();
  };
  return (
    <div className="rtyped">
      <label htmlFor={id}>
        {draft.retry === null ? 'Type' : 'Once more: type'} <b className="mono">{face.typed}</b> to run it
      </label>
      <input
        id={id}
        data-typed=""
        className="input mono"
        value={draft.typed}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-fit`}
        onKeyDown={keys}
        onChange={({ target }) => setDraft(view, { typed: target.value })}
      />
      <span id={`${id}-fit`} className={fits ? 'fits' : undefined}>
        {fits ? (
          <>
            <Keycap keys="Enter" /> {draft.retry === null ? 'runs it' : 'runs it again'}
          </>
        ) : draft.typed === '' ? (
          (draft.wrong.typed ?? '')
        ) : (
          'not the same yet'
        )}
      </span>
    </div>
  );
}

/** A message before it goes out. */
export function Message({ view, face, draft, hand }: Props) {
  const message = draft.message ?? face.message;
  if (message === null) return null;
  const off = !canDo(view, 'go');
  const change = (part: Partial<typeof message>) => setDraft(view, { message: { ...message, ...part } });
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) hand.go();
    else return;
    event.preventDefault();
  };
  const split = (text: string) => text.split(',').map((name) => name.trimStart());
  return (
    <div className="outgoing">
      <FieldFrame label="To" wrong={draft.wrong.to}>
        {(wired) => (
          <input
            {...wired}
            className="input"
            disabled={off}
            value={message.to.join(', ')}
            onKeyDown={keys}
            onChange={({ target }) => change({ to: split(target.value) })}
          />
        )}
      </FieldFrame>
      <FieldFrame label="Title" wrong={draft.wrong.title}>
        {(wired) => (
          <input
            {...wired}
            className="input"
            disabled={off}
            value={message.title}
            onKeyDown={keys}
            onChange={({ target }) => change({ title: target.value })}
          />
        )}
      </FieldFrame>
      <FieldFrame label="Text" wrong={draft.wrong.text} help="Ctrl Enter sends it from here.">
        {(wired) => (
          <textarea
            {...wired}
            className="input"
            data-message=""
            disabled={off}
            rows={5}
            value={message.text}
            onKeyDown={keys}
            onChange={({ target }) => change({ text: target.value })}
          />
        )}
      </FieldFrame>
    </div>
  );
}
