// An item somebody must look at, in a line: what it is, whose it is, what is next, what if. What does not fit unfolds.
import { useId } from 'react';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { draftOf } from './desk.ts';
import { IfField, NextFields } from './item-fields.tsx';
import { ItemFrame } from './item-frame.tsx';
import { Blocks, ItemClock, ItemGlyph, type ItemProps, LastNote, Owner, Rest, TickBox, When } from './item-parts.tsx';
import { ReadBack } from './read-back.tsx';
import { Tried } from './tried.tsx';

export function WatchRow({ entry, desk, isFront, isOpen, place }: ItemProps) {
  const { item } = entry;
  const title = useId();
  const draftId = draftOf(desk);
  return (
    <ItemFrame className="ho-row" title={title} {...{ entry, isFront, place }}>
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
          <>
            <span className="ho-wn">
              <NextFields entry={entry} draftId={draftId} placeholder="next" />
            </span>
            <span className="ho-wi">
              <IfField entry={entry} draftId={draftId} placeholder="if … then" />
            </span>
          </>
        )}
        {item.sla === null ? <span /> : <ItemClock item={item} desk={desk} />}
      </div>
      <Blocks entry={entry} />
      {entry.wantsReadBack && <ReadBack entry={entry} desk={desk} />}
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
    </ItemFrame>
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
