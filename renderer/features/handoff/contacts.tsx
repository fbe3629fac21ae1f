// Whom to reach how, where that changed and the record does not say it.
import type { Desk } from './desk.ts';
import { mayDo } from './desk.ts';
import { TypedField } from './typed-field.tsx';

export function ContactWords({ text }: { readonly text: string }) {
  return <p className="ho-words">{text}</p>;
}

export function Contacts({ desk, className }: { readonly desk: Desk; readonly className?: string }) {
  const { handoff, briefing } = desk;
  if (handoff === null) return null;
  const isTyped = mayDo(desk, 'write');
  const changed = briefing.sections.find(({ id }) => id === 'contacts')?.items ?? [];
  return (
    <section className={className} aria-label="Contacts that changed">
      <div className="ph">
        <h2>
          Contacts that changed
          {changed.length > 0 && <em>{changed.length}</em>}
        </h2>
        {!isTyped && changed.length === 0 && handoff.contacts === '' && <span className="sub">none</span>}
      </div>
      {changed.length > 0 && (
        <ul className="ho-list">
          {changed.map(({ key, subject, title }) => (
            <li key={key}>
              <b>{subject}</b>
              <span>{title}</span>
            </li>
          ))}
        </ul>
      )}
      {isTyped ? (
        <TypedField
          handoffId={handoff.id}
          path="contacts"
          kept={handoff.contacts}
          label="Contacts that changed"
          placeholder="who is reached how now, and until when"
          maxLength={10_000}
          field="contacts"
          isLong
        />
      ) : (
        handoff.contacts !== '' && <ContactWords text={handoff.contacts} />
      )}
    </section>
  );
}
