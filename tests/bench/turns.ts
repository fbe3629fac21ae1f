// Several ways to do one work, measured in turn, round after round: a machine that gets busier does so to all of them.
import { median } from './figures.ts';

/** What the command line asked for. */
export interface Bench {
  readonly rounds: number;
  /** Shorter stretches and smaller worlds: a look, no measurement. */
  readonly short: boolean;
  note(line: string): void;
}

export type Measures<Name extends string> = Readonly<Record<Name, () => Promise<number>>>;

/** The median of each over all rounds; NaN for one that could not be measured in any. */
export async function inTurns<Name extends string>(
  bench: Bench,
  title: string,
  measures: Measures<Name>,
): Promise<Readonly<Record<Name, number>>> {
  const found = new Map<Name, number[]>();
  const names = Object.keys(measures) as Name[];
  for (let round = 0; round < bench.rounds; round += 1) {
    bench.note(`${title}: round ${round + 1} of ${bench.rounds}`);
    for (const name of names) found.set(name, [...(found.get(name) ?? []), await measures[name]()]);
  }
  const of = (name: Name): number => median((found.get(name) ?? []).filter(Number.isFinite));
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, number>;
}
