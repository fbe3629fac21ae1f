// A kept file out of the engine, part by part.
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { AttachmentRef } from '../../../../electron/contract/model/timeline.ts';
import { engine } from '../../../link/client.ts';

/** The whole of a file. Throws in words when it was redacted, when the engine is gone, or when `signal` ends it. */
export async function readAttachment(
  incidentId: IncidentId,
  { sha256, bytes, type }: AttachmentRef,
  signal: AbortSignal,
  onProgress: (received: number) => void = () => {},
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; offset < bytes; ) {
    const { part } = await engine().incidents.attachmentPart({ incidentId, sha256, offset }, { signal });
    const piece = fromBase64(part);
    if (piece.length === 0) throw new Error('The file ends before its time. What the record says of it stays.');
    parts.push(piece);
    offset += piece.length;
    onProgress(offset);
  }
  return new Blob(parts, { type });
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

/** Whether it can be looked at: pictures of pixels only, nothing that could hold a program. */
export const isPicture = ({ type }: Pick<AttachmentRef, 'type'>): boolean => PICTURES.has(type);

/** Whether it can be read as plain text. */
export const isText = ({ type }: Pick<AttachmentRef, 'type'>): boolean =>
  type.startsWith('text/') || type === 'application/json' || type === 'application/xml';
