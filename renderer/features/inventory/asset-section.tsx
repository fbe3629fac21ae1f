// The asset record of a host: what the books say of the thing. Shut until somebody wants it, open when it says something.
import { useState } from 'react';
import type { AssetRecord } from '../../../electron/contract/model/host.ts';
import { TextField } from '../../forms/text-field.tsx';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import { ASSET_FIELDS, filledIn, LIFECYCLE_VALUES, LIFECYCLE_WORDS } from './asset-words.ts';

interface Props {
  readonly value: AssetRecord;
  readonly wrong: (field: string) => string | undefined;
  readonly onChange: (value: AssetRecord) => void;
}

export function AssetSection({ value, wrong, onChange }: Props) {
  const filled = filledIn(value);
  const [startsOpen] = useState(filled > 0);
  const set = (change: Partial<AssetRecord>) => onChange({ ...value, ...change });
  return (
    <details className="more-fields" open={startsOpen || wrong('asset') !== undefined}>
      <summary>
        Asset record <u>{filled === 0 ? 'serial, model, place, owner, support' : `${filled} of 8 filled in`}</u>
      </summary>
      <div className="grid-2">
        {ASSET_FIELDS.map(({ key, label, placeholder }) => (
          <TextField
            key={key}
            label={label}
            optional
            value={value[key]}
            placeholder={placeholder}
            wrong={wrong(`asset.${key}`)}
            onChange={(text) => set({ [key]: text })}
          />
        ))}
        <FieldFrame label="Lifecycle" optional wrong={wrong('asset.lifecycle')}>
          {(wired) => (
            <select
              {...wired}
              className="input"
              value={value.lifecycle}
              onChange={(event) => set({ lifecycle: event.target.value as AssetRecord['lifecycle'] })}
            >
              {LIFECYCLE_VALUES.map((each) => (
                <option key={each} value={each}>
                  {LIFECYCLE_WORDS[each]}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
      </div>
    </details>
  );
}
