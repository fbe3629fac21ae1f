// The ways that a run can take through a runbook, as the run engine goes them: in the order of the file around what is aside,
// by jumps, to the proof of a change and back. What people decide for themselves (skipping, going on after a failure) is no way
// of the runbook. (counterpart: core/run-plan-way)
import type { LintDesk, PlacedStep } from './lint-desk.ts';

/** A jump with its place: what is written, and the step it names (or 'end'). */
export interface PlacedJump {
  readonly from: PlacedStep;
  readonly path: readonly (string | number)[];
  readonly target: string;
  /** 'go': the run goes on there. 'back': a rollback. 'proof': looked for and returned from. 'names': only named. */
  readonly as: 'go' | 'back' | 'proof' | 'names';
}

/** Everything in the steps that names another step. */
export function jumpsOf(desk: LintDesk): readonly PlacedJump[] {
  return desk.steps.flatMap((from): PlacedJump[] => {
    const { step, kind } = from;
    const jumps: PlacedJump[] = kind
      .jumps(step.body)
      .map((jump) => ({ from, path: from.inBody(jump.path), target: jump.step, as: 'go' }));
    const named = (key: string, target: string | null, as: PlacedJump['as']): void => {
      if (target !== null) jumps.push({ from, path: from.at(key), target, as });
    };
    named('onFailure', step.onFailure.do === 'goto' ? step.onFailure.step : null, 'go');
    named('then', step.then, 'go');
    named('verify', step.verify, 'proof');
    named('rollback', step.rollback === 'none' ? null : step.rollback, 'back');
    const signedFor = kind.mode === 'approval' ? step.body.for : null;
    if (typeof signedFor === 'string') jumps.push({ from, path: from.inBody(['for']), target: signedFor, as: 'names' });
    return jumps;
  });
}

/** One way from a step; `to` null: the end. */
export interface Way {
  readonly to: number | null;
  /** Whether the step was done, so that its outputs are there. */
  readonly done: boolean;
  /** A proof that is seen on the way, and what it puts out with it. */
  readonly proof: number | null;
}

export interface Ways {
  readonly first: number | null;
  from(index: number): readonly Way[];
  /** Where the run goes on in order after it; null: nowhere. */
  after(index: number): number | null;
  /** Steps that are gone into from this one and returned from: the way back of a change. */
  waysBack(index: number): readonly number[];
}

export function waysOf(desk: LintDesk): Ways {
  const { steps } = desk.runbook;
  const inOrder = (after: number): number | null => {
    const next = steps.findIndex((step, index) => index > after && !step.aside);
    return next === -1 ? null : next;
  };
  const target = (id: string): number | null => (id === 'end' ? null : (desk.indexOf(id) ?? null));
  const goes = Map.groupBy(jumpsOf(desk), ({ from }) => from.index);
  const ways = desk.steps.map(({ step, kind, index }): readonly Way[] => {
    const after = step.then === null ? inOrder(index) : target(step.then);
    const verify = step.verify === null ? undefined : desk.indexOf(step.verify);
    const isOutOfOrder = verify !== undefined && verify !== index && (steps[verify]?.aside || verify < index);
    const proof = step.risk !== 'read-only' && isOutOfOrder ? verify : null;
    const found: Way[] = [];
    const { onFailure } = step;
    for (const jump of kind.jumps(step.body)) found.push({ to: target(jump.step), done: true, proof });
    if (!kind.onlyJumps?.(step.body)) found.push({ to: after, done: true, proof });
    if (step.when !== null) found.push({ to: inOrder(index), done: false, proof: null });
    if (step.optional) found.push({ to: after, done: false, proof: null });
    if (onFailure.do === 'continue') found.push({ to: after, done: false, proof: null });
    if (onFailure.do === 'goto') found.push({ to: target(onFailure.step), done: false, proof: null });
    return found;
  });
  return {
    first: inOrder(-1),
    from: (index) => ways[index] ?? [],
    after: inOrder,
    waysBack: (index) =>
      (goes.get(index) ?? []).flatMap((jump) => {
        const to = jump.as === 'back' ? desk.indexOf(jump.target) : undefined;
        return to === undefined ? [] : [to];
      }),
  };
}

/** Whether a way leads from one step to another; a step leads to itself. */
export function leadsTo(ways: Ways, from: number, to: number): boolean {
  const seen = new Set<number>();
  const ahead = [from];
  for (let index = ahead.pop(); index !== undefined; index = ahead.pop()) {
    if (index === to) return true;
    if (seen.has(index)) continue;
    seen.add(index);
    for (const way of ways.from(index)) if (way.to !== null) ahead.push(way.to);
  }
  return false;
}

/** Everything that is reached: on a way, as a proof, as a way back and as the proof of one. */
export function reached(desk: LintDesk, ways: Ways): ReadonlySet<number> {
  const seen = new Set<number>();
  const ahead = ways.first === null ? [] : [ways.first];
  const visited = new Set<number>();
  for (let index = ahead.pop(); index !== undefined; index = ahead.pop()) {
    if (visited.has(index)) continue;
    visited.add(index);
    seen.add(index);
    for (const way of ways.from(index)) {
      if (way.to !== null) ahead.push(way.to);
      if (way.proof !== null) seen.add(way.proof);
    }
    for (const back of ways.waysBack(index)) {
      seen.add(back);
      const proof = desk.runbook.steps[back]?.verify;
      const proofIndex = proof ? desk.indexOf(proof) : undefined;
      if (proofIndex !== undefined) seen.add(proofIndex);
    }
  }
  return seen;
}
