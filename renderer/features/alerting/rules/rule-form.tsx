// One severity rule: what has to fit, and how bad it is then.
import { useMemo } from 'react';
import type { SeverityRule } from '../../../../electron/contract/model/severity.ts';
import { SEVERITIES } from '../../../../electron/contract/model/severity-of.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../../forms/refusal.ts';
import { suggestionsOf } from '../../../forms/suggestions.ts';
import { TokenField } from '../../../forms/token-field.tsx';
import { WORST_FIRST } from '../../../store/roll-up.ts';
import { useWorld } from '../../../store/world.ts';
import { Segment } from '../../../ui/segment.tsx';
import { ruleWords } from './rule-words.ts';
import { useAlerting } from './use-alerting.ts';
import { useRuleForm } from './use-rule-form.ts';
import '../../../forms/forms.css';
import '../alerting.css';
import '../fields.css';

const NEW: SeverityRule = { statuses: ['down'], tags: [], sites: [], roles: [], severity: 1 };

export function SeverityRuleForm({ place }: { readonly place: number | null }) {
  const { alerting } = useAlerting();
  const hosts = useWorld((world) => world.hosts);
  const offers = useMemo(() => suggestionsOf(hosts.values()), [hosts]);
  const known = place === null ? undefined : alerting?.severityRules[place];
  const { text, set, refusal, ...form } = useRuleForm<SeverityRule>({
    start: known ?? NEW,
    check: () => [],
    change: (rule, now) => ({
      ...now,
      severityRules: place === null ? [...now.severityRules, rule] : now.severityRules.with(place, rule),
    }),
    what: place === null ? 'adding a rule' : `the change of rule ${place + 1}`,
    done: place === null ? 'The rule is added, as the last one.' : `Rule ${place + 1} is changed.`,
  });
  const toggle = (status: SeverityRule['statuses'][number]) =>
    set({
      statuses: text.statuses.includes(status)
        ? text.statuses.filter((one) => one !== status)
        : [...text.statuses, status],
    });
  return (
    <FormDialog
      title={place === null ? 'Add a severity rule' : `Change rule ${place + 1}`}
      sub={`${ruleWords(text)}: SEV${text.severity}`}
      save={place === null ? 'Add rule' : 'Save'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['tags', 'sites', 'roles'])}
      note="What is named must fit; what is empty fits all."
      onSave={() => void form.save()}
    >
      <fieldset className="days">
        <legend>Status, one of</legend>
        {WORST_FIRST.map((status) => (
          <label key={status} className={text.statuses.includes(status) ? 'on' : undefined}>
            <input
              type="checkbox"
              className="vh"
              checked={text.statuses.includes(status)}
              onChange={() => toggle(status)}
            />
            {status}
          </label>
        ))}
      </fieldset>
      {(
        [
          ['tags', 'Tags, one of', offers.tags],
          ['sites', 'Sites, one of', offers.sites],
          ['roles', 'Roles, one of', offers.roles],
        ] as const
      ).map(([part, label, known]) => (
        <TokenField
          key={part}
          label={label}
          values={text[part]}
          offers={known}
          placeholder="any"
          wrong={wrongAt(refusal, part)}
          onChange={(values) => set({ [part]: [...values] })}
        />
      ))}
      <div className="field">
        <span className="label">Is then</span>
        <Segment
          label="Severity"
          value={String(text.severity)}
          options={SEVERITIES.map((one) => [String(one), `SEV${one}`] as const)}
          onChange={(value) => set({ severity: Number(value) as SeverityRule['severity'] })}
        />
      </div>
    </FormDialog>
  );
}
