// What a bulk edit may change of the hosts themselves: place, tags, parents, asset record.
import { useMemo } from 'react';
import type { AssetRecord, Host } from '../../../../electron/contract/model/host.ts';
import { byFrequency, suggestionsOf } from '../../../forms/suggestions.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { TokenField } from '../../../forms/token-field.tsx';
import { useWorld } from '../../../store/world.ts';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import { ASSET_FIELDS, LIFECYCLE_VALUES, LIFECYCLE_WORDS } from '../asset-words.ts';
import { ParentsField } from '../parents-field.tsx';
import { type BulkText, valuesNow } from './bulk-draft.ts';
import { Part } from './part.tsx';

export interface BulkFieldsProps {
  readonly text: BulkText;
  readonly hosts: readonly Host[];
  readonly wrong: (path: string) => string | undefined;
  /** undefined takes a change back. */
  readonly set: (change: { readonly [Key in keyof BulkText]?: BulkText[Key] | undefined }) => void;
}

export function PlaceFields({ text, hosts, wrong, set }: BulkFieldsProps) {
  const all = useWorld((world) => world.hosts);
  const known = useMemo(() => suggestionsOf(all.values()), [all]);
  const theirTags = useMemo(() => byFrequency(hosts.flatMap((host) => host.tags)), [hosts]);
  return (
    <>
      <fieldset className="parts two">
        <legend>Place and tags</legend>
        <Part what="the site" isOn={text.site !== undefined} onTick={(on) => set({ site: on ? '' : undefined })}>
          <TextField
            label="Site"
            value={text.site ?? ''}
            placeholder={valuesNow(hosts, (host) => host.site)}
            offers={known.sites}
            wrong={wrong('site')}
            onChange={(site) => set({ site })}
          />
        </Part>
        <Part what="the role" isOn={text.role !== undefined} onTick={(on) => set({ role: on ? '' : undefined })}>
          <TextField
            label="Role"
            value={text.role ?? ''}
            placeholder={valuesNow(hosts, (host) => host.role)}
            offers={known.roles}
            wrong={wrong('role')}
            onChange={(role) => set({ role })}
          />
        </Part>
        <Part what="tags: add" isOn={text.addTags !== undefined} onTick={(on) => set({ addTags: on ? [] : undefined })}>
          <TokenField
            label="Add tags"
            values={text.addTags ?? []}
            offers={known.tags}
            wrong={wrong('addTags')}
            onChange={(tags) => set({ addTags: tags })}
          />
        </Part>
        <Part
          what="tags: take away"
          isOn={text.removeTags !== undefined}
          onTick={(on) => set({ removeTags: on ? [] : undefined })}
        >
          <TokenField
            label="Take tags away"
            values={text.removeTags ?? []}
            offers={theirTags}
            wrong={wrong('removeTags')}
            onChange={(tags) => set({ removeTags: tags })}
          />
        </Part>
      </fieldset>
      <Part what="the parents" isOn={text.parents !== undefined} onTick={(on) => set({ parents: on ? [] : undefined })}>
        <div className="stack">
          <ParentsField
            value={text.parents ?? []}
            self={null}
            wrong={wrong('parents')}
            onChange={(parents) => set({ parents })}
          />
          {text.parents?.length === 0 && <p className="help">Ticked and empty: they stand behind nothing any more.</p>}
        </div>
      </Part>
    </>
  );
}

export function AssetFields({ text, hosts, wrong, set }: BulkFieldsProps) {
  const put = (key: keyof AssetRecord, value: string | undefined) => {
    const { [key]: _, ...others } = text.asset;
    set({ asset: value === undefined ? others : { ...others, [key]: value } });
  };
  return (
    <fieldset className="parts">
      <legend>
        Asset record <u>ticked and empty: it is emptied</u>
      </legend>
      {ASSET_FIELDS.map(({ key, label }) => (
        <Part
          key={key}
          what={label.toLowerCase()}
          isOn={text.asset[key] !== undefined}
          onTick={(on) => put(key, on ? '' : undefined)}
        >
          <TextField
            label={label}
            value={text.asset[key] ?? ''}
            placeholder={valuesNow(hosts, (host) => host.asset[key])}
            wrong={wrong(`asset.${key}`)}
            onChange={(value) => put(key, value)}
          />
        </Part>
      ))}
      <Part
        what="lifecycle"
        isOn={text.asset.lifecycle !== undefined}
        onTick={(on) => put('lifecycle', on ? '' : undefined)}
      >
        <FieldFrame label="Lifecycle" wrong={wrong('asset.lifecycle')}>
          {(wired) => (
            <select
              {...wired}
              className="input"
              value={text.asset.lifecycle ?? 'as it is'}
              onChange={(event) => put('lifecycle', event.target.value === 'as it is' ? undefined : event.target.value)}
            >
              <option>as it is</option>
              {LIFECYCLE_VALUES.map((value) => (
                <option key={value} value={value}>
                  {LIFECYCLE_WORDS[value]}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
      </Part>
    </fieldset>
  );
}
