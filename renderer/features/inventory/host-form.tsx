// A host in the inventory: a name or an address is enough. New ones bring their checks along.
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, NO_REFUSAL, refusalOf, wrongAt } from '../../forms/refusal.ts';
import { type Suggestions, suggestionsOf } from '../../forms/suggestions.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { engine } from '../../link/client.ts';
import { useKinds } from '../../link/kinds.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { goTo } from '../../store/route.ts';
import { say } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import { AssetSection } from './asset-section.tsx';
import { checksToAdd, emptyHost, type HostText, nameFrom, type QuickCheck, textOf, toInput } from './host-draft.ts';
import { LinksField } from './links-field.tsx';
import { ParentsField } from './parents-field.tsx';
import { QuickChecks } from './quick-checks.tsx';
import { TemplatesOf } from './templates/templates-of.tsx';
import '../../forms/forms.css';

/** Adds a host (`hostId` null) or edits one. */
export function HostForm({ hostId }: { readonly hostId: HostId | null }) {
  const hosts = useWorld((world) => world.hosts);
  const host = hostId === null ? null : (hosts.get(hostId) ?? null);
  const known = useMemo(() => suggestionsOf(hosts.values()), [hosts]);
  const form = useHostForm(host, known.sites[0] ?? 'main');
  const { text, set, refusal, isNew } = form;
  const wrong = (field: string) => wrongAt(refusal, `host.${field}`) ?? wrongAt(refusal, field);
  return (
    <FormDialog
      title={isNew ? 'Add a host' : 'Edit host'}
      size="roomy"
      sub={host ? <span className="mono">{host.name}</span> : 'a name or an address is enough'}
      save={isNew ? 'Add host' : 'Save'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, SHOWN)}
      note={form.note}
      more={
        isNew && (
          <button type="button" className="btn" onClick={() => void form.save(true)}>
            <Keycap keys="Ctrl+Shift+Enter" />
            Add, then another
          </button>
        )
      }
      onSave={() => void form.save(false)}
      onKey={form.onKey}
    >
      <Fields text={text} set={set} wrong={wrong} known={known} self={hostId} nameRef={form.nameRef} />
      {isNew && <QuickChecks value={form.quick} onChange={form.setQuick} refusal={refusal} />}
    </FormDialog>
  );
}

const SHOWN = ['host', 'checks', 'name', 'address', 'site', 'role', 'tags', 'parents', 'notes', 'asset', 'links'];

interface FieldsProps {
  readonly text: HostText;
  readonly set: (change: Partial<HostText>) => void;
  readonly wrong: (field: string) => string | undefined;
  readonly known: Suggestions;
  readonly self: HostId | null;
  readonly nameRef: React.RefObject<HTMLDivElement | null>;
}

function Fields({ text, set, wrong, known, self, nameRef }: FieldsProps) {
  return (
    <>
      <div className="field-row" ref={nameRef}>
        <TextField
          label="Name"
          isMono
          autoFocus
          value={text.name}
          placeholder={nameFrom(text.address.trim()) || 'ams1-web-22'}
          wrong={wrong('name')}
          onChange={(name) => set({ name })}
        />
        <TextField
          label="Address"
          isMono
          value={text.address}
          placeholder={text.name.trim() || '10.0.4.17 or web.example.org'}
          wrong={wrong('address')}
          onChange={(address) => set({ address })}
        />
      </div>
      <div className="field-row">
        <TextField
          label="Site"
          value={text.site}
          placeholder="main"
          offers={known.sites}
          wrong={wrong('site')}
          onChange={(site) => set({ site })}
        />
        <TextField
          label="Role"
          optional
          value={text.role}
          placeholder="db, web, switch"
          offers={known.roles}
          wrong={wrong('role')}
          onChange={(role) => set({ role })}
        />
      </div>
      <TokenField
        label="Tags"
        values={text.tags}
        offers={known.tags}
        placeholder="linux, tier-1"
        wrong={wrong('tags')}
        onChange={(tags) => set({ tags })}
      />
      <ParentsField
        value={text.parents}
        self={self}
        wrong={wrong('parents')}
        onChange={(parents) => set({ parents })}
      />
      <TemplatesOf tags={text.tags} />
      <FieldFrame label="Notes" optional wrong={wrong('notes')}>
        {(wired) => (
          <textarea
            {...wired}
            className="input"
            rows={2}
            value={text.notes}
            placeholder="What the next shift should know about it"
            onChange={(event) => set({ notes: event.target.value })}
          />
        )}
      </FieldFrame>
      <AssetSection value={text.asset} wrong={wrong} onChange={(asset) => set({ asset })} />
      <LinksField value={text.links} wrong={wrong} onChange={(links) => set({ links })} />
    </>
  );
}

const PING: readonly QuickCheck[] = [{ kind: 'ping', config: {} }];

function useHostForm(host: Host | null, usualSite: string) {
  const kinds = useKinds().byKind;
  const [start, setStart] = useState<HostText>(() => (host ? textOf(host) : emptyHost(usualSite)));
  const [text, setText] = useState(start);
  const [quick, setQuick] = useState(PING);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const nameRef = useRef<HTMLDivElement>(null);
  const isNew = host === null;

  const send = async (): Promise<Host> => {
    const input = toInput(text);
    if (host) return engine().inventory.editHost({ hostId: host.id, host: input });
    return (await engine().inventory.addHost({ host: input, checks: checksToAdd(quick, kinds) })).host;
  };
  const save = async (another: boolean) => {
    setSaving(true);
    setRefusal(NO_REFUSAL);
    try {
      const saved = await send();
      say(isNew ? `${saved.name} is watched now.` : `${saved.name} is changed.`);
      if (!another) {
        closeDialog();
        if (isNew) goTo({ screen: 'host', hostId: saved.id });
        return;
      }
      // The next one stands in the same place, but is another thing.
      const asset = { ...text.asset, tag: '', serial: '', rackUnit: '' };
      const next = { ...text, name: '', address: '', notes: '', asset, links: [] };
      setStart(next);
      setText(next);
      setAdded(saved.name);
      nameRef.current?.querySelector('input')?.focus();
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setSaving(false);
    }
  };
  return {
    isNew,
    text,
    quick,
    setQuick,
    refusal,
    isSaving,
    nameRef,
    save,
    isDirty: JSON.stringify(text) !== JSON.stringify(start) || quick !== PING,
    note: added === null ? null : `${added} is watched now.`,
    set: (change: Partial<HostText>) => setText((now) => ({ ...now, ...change })),
    onKey: (event: KeyboardEvent) => {
      const another = isNew && event.key === 'Enter' && event.shiftKey && (event.ctrlKey || event.metaKey);
      if (another) void save(true);
      return another;
    },
  };
}
