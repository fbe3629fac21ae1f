// What is promised for an incident of each severity, in one table; and the policies that open one by themselves.
import { useId } from 'react';
import { SEVERITIES, type Severity } from '../../../electron/contract/model/severity-of.ts';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { rowOf } from './field-row.ts';
import { type SlaField, TARGETS } from './incidents-draft.ts';
import { PolicyRows } from './policy-rows.tsx';
import type { SettingsForm } from './use-settings.ts';
import './incidents-section.css';

const HEADS = ['Acknowledge', 'Resolve', 'A note every', 'Hours that count'] as const;
const NAMES = {
  acknowledge: 'acknowledge',
  resolve: 'resolve',
  update: 'a note every',
  hours: 'hours that count',
} as const;

export function IncidentsSection({ form }: { readonly form: SettingsForm }) {
  const id = useId();
  return (
    <section aria-label="Incidents" className="set-incidents">
      <h2>
        Incidents <u>what is promised, by severity</u>
      </h2>
      <table className="set-sla" aria-describedby={id}>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">Severity</span>
            </th>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SEVERITIES.map((severity) => (
            <SeverityRow key={severity} form={form} severity={severity} />
          ))}
        </tbody>
      </table>
      <p className="set-note" id={id}>
        A time is like 15 min, 4 h or 5 d, and counts from detection; none promises nothing. Hours are 24x7, or like
        Mon-Fri 08:00-18:00 Europe/Berlin; a day is 24 hours of them. At 75 % and at the end people are told. Default,
        row by row: 5 min, 1 h, 15 min · 15 min, 4 h, 30 min · 1 h, 1 d, 4 h · 8 h, 5 d, none; 24x7.
      </p>
      <PolicyRows form={form} />
    </section>
  );
}

function SeverityRow({ form, severity }: { readonly form: SettingsForm; readonly severity: Severity }) {
  const parts = [...TARGETS, 'hours'] as const;
  const cells = parts.map((part) => {
    const field: SlaField = `sev${severity}-${part}`;
    return { field, label: `SEV${severity} ${NAMES[part]}`, ...rowOf(form, field) };
  });
  const id = useId();
  return (
    <>
      <tr>
        <th scope="row">
          <SeverityTag severity={severity} />
        </th>
        {cells.map(({ field, label, value, was, wrong, onChange }) => (
          <td key={field} className={was === undefined ? undefined : 'changed'}>
            <input
              className="input"
              aria-label={label}
              value={value}
              autoComplete="off"
              spellCheck={false}
              aria-invalid={wrong ? true : undefined}
              aria-describedby={wrong ? `${id}-${field}` : undefined}
              onChange={(event) => onChange(event.target.value)}
            />
            {was !== undefined && <u>holds: {was}</u>}
          </td>
        ))}
      </tr>
      {cells.map(({ field, label, wrong }) =>
        wrong ? (
          <tr key={field}>
            <td colSpan={5} className="wrong" role="alert" id={`${id}-${field}`}>
              {label}: {wrong}
            </td>
          </tr>
        ) : null,
      )}
    </>
  );
}
