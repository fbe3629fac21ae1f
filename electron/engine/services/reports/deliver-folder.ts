// Files put into a folder, each whole or not at all, so that nobody ever finds half a report there.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { whyNotWritten, writeWhole } from '../../lib/whole-file.ts';
import { DeliveryFailure } from '../../notifiers/notifier.ts';
import type { ReportFile } from './files.ts';

/**
 * Writes the files; resolves with their paths. A file of the same name, which is the same report made before, is replaced.
 * Rejects with a DeliveryFailure in words, or the signal's reason: a share that hangs must not put an old file over a newer one
 * when it comes back. The folder is not made here: one that is missing may be a share that is not there.
 */
export async function deliverToFolder(
  folder: string,
  files: readonly ReportFile[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (!path.isAbsolute(folder)) {
    throw new DeliveryFailure(`${folder} is no absolute path: name the folder from the root on.`, { permanent: true });
  }
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    throw new DeliveryFailure(
      error.code === 'ENOENT'
        ? `The folder ${folder} is not there: make it, or see why its share is not mounted.`
        : `The folder ${folder} cannot be used: ${error.message}.`,
    );
  });
  if (!found.isDirectory()) throw new DeliveryFailure(`${folder} is a file, not a folder.`);
  const written: string[] = [];
  for (const file of files) written.push(await put(folder, file, signal));
  return written;
}

async function put(folder: string, { name, content, base64 }: ReportFile, signal: AbortSignal): Promise<string> {
  const place = path.join(folder, name);
  try {
    const bytes = Buffer.from(content, base64 ? 'base64' : 'utf8');
    await writeWhole(place, bytes, { replace: true, mode: 0o644, signal });
    return place;
  } catch (error) {
    signal.throwIfAborted();
    throw new DeliveryFailure(`${place} could not be written: ${whyNotWritten(error, place)}.`);
  }
}
