// The steps of a runbook: what each does, what it risks; the command as it stands in the file where it changes a host.
import { TriangleAlert } from 'lucide-react';
import type { StepOutline } from '../../../../electron/contract/model/runbook.ts';
import { StepIcon } from './step-icons.tsx';

interface Props {
  readonly outline: readonly StepOutline[];
  /** All commands are shown. */
  readonly isOpen: boolean;
}

export function StepList({ outline, isOpen }: Props) {
  return (
    <ol className="rb-steps">
      {outline.map((step, at) => (
        <Step key={step.id} step={step} n={at + 1} outline={outline} isOpen={isOpen} />
      ))}
    </ol>
  );
}

interface StepProps extends Props {
  readonly step: StepOutline;
  readonly n: number;
}

function Step({ step, n, outline, isOpen }: StepProps) {
  const changes = step.risk !== 'read-only';
  return (
    <li className={changes ? 'rb-chg' : undefined}>
      <div className="rb-step">
        <span className="rb-no">{n}</span>
        <StepIcon kind={step.kind} />
        <b>{step.title}</b>
        <span title={step.does}>{step.does}</span>
        <Risk step={step} />
      </div>
      {(changes || step.command !== '') && (
        <div className={changes || isOpen ? 'rb-code' : 'rb-code rb-wide'}>
          <CommandFacts step={step} outline={outline} />
          {step.command !== '' && <pre>{step.command.trimEnd()}</pre>}
        </div>
      )}
    </li>
  );
}

function Risk({ step: { kind, risk } }: { readonly step: StepOutline }) {
  if (risk === 'read-only') return <em>{kind === 'run' ? 'read-only' : ''}</em>;
  return (
    <em>
      <TriangleAlert className="ic" aria-hidden="true" />
      {risk === 'destructive' ? 'changes a host, for good' : 'changes a host'}
    </em>
  );
}

function CommandFacts({ step, outline }: { readonly step: StepOutline; readonly outline: readonly StepOutline[] }) {
  const facts: readonly (readonly [string, string])[] = [
    ['on', step.on || 'this machine'],
    ...(step.risk === 'read-only'
      ? []
      : ([
          ['confirm', step.confirm === 'none' ? 'not asked' : step.confirm],
          ['verify', stepWords(step.verify, outline, 'not proven')],
          ['back', step.rollback === 'none' ? 'no way back' : stepWords(step.rollback, outline, 'not said')],
        ] as const)),
  ];
  return (
    <p>
      {facts.map(([name, value]) => (
        <span key={name}>
          <i>{name}</i> {value}
        </span>
      ))}
    </p>
  );
}

/** 'step 6' for the id of a step. */
function stepWords(id: string | null, outline: readonly StepOutline[], none: string): string {
  if (id === null) return none;
  const at = outline.findIndex((step) => step.id === id);
  return at < 0 ? id : `step ${at + 1}`;
}
