// An item somebody must look at, in a line: what it is, whose it is, what is next, what if. What does not fit unfolds.
import { useId } from 'react';
import { itemPath } from '../../store/handoff-words.ts';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { mayDo } from './desk.ts';
import { Blocks, ItemClock, ItemGlyph, type ItemProps, LastNote, Owner, Rest, TickBox, When } from './item-parts.tsx';
import { openItem } from './open-item.ts';
import { TimeField } from './time-field.tsx';
import { Tried } from './tried.tsx';
import { TypedField } from './typed-field.tsx';
import { isAside } from './unstable-card.tsx';

export function WatchRow({ entry, desk, isFront, isOpen, place }: ItemProps) {
  const { item } = entry;
  const title = useId();
  const draftId = mayDo(desk, 'write') && desk.handoff !== null ? desk.handoff.id : null;
  return (
    <article
      className={`ho-row${isFront ? ' cur' : ''}${entry.isGone ? ' gone' : ''}`}
      data-item={item.key}
      tabIndex={isFront ? 0 : -1}
      aria-labelledby={title}
      aria-posinset={place.at}
      aria-setsize={place.of}
      onDoubleClick={(event) => isAside(event.target) || openItem(item)}
    >
      <div className="ho-line">
        <TickBox entry={entry} desk={desk} />
        <ItemGlyph item={item} />
        <span id={title} className="ho-rt">
          <span className="mono" title={item.subject}>
            {item.subject}
          </span>
          <span className="ho-what" title={`${item.title}, ${item.state}`}>
            {entry.isNew && <span className="tag">new</span>} <b>{item.title}</b>
            {item.state !== '' && item.section !== 'promises' && <em>{entry.isGone ? 'over now' : item.state}</em>}
          </span>
        </span>
        <Owner name={item.owner} />
        {draftId === null || item.section === 'promises' ? (
          <ReadWords {...{ entry, desk }} />
        ) : (
          <TypedWords entry={entry} draftId={draftId} />
        )}
        {item.sla === null ? <span /> : <ItemClock item={item} desk={desk} />}
      </div>
      <Blocks entry={entry} />
      {isOpen && (
        <div className="ho-fold">
          {item.severity !== null && <SeverityTag severity={item.severity} lit={item.owner === ''} />}
          <Rest entry={entry} desk={desk} />
          <div className="ho-ft">
            <Tried entry={entry} isOpen draftId={draftId} />
          </div>
          <LastNote item={item} desk={desk} />
        </div>
      )}
    </article>
  );
}

function ReadWords({ entry: { item, words }, desk }: Pick<ItemProps, 'entry' | 'desk'>) {
  // What is next of a promise is to keep it.
  if (item.section === 'promises') {
    return (
      <>
        <span className="ho-wn">
          <span>{item.state}</span>
          <When at={item.until} desk={desk} />
        </span>
        <span />
      </>
    );
  }
  return (
    <>
      <span className="ho-wn" title={words.next}>
        <span>{words.next || <i className="ho-none">no next action</i>}</span>
        <When at={words.nextAt} desk={desk} />
      </span>
      <span className="ho-wi" title={words.ifThen}>
        {words.ifThen}
      </span>
    </>
  );
}

function TypedWords({
  entry,
  draftId,
}: Pick<ItemProps, 'entry'> & { readonly draftId: NonNullable<ItemProps['desk']['handoff']>['id'] }) {
  const { item, words } = entry;
  return (
    <>
      <span className="ho-wn">
        <TypedField
          handoffId={draftId}
          path={itemPath('next', item.key)}
          kept={words.next}
          label={`Next, about ${item.subject}`}
          placeholder="next"
          maxLength={2_000}
          field="next"
        />
        <TimeField
          handoffId={draftId}
          path={itemPath('nextAt', item.key)}
          kept={words.nextAt}
          label={`Next, about ${item.subject}`}
        />
      </span>
      <span className="ho-wi">
        <TypedField
          handoffId={draftId}
          path={itemPath('ifThen', item.key)}
          kept={words.ifThen}
          label={`If, about ${item.subject}`}
          placeholder="if … then"
          maxLength={2_000}
          field="if"
        />
      </span>
    </>
  );
}
