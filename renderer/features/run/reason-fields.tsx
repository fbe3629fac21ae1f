// Fields of the dialogs of a run: who signs what, who gets the pen, which incident.
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Run, RunView } from '../../../electron/contract/model/run.ts';
import { PinField } from '../../forms/pin-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useNow } from '../../lib/now.ts';
import { clock, duration } from '../../lib/time.ts';
import { useStanding } from '../../store/incidents.ts';
import { shortHash } from '../../store/run-words.ts';
import { useWorld } from '../../store/world.ts';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';

/** Exactly what a signature stands for. */
export function Signature({ view: { run, face } }: { readonly view: RunView }) {
  const now = useNow();
  const { approval } = run;
  if (!approval) return <p>Nothing is asked for any more.</p>;
  return (
    <>
      <p>
        {approval.askedBy} asked {clock(approval.askedAt)}; {duration(approval.expiresAt - now)} left. The signature
        holds for exactly this, and for nothing else:
      </p>
      <dl className="binds">
        <dt>runbook</dt>
        <dd className="mono">
          {run.runbookId} {shortHash(run.hash)}
        </dd>
        <dt>step</dt>
        <dd>{stepTitle(run, approval.binds.path) ?? face?.title}</dd>
        {boundCommands(approval.binds).map(({ where, what }, at) => [
          // biome-ignore lint/suspicious/noArrayIndexKey: what is bound never changes its order
          <dt key={at}>command</dt>,
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <dd key={`${at} is`} className="mono">
            <pre>{what}</pre>
            <u>on {where}</u>
          </dd>,
        ])}
      </dl>
    </>
  );
}

const stepTitle = (run: Run, path: unknown): string | null => {
  const step = run.steps.find((one) => one.path === path);
  return step ? `${step.n} ${step.title}` : null;
};

interface Bound {
  readonly where: string;
  readonly what: string;
}

type Words = Readonly<Record<string, unknown>>;
const asWords = (value: unknown): Words => (typeof value === 'object' && value !== null ? (value as Words) : {});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The commands that are bound, each once, with all the hosts it is bound for. */
export function boundCommands(binds: Words): readonly Bound[] {
  const targets = asList(binds.targets).map(asWords);
  const byCommand = new Map<string, string[]>();
  for (const [at, command] of asList(binds.commands).entries()) {
    const shown = asWords(asWords(command).shown);
    const what = asText(shown.script) || asText(shown.line);
    const where = byCommand.get(what) ?? [];
    byCommand.set(what, [...where, asText(targets[at]?.name) || 'this machine']);
  }
  return [...byCommand].map(([what, where]) => ({
    what,
    where: where.length > 4 ? `${where.slice(0, 3).join(', ')} and ${where.length - 3} more` : where.join(', '),
  }));
}

interface NameProps {
  readonly view: RunView;
  readonly isSigning: boolean;
  /** Whoever sits here may not sign it themselves. */
  readonly mustName: boolean;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (name: string) => void;
}

export function NameField({ view, isSigning, mustName, value, wrong, onChange }: NameProps) {
  const people = useWorld((world) => world.onCall.people);
  const incidents = useWorld((world) => world.incidents);
  const { run } = view;
  const named = [
    ...(run.approval?.from ?? []),
    ...people.map(({ name }) => name),
    ...[...incidents.values()].flatMap(({ roles }) => Object.values(roles)),
  ];
  const offers = [...new Set(named)].filter(
    (name) => name !== '' && name !== run.pen && (!isSigning || name !== run.approval?.askedBy),
  );
  return (
    <TextField
      label={isSigning ? 'Signed by' : 'To'}
      value={value}
      offers={offers}
      optional={isSigning && !mustName}
      wrong={wrong}
      help={
        isSigning
          ? mustName
            ? 'Somebody else at this desk: it is recorded as signed by them at yours.'
            : 'Left empty, you sign.'
          : undefined
      }
      onChange={onChange}
    />
  );
}

interface WhyProps {
  readonly label: string;
  readonly optional: boolean | undefined;
  readonly placeholder: string | undefined;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (why: string) => void;
}

export function Why({ label, optional = false, placeholder, value, wrong, onChange }: WhyProps) {
  return (
    <FieldFrame label={label} optional={optional} wrong={wrong}>
      {(wired) => (
        <textarea
          {...wired}
          className="input"
          rows={2}
          maxLength={2_000}
          placeholder={placeholder}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </FieldFrame>
  );
}

interface PinProps {
  readonly signer: string;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (pin: string) => void;
}

const plainName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Asked of a signer who has one. */
export function SignerPin({ signer, value, wrong, onChange }: PinProps) {
  const hasPin = useWorld(({ onCall, shifts }) => {
    const person = onCall.people.find(({ name }) => plainName(name) === plainName(signer));
    return person !== undefined && shifts.withPin.includes(person.id);
  });
  // The engine knows best: whom it asks for one is shown the field.
  if (!hasPin && wrong === undefined) return null;
  return <PinField label={`PIN of ${signer}`} value={value} wrong={wrong} onChange={onChange} />;
}

interface ChoiceProps {
  readonly value: IncidentId | '';
  readonly wrong: string | undefined;
  readonly onChange: (incidentId: IncidentId | '') => void;
}

export function IncidentChoice({ value, wrong, onChange }: ChoiceProps) {
  const standing = useStanding();
  return (
    <FieldFrame label="Incident" wrong={wrong}>
      {(wired) => (
        <select
          {...wired}
          className="input"
          value={value}
          onChange={({ target }) => onChange(standing.find(({ id }) => id === target.value)?.id ?? '')}
        >
          <option value="">choose</option>
          {standing.map(({ id, number, title }) => (
            <option key={id} value={id}>
              {number} {title}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
