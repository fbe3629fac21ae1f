// What was tried: in the words of whoever hands over, and from the record, newest first.
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { clockShort } from '../../lib/time.ts';
import { itemPath } from '../../store/handoff-words.ts';
import type { Entry } from './entries.ts';
import { TypedField } from './typed-field.tsx';

/** Of the record, until everything is asked for. */
const SHOWN = 2;

interface Props {
  readonly entry: Entry;
  readonly isOpen: boolean;
  /** The draft it is typed into; null: it is only read. */
  readonly draftId: HandoffId | null;
}

export function Tried({ entry, isOpen, draftId }: Props) {
  const { item, words } = entry;
  const shown = isOpen ? item.tried : item.tried.slice(0, SHOWN);
  const hidden = item.tried.length - shown.length;
  return (
    <>
      {draftId !== null && (
        <TypedField
          handoffId={draftId}
          path={itemPath('tried', item.key)}
          kept={words.tried}
          label={`Tried, about ${item.subject}`}
          placeholder={item.tried.length === 0 ? 'what was tried, and what came of it' : 'what the record does not say'}
          maxLength={4_000}
          field="tried"
          isLong
        />
      )}
      {draftId === null && words.tried !== '' && <p>{words.tried}</p>}
      {shown.map(({ at, who, text }) => (
        <p key={`${at} ${text}`} className="ho-rec">
          <time>{clockShort(at)}</time> {text} <span>{who}</span>
        </p>
      ))}
      {hidden > 0 && <p className="ho-more">and {hidden} more</p>}
      {draftId === null && words.tried === '' && item.tried.length === 0 && (
        <p className="ho-none">nothing on record</p>
      )}
    </>
  );
}
