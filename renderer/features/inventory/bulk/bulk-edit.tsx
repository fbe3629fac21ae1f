// Many hosts changed at once: say what shall change, look at what that comes to, then do it. All of it or nothing.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Host } from '../../../../electron/contract/model/host.ts';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import type { InventoryChange } from '../../../../electron/contract/model/inventory-change.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, NO_REFUSAL, refusalOf, wrongAt } from '../../../forms/refusal.ts';
import { count, figure } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { say } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { ChangeList } from '../change-list.tsx';
import { CheckFields } from './bulk-checks.tsx';
import { type BulkText, changesIn, emptyBulk, toBulkChange } from './bulk-draft.ts';
import { AssetFields, PlaceFields } from './bulk-fields.tsx';
import '../../../forms/forms.css';
import './bulk.css';

export function BulkEdit({ hostIds }: { readonly hostIds: readonly HostId[] }) {
  const known = useWorld((world) => world.hosts);
  const hosts = useMemo(() => hostIds.flatMap((id) => known.get(id) ?? []), [hostIds, known]);
  const form = useBulkForm(hosts);
  const { text, refusal, preview } = form;
  const wrong = (path: string) => wrongAt(refusal, `change.${path}`) ?? wrongAt(refusal, path);
  return (
    <FormDialog
      title={preview ? 'This will change' : 'Edit in bulk'}
      sub={namesOf(hosts)}
      save={preview ? `Change ${count(form.touched, 'host')}` : 'Preview'}
      size="wide"
      isDirty={changesIn(text) > 0}
      isSaving={form.isBusy || (preview !== null && preview.length === 0)}
      refusal={refusal}
      homeless={elsewhere(refusal, ['change', ...Object.keys(emptyBulk), ...SHOWN])}
      note={preview ? 'All of it or nothing. Every change is in the journal; there is no undo.' : form.note}
      more={
        preview && (
          <button type="button" className="btn" onClick={form.back}>
            <Keycap keys="Alt+ArrowLeft" /> Back
          </button>
        )
      }
      onSave={() => void form.next()}
      onKey={(event) => {
        const isBack = preview !== null && event.altKey && event.key === 'ArrowLeft';
        if (isBack) form.back();
        // Enter on a preview must not change a thousand hosts: that takes Ctrl as well.
        return isBack || (preview !== null && event.key === 'Enter' && !event.ctrlKey && !event.metaKey);
      }}
    >
      {preview ? (
        <Preview changes={preview} />
      ) : (
        <>
          <PlaceFields text={text} hosts={hosts} wrong={wrong} set={form.set} />
          <AssetFields text={text} hosts={hosts} wrong={wrong} set={form.set} />
          <CheckFields text={text} hosts={hosts} wrong={wrong} set={form.set} />
        </>
      )}
    </FormDialog>
  );
}

const SHOWN = ['site', 'role', 'addTags', 'removeTags', 'parents', 'asset', 'checks'];
const NAMED = 3;

function namesOf(hosts: readonly Host[]) {
  const more = hosts.length - NAMED;
  return (
    <span>
      {count(hosts.length, 'host')}:{' '}
      <span className="mono">
        {hosts
          .slice(0, NAMED)
          .map((host) => host.name)
          .join(', ')}
      </span>
      {more > 0 && ` and ${figure(more)} more`}
    </span>
  );
}

/** Has the focus, so that the keys of the form work and the list scrolls. */
function Preview({ changes }: { readonly changes: readonly InventoryChange[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="bulk-preview">
      <ChangeList changes={changes} none="Nothing: every one of these hosts is just so already." />
    </div>
  );
}

function useBulkForm(hosts: readonly Host[]) {
  const [text, setText] = useState<BulkText>(emptyBulk);
  const [preview, setPreview] = useState<readonly InventoryChange[] | null>(null);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isBusy, setBusy] = useState(false);
  const [note, setNote] = useState('Only what is ticked changes; typing ticks it.');
  const touched = useMemo(() => new Set(preview?.map((change) => change.host)).size, [preview]);
  const next = async () => {
    if (changesIn(text) === 0) return setNote('Nothing is ticked yet.');
    const { change, wrong } = toBulkChange(text);
    setRefusal({ fields: wrong, sentence: null });
    if (wrong.length > 0) return;
    setBusy(true);
    try {
      const hostIds = hosts.map((host) => host.id);
      const answer = await engine().inventory.bulkEdit({ hostIds, change, dryRun: preview === null });
      if (!answer.applied) return setPreview(answer.changes);
      say(
        `${count(new Set(answer.changes.map((each) => each.host)).size, 'host')} changed. Every change is in the journal.`,
      );
      closeDialog();
    } catch (error) {
      setPreview(null);
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    text,
    preview,
    refusal,
    isBusy,
    note,
    touched,
    next,
    back: () => setPreview(null),
    set: (change: { readonly [Key in keyof BulkText]?: BulkText[Key] | undefined }) =>
      setText((now) => {
        const given = Object.entries({ ...now, ...change }).filter(([, value]) => value !== undefined);
        return Object.fromEntries(given) as unknown as BulkText;
      }),
  };
}
