// An item somebody must act on: what is next and when, what was tried, what if, and how whoever comes understood it.
import { useId } from 'react';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { draftOf } from './desk.ts';
import { IfField, NextFields } from './item-fields.tsx';
import { ItemFrame } from './item-frame.tsx';
import { Blocks, ItemClock, ItemGlyph, type ItemProps, LastNote, Owner, Rest, TickBox, When } from './item-parts.tsx';
import { ReadBack } from './read-back.tsx';
import { Tried } from './tried.tsx';

export function UnstableCard({ entry, desk, isFront, isOpen, place }: ItemProps) {
  const { item, words } = entry;
  const title = useId();
  const draftId = draftOf(desk);
  return (
    <ItemFrame className="ho-card" title={title} {...{ entry, isFront, place }}>
      <div className="ho-ch">
        <TickBox entry={entry} desk={desk} />
        <ItemGlyph item={item} />
        {item.severity !== null && <SeverityTag severity={item.severity} lit={item.owner === ''} />}
        <span id={title} className="ho-ct">
          <span className="mono">{item.subject}</span> <b>{item.title}</b>
        </span>
        {entry.isNew && <span className="tag">new</span>}
        <span className="ho-state">{entry.isGone ? 'over now' : item.state}</span>
        {(item.owner !== '' || !item.state.includes('nobody')) && <Owner name={item.owner} />}
      </div>
      <div className="ho-cb">
        <div className="ho-next">
          <span>Next</span>
          {draftId === null ? (
            <>
              <b className={words.next === '' ? 'ho-none' : undefined}>{words.next || 'nothing was said'}</b>
              <When at={words.nextAt} desk={desk} />
            </>
          ) : (
            <NextFields entry={entry} draftId={draftId} placeholder="the next thing to do" />
          )}
        </div>
        <Blocks entry={entry} />
        <div className="ho-facts">
          <dl>
            <div>
              <dt>Tried</dt>
              <dd>
                <Tried entry={entry} isOpen={isOpen} draftId={draftId} />
              </dd>
            </div>
            <div>
              <dt>If</dt>
              <dd>
                {draftId === null ? (
                  <p className={words.ifThen === '' ? 'ho-none' : undefined}>{words.ifThen || 'nothing was said'}</p>
                ) : (
                  <IfField entry={entry} draftId={draftId} placeholder="what happens: what to do then" isLong />
                )}
              </dd>
            </div>
          </dl>
          <div className="ho-age">
            <ItemClock item={item} desk={desk} />
            <LastNote item={item} desk={desk} />
          </div>
        </div>
        {isOpen && <Rest entry={entry} desk={desk} />}
        {entry.wantsReadBack && <ReadBack entry={entry} desk={desk} />}
      </div>
    </ItemFrame>
  );
}
