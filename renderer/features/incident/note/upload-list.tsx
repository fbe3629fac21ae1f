// Files that wait for the next note: how far each is on its way, and a way to stop it.
import { Paperclip, X } from 'lucide-react';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import { bytes } from '../../../lib/number.ts';
import { type Upload, useUploads } from './uploads.ts';

export function UploadList({ incidentId }: { readonly incidentId: IncidentId }) {
  const uploads = useUploads(incidentId);
  if (uploads.length === 0) return null;
  return (
    <ul className="nb-files" aria-label="Files of this note">
      {uploads.map((upload) => (
        <UploadItem key={upload.id} upload={upload} />
      ))}
    </ul>
  );
}

function UploadItem({ upload }: { readonly upload: Upload }) {
  const { name, state, drop } = upload;
  const [size, unit] = bytes(upload.bytes);
  return (
    <li className={state.type}>
      <Paperclip className="ic" aria-hidden="true" />
      <span className="mono">{name}</span>
      <u>
        {size} {unit}
      </u>
      {state.type === 'sending' && <progress max={upload.bytes} value={state.sent} aria-label={`${name} on its way`} />}
      {state.type === 'kept' && <u>sha {state.sha256.slice(0, 6)}, goes with the next note</u>}
      {state.type === 'failed' && <span role="alert">{state.reason}</span>}
      <button type="button" aria-label={state.type === 'sending' ? `Stop ${name}` : `Take ${name} off`} onClick={drop}>
        <X className="ic" aria-hidden="true" />
      </button>
    </li>
  );
}
