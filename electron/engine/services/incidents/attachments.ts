// Files on their way in and out. They come in parts and in order; what is not finished lies in memory, bounded, and is
// dropped when nothing more comes. A file is looked at, never opened or run, and kept under its true type.
import { randomUUID } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { ATTACHMENT_LIMIT, PART_LIMIT } from '../../../contract/model/timeline.ts';
import { fileKind, fileName, lieOf, textOf } from '../../core/timeline-files.ts';
import type { Clock } from '../../lib/clock.ts';
import { conflict, invalid, notFound } from '../../lib/refusal.ts';
import { size } from '../../lib/text.ts';
import type { Store } from '../../store/open.ts';
import type { ContractInput, ContractOutput } from './inputs.ts';

/** Files that are on their way at the same time, and what they may say they will be together. */
const MOST_UPLOADS = 16;
const MOST_BYTES = 4 * ATTACHMENT_LIMIT;
/** After this nobody is expected to go on. */
const IDLE_MS = 10 * 60_000;
/** A file that nobody put on the record is kept as long: the note about it may be written late. */
const UNUSED_MS = 86_400_000;

interface Upload {
  readonly name: string;
  readonly bytes: number;
  readonly parts: Uint8Array[];
  received: number;
  /** Monotonic, of its last part. */
  touchedAt: number;
}

export interface Attachments {
  /** Takes one part; with the last one the file is on disk before the answer is given. */
  uploadPart(input: ContractInput<'uploadPart'>): Promise<ContractOutput<'uploadPart'>>;
  part(input: ContractInput<'attachmentPart'>): ContractOutput<'attachmentPart'>;
  stop(): void;
}

export interface AttachmentsOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, 'payloads' | 'transaction'>;
}

export function createAttachments({ clock, store }: AttachmentsOptions): Attachments {
  const uploads = new Map<string, Upload>();
  let cancelSweep: (() => void) | null = null;

  const dropIdle = (): void => {
    cancelSweep = null;
    const limit = clock.mono() - IDLE_MS;
    for (const [id, { touchedAt }] of uploads) if (touchedAt <= limit) uploads.delete(id);
    if (uploads.size > 0) cancelSweep = clock.after(IDLE_MS, dropIdle);
  };
  const begin = (input: ContractInput<'uploadPart'>): string => {
    refuseSize(input.name, input.bytes);
    if (input.offset !== 0) throw invalid([{ path: 'offset', message: 'a file begins with its first part, at 0' }]);
    const promised = [...uploads.values()].reduce((sum, { bytes }) => sum + bytes, input.bytes);
    if (uploads.size >= MOST_UPLOADS || promised > MOST_BYTES) {
      const message = `${uploads.size} files are on their way already; wait until they have arrived, then attach ${fileName(input.name)} again`;
      throw conflict([{ path: 'upload', message }]);
    }
    const id = randomUUID();
    uploads.set(id, { name: input.name, bytes: input.bytes, parts: [], received: 0, touchedAt: clock.mono() });
    cancelSweep ??= clock.after(IDLE_MS, dropIdle);
    return id;
  };
  const keep = async ({ name: given, parts }: Upload): Promise<{ sha256: string; type: string }> => {
    const bytes = Buffer.concat(parts);
    const sniffed = await fileTypeFromBuffer(bytes).catch(() => undefined);
    const kind = fileKind(sniffed?.mime ?? null, textOf(bytes));
    const name = fileName(given);
    const at = clock.now();
    return store.transaction(() => {
      store.payloads.sweep(at - UNUSED_MS);
      const { sha256 } = store.payloads.putFile(bytes, name, kind.type, at, lieOf(name, kind) ?? '');
      return { sha256, type: kind.type };
    });
  };

  return {
    async uploadPart(input) {
      const id = input.upload ?? begin(input);
      const upload = uploads.get(id);
      if (!upload) throw notFound('upload');
      const part = Buffer.from(input.part, 'base64');
      const trouble = troubleOf(upload, input, part);
      if (trouble !== null) {
        // What does not fit together is not guessed at: the file is begun again.
        uploads.delete(id);
        throw invalid([{ path: trouble.path, message: `${trouble.message}; attach the file again` }]);
      }
      upload.parts.push(part);
      upload.received += part.length;
      upload.touchedAt = clock.mono();
      if (upload.received < upload.bytes) return { upload: id, received: upload.received, sha256: null, type: null };
      uploads.delete(id);
      return { upload: id, received: upload.received, ...(await keep(upload)) };
    },
    part({ incidentId, sha256, offset }) {
      const file = store.payloads.isUsedBy(sha256, incidentId) ? store.payloads.file(sha256) : null;
      if (!file || file.redacted) throw notFound('file');
      const { name, type, bytes } = file;
      if (offset > bytes) throw invalid([{ path: 'offset', message: `the file ends at ${bytes}` }]);
      const part = store.payloads.part(sha256, offset, PART_LIMIT) ?? new Uint8Array();
      return { name, type, bytes, part: Buffer.from(part).toString('base64') };
    },
    stop() {
      cancelSweep?.();
      cancelSweep = null;
      uploads.clear();
    },
  };
}

function refuseSize(name: string, bytes: number): void {
  if (bytes <= ATTACHMENT_LIMIT) return;
  const message = `${fileName(name)} is ${size(bytes)}, and files of up to ${size(ATTACHMENT_LIMIT)} are kept; nothing of it was read. Put it where the others can reach it, and write down where that is`;
  throw invalid([{ path: 'bytes', message }]);
}

/** Why a part does not fit to what came before it; null when it does. */
function troubleOf(
  { name, bytes, received }: Upload,
  input: ContractInput<'uploadPart'>,
  part: Uint8Array,
): { readonly path: string; readonly message: string } | null {
  const called = fileName(name);
  if (Math.ceil(part.length / 3) * 4 !== input.part.length) return { path: 'part', message: 'this is no base64' };
  if (input.offset !== received)
    return {
      path: 'offset',
      message: `of ${called} ${received} bytes are here, and this part begins at ${input.offset}`,
    };
  if (part.length === 0) return { path: 'part', message: 'there is nothing in this part' };
  if (input.bytes !== bytes || input.name !== name)
    return { path: 'bytes', message: `${called} was said to be ${bytes} bytes at first, and now ${input.bytes}` };
  if (received + part.length > bytes)
    return { path: 'bytes', message: `${called} was said to be ${bytes} bytes, and is more` };
  return null;
}
