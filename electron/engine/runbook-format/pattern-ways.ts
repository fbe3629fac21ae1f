// Whether a regular expression can match some text in exponentially many ways: on such a text a backtracking engine tries them
// all. Decided on the automaton of the pattern (positions of its characters, edges as often as there are ways to go them):
// it is so when a loop can be gone in two ways over the same characters.
// (Weber and Seidl 1991: exponential degree of ambiguity; positions as Glushkov 1961)
import { type CharSet, type PatternNode, patternTrees } from './pattern-tree.ts';

/** Copies that a bounded repetition is written out in; beyond it counts as without end. */
const COPIES_OF_EQUAL_LENGTH = 64;
const COPIES = 8;
/** Beyond, a pattern is called exponential rather than looked at for seconds. */
const MOST_POSITIONS = 1_000;
const MOST_PAIRS = 200_000;

export function isExponential(source: string): boolean {
  return patternTrees(source).some((tree) => {
    const automaton: Automaton = { sets: [], edges: [] };
    build(automaton, tree, 1);
    return automaton.sets.length > MOST_POSITIONS || hasTwoWaysAround(automaton);
  });
}

interface Automaton {
  readonly sets: CharSet[];
  /** Of each position those that may follow, one of them twice where there are two ways to go on to it. */
  readonly edges: number[][];
}

interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}
const NOTHING: Part = { first: [], last: [], nullable: true };

function build(automaton: Automaton, node: PatternNode, copies: number): Part {
  if (automaton.sets.length > MOST_POSITIONS) return NOTHING;
  switch (node.type) {
    case 'char': {
      const position = automaton.sets.push(node.set) - 1;
      automaton.edges.push([]);
      return { first: [position], last: [position], nullable: false };
    }
    case 'cat':
      return node.items.reduce<Part>((left, item) => follow(automaton, left, build(automaton, item, copies)), NOTHING);
    case 'alt': {
      const parts = node.items.map((item) => build(automaton, item, copies));
      return {
        first: parts.flatMap(({ first }) => first),
        last: parts.flatMap(({ last }) => last),
        nullable: parts.some(({ nullable }) => nullable),
      };
    }
    case 'repeat':
      return repeat(automaton, node, copies);
    default:
      return node satisfies never;
  }
}

function follow(automaton: Automaton, left: Part, right: Part): Part {
  link(automaton, left.last, right.first);
  return {
    first: left.nullable ? [...left.first, ...right.first] : left.first,
    last: right.nullable ? [...left.last, ...right.last] : right.last,
    nullable: left.nullable && right.nullable,
  };
}

function link(automaton: Automaton, from: readonly number[], to: readonly number[]): void {
  for (const position of from) automaton.edges[position]?.push(...to);
}

type Repeat = Extract<PatternNode, { readonly type: 'repeat' }>;

function repeat(automaton: Automaton, { item, min, max }: Repeat, copies: number): Part {
  const equal = lengthOf(item) !== null;
  if (max <= 1 || (max <= COPIES_OF_EQUAL_LENGTH && equal) || max * copies <= COPIES) {
    return writtenOut(automaton, { item, min, max }, equal ? copies : copies * max);
  }
  const part = build(automaton, item, copies);
  link(automaton, part.last, part.first);
  return { ...part, nullable: part.nullable || min === 0 };
}

/** x{1,3} as x(x(x)?)?: each copy is reached by the one before it only, so that there is one way for each number of them. */
function writtenOut(automaton: Automaton, { item, min, max }: Omit<Repeat, 'type'>, copies: number): Part {
  let whole = NOTHING;
  let before = NOTHING;
  for (let n = 0; n < max; n += 1) {
    const part = build(automaton, item, copies);
    if (n < min) whole = follow(automaton, whole, part);
    else {
      link(automaton, n === min ? whole.last : before.last, part.first);
      const first = n === min && whole.nullable ? [...whole.first, ...part.first] : whole.first;
      whole = { first, last: [...whole.last, ...part.last], nullable: whole.nullable };
    }
    before = part;
  }
  return whole;
}

/** Characters that it always takes; null: it varies. */
function lengthOf(node: PatternNode): number | null {
  switch (node.type) {
    case 'char':
      return 1;
    case 'cat':
      return node.items.reduce<number | null>((sum, item) => plus(sum, lengthOf(item)), 0);
    case 'alt': {
      const [first = 0, ...others] = node.items.map(lengthOf);
      return others.every((length) => length === first) ? first : null;
    }
    case 'repeat': {
      const length = lengthOf(node.item);
      return node.min === node.max && length !== null ? length * node.min : null;
    }
    default:
      return node satisfies never;
  }
}
const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

function hasTwoWaysAround({ sets, edges }: Automaton): boolean {
  const loop = loops(edges);
  const within = edges.map((to, from) => to.filter((target) => loop[target] !== -1 && loop[target] === loop[from]));
  if (within.some((to) => new Set(to).size < to.length)) return true;
  // Two walkers over the same characters: from one position apart, and together again.
  const size = sets.length;
  const seen = new Set<number>();
  const ahead: number[] = within.flatMap((to, position) => (to.length > 0 ? [position * size + position] : []));
  for (let pair = ahead.pop(); pair !== undefined; pair = ahead.pop()) {
    const [a, b] = [Math.floor(pair / size), pair % size];
    for (const nextA of within[a] ?? []) {
      for (const nextB of within[b] ?? []) {
        if (((sets[nextA] ?? 0n) & (sets[nextB] ?? 0n)) === 0n) continue;
        if (a !== b && nextA === nextB) return true;
        const next = Math.min(nextA, nextB) * size + Math.max(nextA, nextB);
        if (nextA === nextB || seen.has(next)) continue;
        seen.add(next);
        ahead.push(next);
        if (seen.size > MOST_PAIRS) return true;
      }
    }
  }
  return false;
}

/** For each position the number of its loop (strongly connected component); -1: it is in none. Kosaraju, without recursion. */
function loops(edges: readonly (readonly number[])[]): readonly number[] {
  const reverse: number[][] = edges.map(() => []);
  for (const [from, to] of edges.entries()) for (const target of to) reverse[target]?.push(from);
  const order: number[] = [];
  const seen = new Set<number>();
  for (const start of edges.keys()) {
    const stack: [number, number][] = [[start, 0]];
    if (seen.has(start)) continue;
    seen.add(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = edges[top[0]]?.[top[1]];
      top[1] += 1;
      if (next === undefined) order.push(stack.pop()?.[0] ?? 0);
      else if (!seen.has(next)) {
        seen.add(next);
        stack.push([next, 0]);
      }
    }
  }
  const loop = edges.map(() => -1);
  const placed = new Set<number>();
  for (const start of order.reverse()) {
    if (placed.has(start)) continue;
    const members = [start];
    placed.add(start);
    for (const member of members) {
      for (const before of reverse[member] ?? []) {
        if (placed.has(before)) continue;
        placed.add(before);
        members.push(before);
      }
    }
    const turns = members.length > 1 || edges[start]?.includes(start) === true;
    if (turns) for (const member of members) loop[member] = start;
  }
  return loop;
}
