// Pure: what the columns of the shift view have room for. A line cut through the middle is no line, so what does not fit is
// counted in words. Lengths in u, 1/256 of the width.

export interface Lines {
  readonly count: number;
  /** Of one line. */
  readonly line: number;
  /** What stands around the lines: a heading, or a name below them. */
  readonly head: number;
}

/** How many lines each list gets: one for each that has any, the first lists first; then the rest in their order. */
export function sharedRoom(room: number, lists: readonly Lines[]): readonly number[] {
  let left = room;
  const given = lists.map(({ count, line, head }, index) => {
    // The first shows one whatever the room.
    if (count === 0 || (index > 0 && left < head + line)) return 0;
    left -= head + line;
    return 1;
  });
  return given.map((one, index) => {
    const { count, line } = lists[index] ?? { count: 0, line: 1 };
    const more = one === 0 ? 0 : Math.min(count - one, Math.max(0, Math.floor(left / line)));
    left -= more * line;
    return one + more;
  });
}

/** Who stands in so many lines; the last one counts those who do not. */
export function crewLines(people: readonly string[], lines: number): readonly string[] {
  if (people.length <= lines) return people;
  if (lines <= 1) return [`${people[0]} and ${people.length - 1} more`];
  return [...people.slice(0, lines - 1), `and ${people.length - lines + 1} more`];
}

/** A heading of a list, with its distance to what stands above. */
export const HEAD = 7;
/** Name of a shift and when it ends, below its people. */
const CREW_FOOT = 10;
/** Who comes next: people, and when. */
const NEXT = 17;
/** Letters of people on shift: the fewer there are, the larger. */
const CREW_LETTERS = [11, 7.6, 5.4] as const;
/** From line to line, of the letters. */
const CREW_LINE = 1.15;

export interface CrewRoom {
  readonly letters: number;
  /** Of each shift. */
  readonly people: readonly number[];
  readonly next: number;
}

/** The largest letters in which everybody on shift stands there; in the smallest, as many as fit. `crews`: people of each shift. */
export function crewRoom(room: number, crews: readonly number[], next: number): CrewRoom {
  const listsIn = (letters: number): readonly Lines[] => [
    ...crews.map((people) => ({ count: Math.max(1, people), line: letters * CREW_LINE, head: CREW_FOOT })),
    { count: Math.min(2, next), line: NEXT, head: HEAD },
  ];
  const inside = room - HEAD;
  const needs = (lists: readonly Lines[]): number =>
    lists.reduce((sum, { count, line, head }) => sum + (count === 0 ? 0 : head + count * line), 0);
  const letters =
    CREW_LETTERS.find((each) => needs(listsIn(each)) <= inside) ?? CREW_LETTERS[CREW_LETTERS.length - 1] ?? 1;
  const given = sharedRoom(inside, listsIn(letters));
  return { letters, people: given.slice(0, crews.length), next: given[crews.length] ?? 0 };
}
