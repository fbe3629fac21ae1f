// An item on the desk, as a card or a row: found by the keys, told by its title, opened by a double click.
import type { ReactNode } from 'react';
import type { ItemProps } from './item-parts.tsx';
import { openItem } from './open-item.ts';

interface Props extends Pick<ItemProps, 'entry' | 'isFront' | 'place'> {
  readonly className: string;
  /** Id of what it is called by. */
  readonly title: string;
  readonly children: ReactNode;
}

export function ItemFrame({ entry: { item, isGone }, isFront, place, className, title, children }: Props) {
  return (
    <article
      className={`${className}${isFront ? ' cur' : ''}${isGone ? ' gone' : ''}`}
      data-item={item.key}
      tabIndex={isFront ? 0 : -1}
      aria-labelledby={title}
      aria-posinset={place.at}
      aria-setsize={place.of}
      onDoubleClick={(event) => isAside(event.target) || openItem(item)}
    >
      {children}
    </article>
  );
}

/** A field or a button: a double click there is its own affair. */
const isAside = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, button') !== null;
