// What somebody outside was told would happen: by when, to whom, what, and who keeps it.
import { Check } from 'lucide-react';
import { useEffect } from 'react';
import type { Handoff } from '../../../electron/contract/model/handoff.ts';
import { clockShort } from '../../lib/time.ts';
import { typeWords } from '../../link/handoff-writing.ts';
import { useTyped } from '../../store/handoff-typed.ts';
import { promisePath, type ShownPromise, typedPromises } from '../../store/handoff-words.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { type Desk, mayDo } from './desk.ts';
import { When } from './item-parts.tsx';
import { TimeField } from './time-field.tsx';
import { TypedField } from './typed-field.tsx';

/** The one that was begun last: its field takes the focus when it is drawn first. */
let begun: string | null = null;

/** Begins one; it is kept once it says to whom and what. */
export function addPromise({ id }: Handoff): void {
  begun = crypto.randomUUID();
  typeWords(id, promisePath('to', begun), '');
}

export function Promises({ desk, className }: { readonly desk: Desk; readonly className?: string }) {
  const { handoff } = desk;
  const typed = useTyped(handoff?.id ?? null);
  if (handoff === null) return null;
  const isTyped = mayDo(desk, 'write');
  const shown = typedPromises(typed, handoff.promises);
  return (
    <section className={className} aria-label="Promises to others">
      <div className="ph">
        <h2>
          Promises to others
          {shown.length > 0 && <em>{shown.length}</em>}
        </h2>
        {shown.length === 0 && <span className="sub">none</span>}
        {isTyped && (
          <div className="phr">
            <button type="button" className="btn" onClick={() => addPromise(handoff)}>
              <Keycap keys="+" />
              Add
            </button>
          </div>
        )}
      </div>
      {isTyped ? (
        shown.map((promise) => <Typed key={promise.id} handoff={handoff} promise={promise} />)
      ) : (
        <PromiseList handoff={handoff} desk={desk} />
      )}
    </section>
  );
}

export function PromiseList({ handoff, desk }: { readonly handoff: Handoff; readonly desk?: Desk }) {
  return (
    <ul className="ho-list">
      {handoff.promises.map(({ id, to, text, at, by, doneAt }) => (
        <li key={id} className={doneAt === null ? undefined : 'done'}>
          <b>
            {at !== null &&
              (desk ? <When at={at} desk={doneAt === null ? desk : { ...desk, endedAt: at }} /> : clockShort(at))}
            {at === null ? '' : ', '}
            {to}
          </b>
          <span>
            {text}
            {by === '' ? '' : `, ${by}`}
            {doneAt !== null && `; kept ${clockShort(doneAt)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Typed({ handoff, promise }: { readonly handoff: Handoff; readonly promise: ShownPromise }) {
  const { id, to, text, doneAt } = promise;
  const kept = handoff.promises.find((one) => one.id === id);
  const isWhole = to.trim() !== '' && text.trim() !== '';
  const set = (field: 'doneAt' | 'gone', value: string) => typeWords(handoff.id, promisePath(field, id), value);
  const name = to === '' ? 'a new promise' : `the promise to ${to}`;
  const takesFocus = id === begun;
  useEffect(() => {
    if (takesFocus) begun = null;
  }, [takesFocus]);
  return (
    <div className={doneAt === null ? 'ho-promise' : 'ho-promise done'}>
      {/* biome-ignore lint/a11y/useSemanticElements: drawn as every tick here */}
      <button
        type="button"
        className={doneAt === null ? 'ho-box' : 'ho-box on'}
        role="checkbox"
        aria-checked={doneAt !== null}
        aria-label={`Kept: ${name}`}
        onClick={() => set('doneAt', doneAt === null ? String(Date.now()) : '')}
      >
        {doneAt !== null && <Check className="ic" aria-hidden="true" />}
      </button>
      <TimeField
        handoffId={handoff.id}
        path={promisePath('at', id)}
        kept={kept?.at ?? null}
        label={`By when, ${name}`}
      />
      <TypedField
        handoffId={handoff.id}
        path={promisePath('to', id)}
        kept={kept?.to ?? ''}
        label={`To whom, ${name}`}
        placeholder="to whom"
        maxLength={200}
        className="strong"
        field="promise-to"
        takesFocus={takesFocus}
      />
      <button type="button" className="ho-gonebtn" aria-label={`Take away ${name}`} onClick={() => set('gone', '1')}>
        ×
      </button>
      <TypedField
        handoffId={handoff.id}
        path={promisePath('text', id)}
        kept={kept?.text ?? ''}
        label={`What, ${name}`}
        placeholder="what they were told"
        maxLength={2_000}
        className="what"
        field="promise-text"
        isLong
      />
      <TypedField
        handoffId={handoff.id}
        path={promisePath('by', id)}
        kept={kept?.by ?? ''}
        label={`Who keeps it, ${name}`}
        placeholder="who keeps it"
        maxLength={128}
        className="by"
        field="promise-by"
        offers="ho-people"
      />
      {!isWhole && <p className="ho-block">Say to whom and what: until then it is only kept in this window.</p>}
    </div>
  );
}
