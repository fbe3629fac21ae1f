// A check that came with a tag is not edited on its host: this says where it comes from, and leads there.
import { useEffect, useRef } from 'react';
import type { Check } from '../../../../electron/contract/model/check.ts';
import type { TemplateId } from '../../../../electron/contract/model/ids.ts';
import { count } from '../../../lib/number.ts';
import { closeDialog, openDialog } from '../../../store/dialogs.ts';
import { useWorld } from '../../../store/world.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Keycap } from '../../../ui/keycap.tsx';

interface Props {
  readonly check: Check;
  readonly template: TemplateId;
}

export function FromTemplate({ check, template: id }: Props) {
  const template = useWorld((world) => world.templates.find((each) => each.id === id));
  const host = useWorld((world) => world.hosts.get(check.hostId)?.name);
  const hosts = useWorld((world) => world.hosts);
  const go = useRef<HTMLButtonElement>(null);
  useEffect(() => go.current?.focus(), []);
  const tag = template?.tag ?? '';
  const carriers = [...hosts.values()].filter((each) => each.tags.includes(tag)).length;
  const edit = () => {
    closeDialog();
    openDialog({ type: 'template-form', templateId: id });
  };
  return (
    <Dialog
      title={`${check.name} comes from a template`}
      sub={<span className="mono">{host}</span>}
      onClose={closeDialog}
      footer={
        <>
          <span className="note" />
          <button type="button" className="btn" onClick={closeDialog}>
            <Keycap keys="Escape" /> Leave it
          </button>
          <button type="button" className="btn pri" ref={go} onClick={edit} disabled={!template}>
            <Keycap keys="Enter" /> Edit the template
          </button>
        </>
      }
    >
      <p>
        Every host with the tag <b>{tag}</b> gets it from the template <b>{template?.name ?? 'that is gone'}</b>:{' '}
        {count(carriers, 'host')} now. It is changed there, for all of them.
      </p>
      <p>For {host} alone: add a check of its own with the same name, and it stands in its place.</p>
    </Dialog>
  );
}
