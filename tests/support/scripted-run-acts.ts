// What an act of an operator does to a made-up run.
import type { RunAct } from '../../electron/contract/api/runbooks.ts';
import type { Run } from '../../electron/contract/model/run.ts';
import { begin, end, finishWork, leave, OPERATOR, put, putStep } from './scripted-run.ts';
import { bookStepOf, changed, newest, type RunState, stepOf } from './scripted-run-state.ts';

/** A refusal with the field it is about. */
export class Refused extends Error {
  readonly field: string;
  constructor(message: string, field = '') {
    super(message);
    this.field = field;
  }
}

/** One act of an operator. */
export function actOn(state: RunState, act: RunAct, now: number) {
  const own = stepOf(state);
  const known = bookStepOf(state);
  switch (act.type) {
    case 'go':
      return go(state, act, now);
    case 'tick': {
      const { [act.item]: _, ...rest } = state.ticks;
      state.ticks = act.done ? { ...rest, [act.item]: { by: OPERATOR, at: now } } : rest;
      return put(state, {});
    }
    case 'stop':
      return finishWork(state, now, { ok: false, reason: 'cancelled', summary: 'stopped by M. Okafor' });
    case 'retry':
    case 'retry-failed': {
      if (known?.confirm === 'type-target' && act.typed !== known.face.typed)
        throw new Refused(`Type ${known.face.typed} to run it once more.`, 'act.typed');
      const bad = newest(own).flatMap(({ end: how, target }) => (how === 'ok' ? [] : [target?.name ?? '']));
      return begin(state, now, act.type === 'retry' ? null : bad);
    }
    case 'mark-done':
      return leave(state, now, { state: 'done', result: `marked done: ${act.evidence}` });
    case 'go-on':
      return leave(state, now, { state: 'failed', result: `failed; went on: ${act.reason}` });
    case 'skip':
      return leave(state, now, { state: 'skipped', skipped: { by: OPERATOR, at: now, reason: act.reason } });
    case 'abort':
      return end(state, now, 'aborted', `${OPERATOR}: ${act.reason}`);
    case 'rollback': {
      for (const step of changed(state.run)) putStep(state, step.path, { state: 'rolled-back' });
      return end(state, now, 'rolled-back', `What was changed is taken back: ${act.reason}`);
    }
    case 'pass-pen':
      return put(state, { pen: act.to });
    case 'take-pen':
      return put(state, { pen: OPERATOR });
    case 'link':
      return put(state, { incidentId: act.incidentId });
    case 'approve':
    case 'refuse':
      return sign(state, act.type === 'approve', act.signer || OPERATOR, act.reason, now);
    default:
      act satisfies never;
  }
}

function go(state: RunState, { typed, form }: Extract<RunAct, { type: 'go' }>, now: number) {
  const known = bookStepOf(state);
  if (!known) return;
  if (known.confirm === 'type-target' && state.run.mode === 'live' && typed !== known.face.typed)
    throw new Refused(`Type ${known.face.typed} to run it.`, 'act.typed');
  if (state.run.mode === 'dry') return leave(state, now, { state: 'done', result: 'would run' });
  if (known.mode === 'work') return begin(state, now, null);
  if (known.mode === 'clock') return put(state, { phase: 'waiting', waitsUntil: now + 600_000 });
  if (known.mode === 'approval') {
    const patch = state.book.steps.find(({ id }) => id === 'patch')?.face.commands ?? [];
    const binds = {
      hash: state.run.hash,
      path: 'patch',
      commands: patch.map(({ shown, batch }) => ({ shown: { line: shown.line, script: shown.script }, batch })),
      targets: patch.map(({ target }) => ({ name: target.name })),
    };
    const approval = {
      path: known.id,
      askedBy: OPERATOR,
      askedAt: now,
      expiresAt: now + 1_800_000,
      binds,
      from: [],
      answer: null,
    };
    return put(state, { phase: 'approval', approval });
  }
  const picked = known.face.options?.[Number(form.option)]?.label;
  const ticked = Object.keys(state.ticks).length;
  const result = picked
    ? `answered "${picked}"`
    : ticked > 0
      ? `${ticked} of ${known.face.checklist?.length} ticked`
      : 'done';
  leave(state, now, { state: 'done', result });
}

function sign(state: RunState, granted: boolean, by: string, reason: string, now: number): void {
  const { approval, pen } = state.run;
  if (!approval) throw new Refused('Nothing is asked for.');
  if (by === approval.askedBy || by === pen)
    throw new Refused('Whoever asked, or holds the pen, cannot sign.', 'act.signer');
  const answer = { by, at: now, granted, reason };
  state.run = { ...state.run, approval: { ...approval, answer } };
  if (granted) leave(state, now, { state: 'done', result: `signed by ${by}` });
  else {
    putStep(state, state.run.at, { state: 'failed', result: `refused by ${by}: ${reason}` });
    put(state, { phase: 'failed' });
  }
}

/** The moment it waited for is there. */
export const momentCame = (state: RunState, now: number): void =>
  leave(state, now, { state: 'done', result: 'waited 10 min' });

/** Somebody else took the pen, or the file was changed. */
export const change = (state: RunState, part: Partial<Run>): void => put(state, part);
