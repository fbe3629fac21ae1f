// Pure: what a runbook needs before it can do its work, in words: ways in, credentials, people, a change.
import type { RunbookDetail } from '../../../../electron/contract/model/runbook.ts';
import { count } from '../../../lib/number.ts';

export function needsOf({ outline, inputs, limits, change }: RunbookDetail): readonly string[] {
  const commands = outline.filter(({ kind }) => kind === 'run');
  const remote = commands.filter(({ on }) => on !== '' && on !== 'local');
  const kinds = new Set(outline.map(({ kind }) => kind));
  const secrets = inputs.filter(({ type }) => type === 'secret').map(({ label, name }) => label || name);
  return [
    remote.length > 0 && `SSH, ${count(remote.length, 'command')}, known host key`,
    commands.length > remote.length && `${count(commands.length - remote.length, 'command')} on this machine`,
    secrets.length > 0 && `a credential: ${secrets.join(', ')}`,
    kinds.has('approve') && 'somebody else to sign',
    (kinds.has('notify') || kinds.has('escalate')) && 'a way to tell people',
    change === 'required' && 'a change and its maintenance window',
    `at most ${count(limits.maxTargets, 'host')}, ${count(limits.maxRunsPerHour, 'run')} an hour`,
  ].filter((line): line is string => line !== false);
}
