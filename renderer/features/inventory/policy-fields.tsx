// When to look, and when to tell, as sentences with the figures to fill in.
import { useId } from 'react';
import { type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import type { PolicyText } from './policy-text.ts';
import { toldAfter } from './policy-text.ts';

interface Props {
  readonly value: PolicyText;
  readonly refusal: FormRefusal;
  readonly onChange: (change: Partial<PolicyText>) => void;
}

type Typed = Exclude<keyof PolicyText, 'timeoutStatus' | 'flapDetection'>;

const PATHS: Readonly<Record<Typed, string>> = {
  interval: 'policy.intervalMs',
  retry: 'policy.retryIntervalMs',
  maxAttempts: 'policy.maxAttempts',
  recoverAfter: 'policy.recoverAfter',
  timeout: 'policy.timeoutMs',
};

export function PolicyFields({ value, refusal, onChange }: Props) {
  const id = useId();
  const wrong = (Object.keys(PATHS) as Typed[]).flatMap((field) => {
    const message = wrongAt(refusal, PATHS[field]);
    return message ? [{ field, message }] : [];
  });
  const blank = (field: Typed, label: string) => (
    <input
      className="input blank"
      aria-label={label}
      aria-invalid={wrong.some((each) => each.field === field) || undefined}
      aria-describedby={wrong.some((each) => each.field === field) ? `${id}${field}` : undefined}
      value={value[field]}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
  return (
    <fieldset className="policy">
      <legend>
        When to look, when to tell <u>{toldAfter(value)}</u>
      </legend>
      <p>
        Look every {blank('interval', 'Interval')}; after a bad result every {blank('retry', 'Retry interval')}.
      </p>
      <p>
        Tell after {blank('maxAttempts', 'Bad results until somebody is told')} bad results in a row; over after{' '}
        {blank('recoverAfter', 'Good results until it is over')} good.
      </p>
      <p>
        Give up after {blank('timeout', 'Timeout')}, which counts as{' '}
        <select
          className="input blank"
          aria-label="A timeout counts as"
          value={value.timeoutStatus}
          onChange={(event) => onChange({ timeoutStatus: event.target.value as PolicyText['timeoutStatus'] })}
        >
          <option>warning</option>
          <option>critical</option>
          <option>unknown</option>
        </select>
        .
      </p>
      {wrong.map(({ field, message }) => (
        <p key={field} id={`${id}${field}`} className="wrong" role="alert">
          {LABELS[field]}: {message}
        </p>
      ))}
      <label className="check-row">
        <input
          type="checkbox"
          checked={value.flapDetection}
          onChange={(event) => onChange({ flapDetection: event.target.checked })}
        />
        Hold back alerts while it flaps
      </label>
    </fieldset>
  );
}

const LABELS: Readonly<Record<Typed, string>> = {
  interval: 'Interval',
  retry: 'Retry interval',
  maxAttempts: 'Bad results',
  recoverAfter: 'Good results',
  timeout: 'Timeout',
};
