// What people wrote about an incident, field by field; what nobody said yet is named in one line, not drawn in ten.
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { isEnded } from '../../../../electron/contract/model/incident-rules.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { FactSection } from './fact-section.tsx';

type Field =
  | 'summary'
  | 'customerImpact'
  | 'rootCause'
  | 'resolution'
  | 'contributing'
  | 'wentWell'
  | 'wentBadly'
  | 'lucky';

const FIELDS: readonly (readonly [Field, string])[] = [
  ['summary', 'Summary'],
  ['customerImpact', 'Customer impact'],
  ['rootCause', 'Root cause'],
  ['resolution', 'Resolution'],
  ['contributing', 'Contributing'],
  ['wentWell', 'Went well'],
  ['wentBadly', 'Went badly'],
  ['lucky', 'Where we got lucky'],
];
/** What is thought about when it is over. */
const OF_REVIEW: ReadonlySet<Field> = new Set(['contributing', 'wentWell', 'wentBadly', 'lucky']);

export function Words({ incident }: { readonly incident: Incident }) {
  const { id, status, change, tags } = incident;
  const isReviewed = isEnded(status) || status === 'resolved';
  const said = FIELDS.filter(([field]) => incident[field].trim() !== '');
  const missing = FIELDS.filter(([field]) => incident[field].trim() === '' && (isReviewed || !OF_REVIEW.has(field)));
  return (
    <FactSection
      title="What is known"
      act={{ label: 'Edit', keys: 'd', run: () => openDialog({ type: 'incident-details', incidentId: id }) }}
    >
      <dl className="fwords-l">
        {said.map(([field, label]) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>
              <Markdown text={incident[field]} />
            </dd>
          </div>
        ))}
        {change !== '' && (
          <div>
            <dt>Change</dt>
            <dd className="mono">{change}</dd>
          </div>
        )}
        {tags.length > 0 && (
          <div>
            <dt>Tags</dt>
            <dd className="ftags">
              {tags.map((tag) => (
                <span key={tag}>{tag}</span>
              ))}
            </dd>
          </div>
        )}
      </dl>
      {missing.length > 0 && (
        <p className="none">Not said yet: {missing.map(([, label]) => label.toLowerCase()).join(', ')}.</p>
      )}
    </FactSection>
  );
}
