// Pure: a policy as one sentence.
import type { Channel } from '../../../electron/contract/model/notice.ts';
import type { EscalationPolicy, OnCallWorld } from '../../../electron/contract/model/on-call.ts';
import { durationText } from '../../lib/duration-text.ts';
import { wordOfTarget } from './people-words.ts';

/** "at once rota Network; after 10 min person A. Novak; all of it 2 times more". */
export function policyWords(policy: EscalationPolicy, world: OnCallWorld, channels: readonly Channel[]): string {
  const steps = policy.steps.map(({ delayMs, targets }) => {
    const when = delayMs === 0 ? 'at once' : `after ${durationText(delayMs)}`;
    return `${when} ${targets.map((target) => wordOfTarget(target, world, channels)).join(' and ')}`;
  });
  const again =
    policy.repeat === 0 ? [] : [`all of it ${policy.repeat} ${policy.repeat === 1 ? 'time' : 'times'} more`];
  return [...steps, ...again].join('; ');
}
