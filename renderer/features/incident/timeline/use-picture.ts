// A kept picture as an address an <img> can show; let go of when nobody looks any more.
import { useEffect, useState } from 'react';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { AttachmentRef } from '../../../../electron/contract/model/timeline.ts';
import { readAttachment } from './attachment-bytes.ts';

export type Picture =
  | { readonly type: 'loading'; readonly received: number }
  | { readonly type: 'ready'; readonly address: string }
  | { readonly type: 'failed'; readonly reason: string };

const START = { type: 'loading', received: 0 } as const;

/** Waits `restMs` first: what only flies past while somebody scrolls is not asked for. */
export function usePicture(incidentId: IncidentId, attachment: AttachmentRef, restMs = 0): Picture {
  const [picture, setPicture] = useState<Picture>(START);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash names the file
  useEffect(() => {
    const stop = new AbortController();
    let address: string | null = null;
    const load = async (): Promise<void> => {
      try {
        const blob = await readAttachment(incidentId, attachment, stop.signal, (received) => {
          if (!stop.signal.aborted) setPicture({ type: 'loading', received });
        });
        if (stop.signal.aborted) return;
        address = URL.createObjectURL(blob);
        setPicture({ type: 'ready', address });
      } catch (error) {
        if (!stop.signal.aborted)
          setPicture({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
      }
    };
    setPicture(START);
    const timer = setTimeout(() => void load(), restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [incidentId, attachment.sha256]);
  return picture;
}
