// An item for their knowledge.
import { useId } from 'react';
import { ItemGlyph, type ItemProps, LastNote, Owner, Rest } from './item-parts.tsx';
import { openItem } from './open-item.ts';
import { Tried } from './tried.tsx';

export function StableRow({ entry, desk, isFront, isOpen, place }: ItemProps) {
  const { item } = entry;
  const title = useId();
  return (
    <article
      className={`ho-srow${isFront ? ' cur' : ''}${isOpen ? ' open' : ''}`}
      data-item={item.key}
      tabIndex={isFront ? 0 : -1}
      aria-labelledby={title}
      aria-posinset={place.at}
      aria-setsize={place.of}
      onDoubleClick={() => openItem(item)}
    >
      <div id={title} className="ho-sl">
        <ItemGlyph item={item} />
        <span className="mono">{item.subject}</span>
        <span className="ho-st" title={`${item.title}, ${item.state}`}>
          {item.title}
          {item.state !== '' && <em>{item.state}</em>}
        </span>
      </div>
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
    </article>
  );
}
