// Jumps and ways: to nowhere, in circles without end, and steps that nothing reaches.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { didYouMean } from '../importers/nearest.ts';
import type { LintDesk } from './lint-desk.ts';
import { jumpsOf, leadsTo, type PlacedJump, reached, waysOf } from './lint-ways.ts';

export function jumpFindings(desk: LintDesk): readonly RunbookFinding[] {
  const jumps = jumpsOf(desk).flatMap((jump) => ofJump(desk, jump));
  // What a jump with a slip in it would have reached is not told besides.
  const isGuess = desk.isDamaged || jumps.some(({ rule }) => rule === 'no-such-step');
  return isGuess ? jumps : [...jumps, ...unreached(desk), ...openEnds(desk)];
}

function ofJump(desk: LintDesk, { from, path, target, as }: PlacedJump): readonly RunbookFinding[] {
  const mayEnd = as === 'go' && path.at(-1) !== 'onFailure';
  if (target === 'end' && mayEnd) return [];
  const to = desk.indexOf(target);
  if (to === undefined) {
    const others = desk.runbook.steps.map(({ id }) => id).filter((id) => id !== from.step.id);
    const hint = target === 'end' ? 'stop ends the run' : others.length > 0 ? didYouMean(target, others) : '';
    return [desk.error('no-such-step', path, `there is no step "${target.slice(0, 64)}"${hint && `: ${hint}`}`)];
  }
  if (to === from.index && as !== 'go') {
    const what = as === 'proof' ? 'proves itself' : as === 'back' ? 'takes itself back' : 'is signed for itself';
    return [desk.error('names-itself', path, `a step that ${what}: name another one`)];
  }
  const visits = desk.runbook.steps[to]?.maxVisits ?? 1;
  if (as !== 'go' || to > from.index || visits > 1 || !leadsTo(waysOf(desk), to, from.index)) return [];
  const what = `jumps back to "${target}", which may be entered once only: say there how often, as maxVisits: 3`;
  return [desk.error('no-max-visits', path, what)];
}

function unreached(desk: LintDesk): readonly RunbookFinding[] {
  const seen = reached(desk, waysOf(desk));
  return desk.steps.flatMap(({ step, index, at }) => {
    if (seen.has(index)) return [];
    const why = step.aside
      ? 'it is aside, and nothing on the way jumps to it'
      : 'the steps before it end the run, or jump past it';
    return [desk.error('unreachable', at('id'), `"${step.id}" is never reached: ${why}`)];
  });
}

/** An answer that leads nowhere in particular, where nothing comes after the question. */
function openEnds(desk: LintDesk): readonly RunbookFinding[] {
  const ways = waysOf(desk);
  return desk.steps.flatMap(({ step, kind, index, inBody }) => {
    const isOpen = kind.jumps(step.body).length > 0 && step.then === null && ways.after(index) === null;
    if (!isOpen) return [];
    return (Array.isArray(step.body.options) ? step.body.options : []).flatMap((option, place) =>
      isWithoutGoto(option)
        ? [
            desk.warning(
              'leads-nowhere',
              inBody(['options', place]),
              'nothing comes after this question: say where it leads, or goto: end',
            ),
          ]
        : [],
    );
  });
}

const isWithoutGoto = (option: unknown): boolean =>
  typeof option === 'object' && option !== null && !('goto' in option && option.goto !== undefined);
