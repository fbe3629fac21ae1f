// An item for their knowledge.
import { useId } from 'react';
import { ItemFrame } from './item-frame.tsx';
import { ItemGlyph, type ItemProps, LastNote, Owner, Rest, When } from './item-parts.tsx';
import { Tried } from './tried.tsx';

export function StableRow({ entry, desk, isFront, isOpen, place }: ItemProps) {
  const { item } = entry;
  const title = useId();
  return (
    <ItemFrame className={isOpen ? 'ho-srow open' : 'ho-srow'} title={title} {...{ entry, isFront, place }}>
      <div id={title} className="ho-sl">
        <ItemGlyph item={item} />
        <span className="mono">{item.subject}</span>
        <span className="ho-st" title={`${item.title}, ${item.state}`}>
          {item.title}
          {item.state !== '' && <em>{item.state}</em>}
        </span>
      </div>
      <Said entry={entry} desk={desk} />
      {isOpen && (
        <div className="ho-fold">
          <Rest entry={entry} desk={desk} />
          {item.owner !== '' && <Owner name={item.owner} />}
          <div className="ho-ft">
            <Tried entry={entry} isOpen draftId={null} />
          </div>
          <LastNote item={item} desk={desk} />
        </div>
      )}
    </ItemFrame>
  );
}

/** Said while somebody still had to act or to look: it is over, and not lost. */
function Said({ entry: { words }, desk }: Pick<ItemProps, 'entry' | 'desk'>) {
  if (words.next === '' && words.ifThen === '') return null;
  return (
    <p className="ho-said">
      {words.next !== '' && (
        <>
          <span>Next was</span> {words.next} <When at={words.nextAt} desk={desk} />
        </>
      )}
      {words.ifThen !== '' && (
        <>
          {' '}
          <span>If</span> {words.ifThen}
        </>
      )}
    </p>
  );
}
