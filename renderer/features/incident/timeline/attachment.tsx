// A file in the timeline: name, size, the beginning of its hash, and a small picture where it is one.
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { AttachmentRef } from '../../../../electron/contract/model/timeline.ts';
import { bytes } from '../../../lib/number.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { isPicture } from './attachment-bytes.ts';
import { usePicture } from './use-picture.ts';

/** A picture larger than this is only shown when it is asked for: fetching it costs more than a glance is worth. */
const SHOWN_SMALL_BYTES = 4 * 1024 * 1024;
const REST_MS = 120;

interface Props {
  readonly incidentId: IncidentId;
  readonly attachment: AttachmentRef;
}

export function Attachment({ incidentId, attachment }: Props) {
  const [size, unit] = bytes(attachment.bytes);
  const open = () => openDialog({ type: 'attachment', incidentId, attachment });
  return (
    <>
      {isPicture(attachment) && attachment.bytes <= SHOWN_SMALL_BYTES && (
        <Thumbnail incidentId={incidentId} attachment={attachment} onOpen={open} />
      )}
      <p className="att">
        <button type="button" tabIndex={-1} className="mono" onClick={open}>
          {attachment.name}
        </button>
        <u>
          {size} {unit}, sha <span className="mono">{attachment.sha256.slice(0, 6)}</span>
        </u>
      </p>
    </>
  );
}

function Thumbnail({ incidentId, attachment, onOpen }: Props & { readonly onOpen: () => void }) {
  const picture = usePicture(incidentId, attachment, REST_MS);
  // As high while it is loading as when it is there: nothing moves.
  return (
    <span className="att-pic">
      {picture.type === 'ready' ? (
        <button type="button" tabIndex={-1} onClick={onOpen} aria-label={`Open ${attachment.name}`}>
          <img src={picture.address} alt="" />
        </button>
      ) : picture.type === 'failed' ? (
        <u>{picture.reason}</u>
      ) : (
        <span className="skel" />
      )}
    </span>
  );
}
