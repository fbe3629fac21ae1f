// An item somebody must act on: what is next and when, what was tried, what if, and how whoever comes understood it.
import { useId } from 'react';
import { itemPath } from '../../store/handoff-words.ts';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { mayDo } from './desk.ts';
import { Blocks, ItemClock, ItemGlyph, type ItemProps, LastNote, Owner, Rest, TickBox, When } from './item-parts.tsx';
import { openItem } from './open-item.ts';
import { ReadBack } from './read-back.tsx';
import { TimeField } from './time-field.tsx';
import { Tried } from './tried.tsx';
import { TypedField } from './typed-field.tsx';

export function UnstableCard({ entry, desk, isFront, isOpen, place }: ItemProps) {
  const { item, words } = entry;
  const title = useId();
  const draftId = mayDo(desk, 'write') && desk.handoff !== null ? desk.handoff.id : null;
  return (
    <article
      className={`ho-card${isFront ? ' cur' : ''}${entry.isGone ? ' gone' : ''}`}
      data-item={item.key}
      tabIndex={isFront ? 0 : -1}
      aria-labelledby={title}
      aria-posinset={place.at}
      aria-setsize={place.of}
      onDoubleClick={(event) => isAside(event.target) || openItem(item)}
    >
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
            <>
              <TypedField
                handoffId={draftId}
                path={itemPath('next', item.key)}
                kept={words.next}
                label={`Next, about ${item.subject}`}
                placeholder="the next thing to do"
                maxLength={2_000}
                field="next"
              />
              <TimeField
                handoffId={draftId}
                path={itemPath('nextAt', item.key)}
                kept={words.nextAt}
                label={`Next, about ${item.subject}`}
              />
            </>
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
                  <TypedField
                    handoffId={draftId}
                    path={itemPath('ifThen', item.key)}
                    kept={words.ifThen}
                    label={`If, about ${item.subject}`}
                    placeholder="what happens: what to do then"
                    maxLength={2_000}
                    field="if"
                    isLong
                  />
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
    </article>
  );
}

/** A field or a button: a double click there is its own affair. */
export const isAside = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, button') !== null;
