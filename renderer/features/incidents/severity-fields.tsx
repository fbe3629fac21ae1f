// Impact and urgency, what the matrix makes of them at once, and where somebody knows better the severity, with a reason.
import { LEVELS, type Level, severityByMatrix } from '../../../electron/contract/model/incident-rules.ts';
import { SEVERITIES, type Severity } from '../../../electron/contract/model/severity-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import { Segment } from '../../ui/segment.tsx';
import { SeverityTag } from '../../ui/severity-tag.tsx';

export interface Rating {
  readonly impact: Level;
  readonly urgency: Level;
  /** Null: by the matrix. */
  readonly severity: Severity | null;
  readonly reason: string;
}

interface Props {
  readonly rating: Rating;
  readonly onChange: (change: Partial<Rating>) => void;
  readonly wrongReason?: string | undefined;
}

const OPTIONS = LEVELS.map((level) => [level, level[0]?.toUpperCase() + level.slice(1)] as const);

/** What it comes to. */
export const severityOfRating = ({ impact, urgency, severity }: Rating): Severity =>
  severity ?? severityByMatrix(impact, urgency);

/** What is missing in a rating; path as the form's. */
export const wrongRating = ({ impact, urgency, severity, reason }: Rating, path: string) =>
  severity !== null && severity !== severityByMatrix(impact, urgency) && reason.trim() === ''
    ? [{ path, message: 'say why it is not what the matrix says' }]
    : [];

export function SeverityFields({ rating, onChange, wrongReason }: Props) {
  const byMatrix = severityByMatrix(rating.impact, rating.urgency);
  const isOther = rating.severity !== null && rating.severity !== byMatrix;
  return (
    <div className="inc-rating">
      <div className="inc-rate-row">
        <Pick label="Impact" value={rating.impact} onChange={(impact) => onChange({ impact })} />
        <Pick label="Urgency" value={rating.urgency} onChange={(urgency) => onChange({ urgency })} />
        <FieldFrame label="Severity">
          {(wired) => (
            <span className="inc-sev">
              <output aria-live="polite">
                <SeverityTag severity={severityOfRating(rating)} />
              </output>
              <select
                {...wired}
                className="input"
                value={rating.severity ?? ''}
                onChange={({ target }) =>
                  onChange({ severity: target.value === '' ? null : (Number(target.value) as Severity) })
                }
              >
                <option value="">SEV{byMatrix}, by the matrix</option>
                {SEVERITIES.filter((severity) => severity !== byMatrix).map((severity) => (
                  <option key={severity} value={severity}>
                    SEV{severity}, against it
                  </option>
                ))}
              </select>
            </span>
          )}
        </FieldFrame>
      </div>
      {isOther && (
        <TextField
          label={`Why SEV${rating.severity} and not SEV${byMatrix}`}
          value={rating.reason}
          placeholder="the shop sells tickets today"
          wrong={wrongReason}
          onChange={(reason) => onChange({ reason })}
        />
      )}
    </div>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: Level;
  readonly onChange: (value: Level) => void;
}

function Pick({ label, value, onChange }: PickProps) {
  return (
    <div className="field">
      <span className="label" aria-hidden="true">
        {label}
      </span>
      <Segment<Level> label={label} value={value} options={OPTIONS} onChange={onChange} />
    </div>
  );
}
