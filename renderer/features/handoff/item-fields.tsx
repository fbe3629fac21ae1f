// What is typed about an item: what is next and when, and what to do if.
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { itemPath } from '../../store/handoff-words.ts';
import type { Entry } from './entries.ts';
import { TimeField } from './time-field.tsx';
import { TypedField } from './typed-field.tsx';

interface Props {
  readonly entry: Entry;
  readonly draftId: HandoffId;
  readonly placeholder: string;
  /** More than a line. */
  readonly isLong?: boolean;
}

export function NextFields({ entry: { item, words }, draftId, placeholder }: Omit<Props, 'isLong'>) {
  const label = `Next, about ${item.subject}`;
  return (
    <>
      <TypedField
        handoffId={draftId}
        path={itemPath('next', item.key)}
        kept={words.next}
        label={label}
        placeholder={placeholder}
        maxLength={2_000}
        field="next"
      />
      <TimeField handoffId={draftId} path={itemPath('nextAt', item.key)} kept={words.nextAt} label={label} />
    </>
  );
}

export function IfField({ entry: { item, words }, draftId, ...rest }: Props) {
  return (
    <TypedField
      {...rest}
      handoffId={draftId}
      path={itemPath('ifThen', item.key)}
      kept={words.ifThen}
      label={`If, about ${item.subject}`}
      maxLength={2_000}
      field="if"
    />
  );
}
