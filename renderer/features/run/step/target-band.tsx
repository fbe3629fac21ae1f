// Where a step goes. Of one that changes a host it is the loudest thing on the screen: amber, across the whole step.
import { Server } from 'lucide-react';
import type { Attempt, RunTarget, StepFace } from '../../../../electron/contract/model/run.ts';
import type { Risk, RunMode } from '../../../../electron/contract/model/runbook-words.ts';
import { count } from '../../../lib/number.ts';

interface Props {
  readonly face: StepFace;
  readonly mode: RunMode;
  /** The newest attempts on these targets: they know the host key. */
  readonly attempts: readonly Attempt[];
}

export function TargetBand({ face, mode, attempts }: Props) {
  const targets = uniqueTargets(face);
  const [only] = targets;
  if (only === undefined) return null;
  const batches = Math.max(...face.commands.map(({ batch }) => batch));
  return (
    <div className={bandClass(face.risk, mode)}>
      <Server className="ic" aria-hidden="true" />
      <span>{verb(mode)}</span>
      <b>{targets.length === 1 ? only.name : count(targets.length, 'host')}</b>
      <span className="as">
        {targets.length === 1 ? (
          <LoginWords target={only} hostKey={attempts.at(-1)?.hostKey ?? ''} />
        ) : (
          `in ${count(batches, 'batch', 'batches')}${face.maxFailed === undefined ? '' : `, stops when more than ${face.maxFailed} failed`}`
        )}
      </span>
    </div>
  );
}

const verb = (mode: RunMode): string =>
  mode === 'dry' ? 'would run on' : mode === 'instruct' ? 'you run it on' : 'runs on';

const bandClass = (risk: Risk, mode: RunMode): string =>
  ['target', risk === 'read-only' && 'quiet', mode !== 'live' && 'unreal'].filter(Boolean).join(' ');

export function uniqueTargets({ commands }: StepFace): readonly RunTarget[] {
  const byName = new Map(commands.map(({ target }) => [target.name, target]));
  return [...byName.values()];
}

function LoginWords({ target, hostKey }: { readonly target: RunTarget; readonly hostKey: string }) {
  if (target.hostId === null && target.user === '') return 'no shell, no network';
  return (
    <>
      as <i className="mono">{target.user}</i>, SSH
      {hostKey !== '' && (
        <span>
          , key <i className="mono">{shortKey(hostKey)}</i>
        </span>
      )}
    </>
  );
}

/** "SHA256:Qm4f…e1A" without what all of them begin with. */
export function shortKey(fingerprint: string): string {
  const letters = fingerprint.replace(/^SHA256:/, '');
  return letters.length <= 9 ? letters : `${letters.slice(0, 4)}…${letters.slice(-3)}`;
}
