// Fields that several dialogs of an incident have: a few lines of words, and a moment in the past.
import { useNow } from '../../lib/now.ts';
import { duration } from '../../lib/time.ts';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import { parsePast } from './past-time.ts';

interface WordsProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly max?: number;
  readonly placeholder?: string;
  readonly help?: string | undefined;
  readonly wrong?: string | undefined;
  readonly optional?: boolean;
}

export function WordsField({ label, value, onChange, rows = 2, max = 10_000, placeholder, ...frame }: WordsProps) {
  return (
    <FieldFrame label={label} {...frame}>
      {(wired) => (
        <textarea
          {...wired}
          className="input"
          rows={rows}
          maxLength={max}
          placeholder={placeholder}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </FieldFrame>
  );
}

interface PastProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrong?: string | undefined;
  /** What an empty field stands for: 'now'. */
  readonly empty?: string;
}

/** A moment that may be set back; says below how long ago that was. Where `empty` says what that means, it may be empty. */
export function PastField({ label, value, onChange, wrong, empty }: PastProps) {
  const now = useNow();
  const at = parsePast(value, now);
  const ago = at !== null && at <= now ? `${duration(now - at)} ago` : undefined;
  const help = empty !== undefined && value.trim() === '' ? 'or 02:14, or 12 min ago' : ago;
  return (
    <FieldFrame label={label} unit="UTC" wrong={wrong} help={wrong ? undefined : help}>
      {(wired) => (
        <input
          {...wired}
          className="input mono"
          placeholder={empty}
          value={value}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </FieldFrame>
  );
}
