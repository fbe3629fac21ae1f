// When most checks fail together: is it the world, or the monitor's own network? Beacons tell the two apart.
import { useId } from 'react';
import { Segment } from '../../ui/segment.tsx';
import { ON_OFF, rowOf } from './field-row.ts';
import { SettingRow } from './setting-row.tsx';
import type { SettingsForm } from './use-settings.ts';

export function IsolationSection({ form }: { readonly form: SettingsForm }) {
  const id = useId();
  const detect = rowOf(form, 'detect');
  const beacons = rowOf(form, 'beacons');
  return (
    <section aria-label="Isolation">
      <h2>Isolation</h2>
      <SettingRow
        name="Notice it"
        was={detect.was}
        wrong={detect.wrong}
        about={
          detect.value === 'on'
            ? 'When most checks fail together and the beacons are silent, the monitor says that it is cut off, once, and holds every other alert. Default.'
            : 'A cable pulled out of this computer alerts for every host. Default: on.'
        }
      >
        <Segment
          label="Notice isolation"
          value={detect.value === 'off' ? 'off' : 'on'}
          options={ON_OFF}
          onChange={detect.onChange}
        />
      </SettingRow>
      <SettingRow
        name={<label htmlFor={id}>Beacons</label>}
        was={beacons.was === undefined ? undefined : beacons.was.split('\n').join(', ') || 'none'}
        wrong={beacons.wrong}
        about={
          <span id={`${id}-about`}>
            Addresses that answer ping while this computer has its network, one a line, at most 8. None: the default
            gateway. Default: none.
          </span>
        }
      >
        <textarea
          id={id}
          className="input mono set-lines"
          rows={3}
          value={beacons.value}
          spellCheck={false}
          aria-describedby={`${id}-about`}
          aria-invalid={beacons.wrong ? true : undefined}
          onChange={(event) => beacons.onChange(event.target.value)}
        />
      </SettingRow>
    </section>
  );
}
