// What is set for the whole monitor: how long things are kept, whom it trusts, how often it is copied.
import type { EngineDetails } from '../../../electron/contract/model/engine-details.ts';
import { bytes } from '../../lib/number.ts';
import { Segment } from '../../ui/segment.tsx';
import { rowOf } from './field-row.ts';
import { IncidentsSection } from './incidents-section.tsx';
import { IsolationSection } from './isolation-section.tsx';
import { ReceiverSection } from './receiver-section.tsx';
import { ReportsSection } from './reports-section.tsx';
import { RunbooksSection } from './runbooks-section.tsx';
import { NumberRow, SettingRow } from './setting-row.tsx';
import type { SettingsField } from './settings-draft.ts';
import type { SettingsForm } from './use-settings.ts';
import { WallboardSection } from './wallboard-section.tsx';

interface Props {
  readonly form: SettingsForm;
  readonly details: EngineDetails | null;
}

export function EngineSections({ form, details }: Props) {
  const row = (field: SettingsField) => rowOf(form, field);
  return (
    <>
      <section aria-label="Keeping">
        <h2>
          Keeping <u>{details ? sizes(details) : 'sizes are being read'}</u>
        </h2>
        <NumberRow
          name="Measured values"
          unit="days"
          about="Every value, as it was measured: what charts show up close. Longer needs more disk. Default: 90 days."
          {...row('valuesDays')}
        />
        <NumberRow
          name="Hourly values"
          unit="days"
          about="Least, mean and most of each hour: what charts show from afar. Not shorter than the values. Default: 730 days."
          {...row('rollUpsDays')}
        />
        <p className="set-note">The journal and the history of states stay, whatever is set here.</p>
      </section>
      <section aria-label="SSH host keys">
        <h2>SSH host keys</h2>
        <FirstContact {...row('firstContact')} />
        <p className="set-note">A key that has changed always stops everything for that host and raises a problem.</p>
      </section>
      <section aria-label="Backups">
        <h2>Backups</h2>
        <NumberRow
          name="Back up every"
          unit="hours"
          about="A copy of inventory, journal and states, opened and checked before it counts. Default: 24 hours."
          {...row('everyHours')}
        />
        <NumberRow
          name="Keep"
          unit="backups"
          about="The oldest goes when there are more. One is also made before an update of the data. Default: 7."
          {...row('keep')}
        />
      </section>
      <IncidentsSection form={form} />
      <RunbooksSection form={form} />
      <ReportsSection form={form} />
      <WallboardSection form={form} />
      <IsolationSection form={form} />
      <ReceiverSection form={form} />
    </>
  );
}

const sizes = ({ samplesBytes, databaseBytes, diskFreeBytes }: EngineDetails): string => {
  const free = diskFreeBytes === null ? '' : `, ${bytes(diskFreeBytes).join('\u00a0')} free on the disk`;
  return `now ${bytes(samplesBytes).join('\u00a0')} of values, ${bytes(databaseBytes).join('\u00a0')} of everything else${free}`;
};

interface ContactProps {
  readonly value: string;
  readonly was: string | undefined;
  readonly wrong: string | undefined;
  readonly onChange: (value: string) => void;
}

function FirstContact({ value, was, wrong, onChange }: ContactProps) {
  return (
    <SettingRow
      name="First contact"
      was={was}
      wrong={wrong}
      about={
        value === 'ask'
          ? 'A server nobody knows shows its fingerprint, and its checks wait for your word. Default.'
          : 'A server nobody knows is refused until its key stands in known_hosts; nobody is asked. Default: ask.'
      }
    >
      <Segment
        label="First contact"
        value={value === 'refuse' ? 'refuse' : 'ask'}
        options={[
          ['ask', 'Ask'],
          ['refuse', 'Refuse'],
        ]}
        onChange={onChange}
      />
    </SettingRow>
  );
}
