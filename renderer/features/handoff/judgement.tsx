// What the data cannot say: the opinion of whoever hands over.
import { type Desk, mayDo } from './desk.ts';
import { TypedField } from './typed-field.tsx';

export function Judgement({ desk }: { readonly desk: Desk }) {
  const { handoff } = desk;
  if (handoff === null) return null;
  return (
    <section aria-label="Judgement">
      <div className="ph">
        <h2>Judgement</h2>
        <span className="sub">{handoff.outgoing}</span>
      </div>
      {mayDo(desk, 'write') ? (
        <TypedField
          handoffId={handoff.id}
          path="judgement"
          kept={handoff.judgement}
          label="Judgement"
          placeholder="what you think is going on, what worries you, what to leave alone"
          maxLength={20_000}
          field="judgement"
          className="ho-judge"
          isLong
        />
      ) : (
        <p className={handoff.judgement === '' ? 'ho-words ho-none' : 'ho-words'}>
          {handoff.judgement || 'nothing was said'}
        </p>
      )}
    </section>
  );
}
