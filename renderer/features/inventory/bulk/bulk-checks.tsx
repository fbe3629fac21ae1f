// What a bulk edit may change of the hosts' own checks: on or off, and any part of when they look and tell.
import { useMemo } from 'react';
import { TextField } from '../../../forms/text-field.tsx';
import { useKinds } from '../../../link/kinds.ts';
import { useChecksByHost } from '../../../store/select.ts';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import type { PolicyText } from '../policy-text.ts';
import type { BulkFieldsProps } from './bulk-fields.tsx';
import { Part } from './part.tsx';

type Typed = Exclude<keyof PolicyText, 'timeoutStatus' | 'flapDetection'>;

const TYPED: readonly (readonly [Typed, path: string, label: string, placeholder: string])[] = [
  ['interval', 'intervalMs', 'Look every', '60 s'],
  ['retry', 'retryIntervalMs', 'After a bad result every', '15 s'],
  ['timeout', 'timeoutMs', 'Give up after', '10 s'],
  ['maxAttempts', 'maxAttempts', 'Bad results until told', '3'],
  ['recoverAfter', 'recoverAfter', 'Good results until over', '1'],
];

export function CheckFields({ text, hosts, wrong, set }: BulkFieldsProps) {
  const kinds = useKindsOf(hosts);
  const put = (change: { readonly [Key in keyof PolicyText]?: PolicyText[Key] | undefined }) => {
    const next = Object.entries({ ...text.policy, ...change }).filter(([, value]) => value !== undefined);
    set({ policy: Object.fromEntries(next) as Partial<PolicyText> });
  };
  return (
    <fieldset className="parts">
      <legend>
        Their own checks <u>those of a template are changed there</u>
      </legend>
      <FieldFrame label="Which checks">
        {(wired) => (
          <select
            {...wired}
            className="input"
            value={text.kind}
            onChange={(event) => set({ kind: event.target.value })}
          >
            <option value="">all kinds, {kinds.reduce((sum, kind) => sum + kind.count, 0)} checks</option>
            {kinds.map(({ kind, title, count }) => (
              <option key={kind} value={kind}>
                {title}, {count}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      <Choice
        label="Switched"
        options={[
          ['on', 'on'],
          ['off', 'off'],
        ]}
        value={text.enabled === undefined ? undefined : text.enabled ? 'on' : 'off'}
        wrong={wrong('checks.enabled')}
        onChange={(value) => set({ enabled: value === undefined ? undefined : value === 'on' })}
      />
      {TYPED.map(([field, path, label, placeholder]) => (
        <Part
          key={field}
          what={label.toLowerCase()}
          isOn={text.policy[field] !== undefined}
          onTick={(on) => put({ [field]: on ? placeholder : undefined })}
        >
          <TextField
            label={label}
            value={text.policy[field] ?? ''}
            placeholder={`e.g. ${placeholder}`}
            wrong={wrong(`checks.policy.${path}`)}
            onChange={(value) => put({ [field]: value })}
          />
        </Part>
      ))}
      <Choice
        label="A timeout counts as"
        options={[
          ['warning', 'warning'],
          ['critical', 'critical'],
          ['unknown', 'unknown'],
        ]}
        value={text.policy.timeoutStatus}
        wrong={wrong('checks.policy.timeoutStatus')}
        onChange={(timeoutStatus) => put({ timeoutStatus })}
      />
      <Choice
        label="Alerts while it flaps"
        options={[
          ['held', 'held back'],
          ['sent', 'sent'],
        ]}
        value={text.policy.flapDetection === undefined ? undefined : text.policy.flapDetection ? 'held' : 'sent'}
        wrong={wrong('checks.policy.flapDetection')}
        onChange={(value) => put({ flapDetection: value === undefined ? undefined : value === 'held' })}
      />
    </fieldset>
  );
}

/** The kinds of the hosts' own checks, with how many there are. */
function useKindsOf(hosts: BulkFieldsProps['hosts']) {
  const byHost = useChecksByHost();
  const { byKind } = useKinds();
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const host of hosts) {
      for (const check of byHost.get(host.id) ?? []) {
        if (check.template === undefined) counts.set(check.kind, (counts.get(check.kind) ?? 0) + 1);
      }
    }
    return [...counts]
      .map(([kind, count]) => ({ kind, count, title: byKind.get(kind)?.title ?? kind }))
      .toSorted((a, b) => b.count - a.count);
  }, [hosts, byHost, byKind]);
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value | undefined;
  readonly wrong: string | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

function Choice<Value extends string>({ label, options, value, wrong, onChange }: ChoiceProps<Value>) {
  const first = options[0]?.[0];
  return (
    <Part what={label.toLowerCase()} isOn={value !== undefined} onTick={(on) => onChange(on ? first : undefined)}>
      <FieldFrame label={label} wrong={wrong}>
        {(wired) => (
          <select
            {...wired}
            className="input"
            value={value ?? ''}
            onChange={(event) => onChange((event.target.value || undefined) as Value | undefined)}
          >
            <option value="">as it is</option>
            {options.map(([each, word]) => (
              <option key={each} value={each}>
                {word}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
    </Part>
  );
}
