// The mark of a person: their initials in their colour. It never stands alone: the name is beside it, or in its title.
import type { PersonColour } from '../../electron/contract/model/on-call.ts';
import './person-mark.css';

const EVERY: Readonly<Record<PersonColour, true>> = {
  sky: true,
  teal: true,
  moss: true,
  sand: true,
  clay: true,
  rose: true,
  plum: true,
  slate: true,
};
/** The colours there are, without the contract's parser. */
export const COLOURS = Object.keys(EVERY) as readonly PersonColour[];

interface Props {
  readonly name: string;
  /** '': from the name. */
  readonly initials: string;
  readonly colour: PersonColour;
  /** Read out and shown on hover, where the name is not beside it. */
  readonly isAlone?: boolean;
}

export function PersonMark({ name, initials, colour, isAlone = false }: Props) {
  const letters = initials === '' ? initialsOf(name) : initials;
  if (!isAlone)
    return (
      <i className="pm" data-colour={colour} aria-hidden="true">
        {letters}
      </i>
    );
  return (
    <i className="pm" data-colour={colour} role="img" aria-label={name} title={name}>
      {letters}
    </i>
  );
}

/** 'MO' of 'M. Okafor': the first letters of the first and the last word; of one word its first two. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  const letters = last === '' ? [...first].slice(0, 2) : [[...first][0], [...last][0]];
  return letters.join('').toUpperCase();
}
