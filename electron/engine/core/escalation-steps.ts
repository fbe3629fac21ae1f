// How an alert climbs. What is decided here: whether the next step is due, put off, or not needed any more.
//
//   begun ──delay──▶ step 1 ──delay──▶ step 2 … ──▶ the whole again, `repeat` times ──▶ no step left: stays on the screens
//     every problem of it closed                 → ended
//     what is left of it acknowledged            → at rest; goes on, after its delay, when the acknowledgement ends first
//     a step due while all of it is held back    → put off until something of it is not (muted, maintenance, isolated)
//
// Source: spec incidents, "On call and escalation"; monitoring, "Handling".
import type { EscalationPolicy, Target } from '../../contract/model/on-call.ts';

/** How one problem of an escalation stands now. */
export type Standing =
  | { readonly is: 'gone' }
  /** `until`: epoch ms; null: until it is over or released. */
  | { readonly is: 'acknowledged'; readonly by: string; readonly until: number | null }
  /** By whom or what, in words. */
  | { readonly is: 'held'; readonly by: string }
  | { readonly is: 'open' };

export interface Climb {
  /** Steps carried out so far over all rounds. */
  readonly step: number;
  /** When the next one is due, epoch ms; null: none is left. */
  readonly nextAt: number | null;
  /** Who had all that was left of it in hand; null: nobody. */
  readonly takenBy: string | null;
}

export type Decision =
  | { readonly do: 'end' }
  /** Somebody has it: look again at `until`, epoch ms, or when something changes. */
  | { readonly do: 'rest'; readonly by: string; readonly until: number | null }
  /** Nobody has it any more. */
  | { readonly do: 'go-on' }
  | { readonly do: 'wait'; readonly because: string }
  | { readonly do: 'step' }
  | { readonly do: 'nothing' };

/** What to do about an escalation at `now`, epoch ms. */
export function decide(climb: Climb, standings: readonly Standing[], now: number): Decision {
  const left = standings.filter((one) => one.is !== 'gone');
  if (left.length === 0) return { do: 'end' };
  const taken = left.filter((one) => one.is === 'acknowledged');
  if (taken.length === left.length) {
    const ends = taken.flatMap(({ until }) => until ?? []);
    const by = [...new Set(taken.map((one) => one.by))].join(', ');
    return { do: 'rest', by, until: ends.length > 0 ? Math.min(...ends) : null };
  }
  if (climb.takenBy !== null) return { do: 'go-on' };
  if (climb.nextAt === null || climb.nextAt > now) return { do: 'nothing' };
  const held = left.find((one) => one.is === 'held');
  return held && !left.some((one) => one.is === 'open') ? { do: 'wait', because: held.by } : { do: 'step' };
}

export interface Step {
  readonly targets: readonly Target[];
  /** From 1. */
  readonly number: number;
  /** Of all rounds. */
  readonly of: number;
}

/** The step after so many carried out; null: none is left. */
export function stepAfter({ steps, repeat }: EscalationPolicy, carriedOut: number): Step | null {
  const of = steps.length * (repeat + 1);
  const step = carriedOut < of ? steps[carriedOut % steps.length] : undefined;
  return step ? { targets: step.targets, number: carriedOut + 1, of } : null;
}

/**
 * When the step after so many carried out is due, epoch ms; null: none is left. `since`: when the one before was carried
 * out, or the alert came. Where that one reached nobody (a gap in the rota) the next one of the round does not wait: its
 * delay is for somebody to react, and there is nobody.
 */
export function dueAt(policy: EscalationPolicy, carriedOut: number, since: number, reached = true): number | null {
  if (stepAfter(policy, carriedOut) === null) return null;
  const place = carriedOut % policy.steps.length;
  return !reached && place > 0 ? since : since + (policy.steps[place]?.delayMs ?? 0);
}
