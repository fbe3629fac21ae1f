// Files put into a folder: written under another name and renamed, so that nobody ever finds half a report there.
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DeliveryFailure } from '../../notifiers/notifier.ts';
import type { ReportFile } from './files.ts';

/**
 * Writes the files; resolves with their paths. A file of the same name, which is the same report made before, is replaced.
 * Rejects with a DeliveryFailure in words; the folder is not made here: one that is missing may be a share that is not there.
 */
export async function deliverToFolder(
  folder: string,
  files: readonly ReportFile[],
  id: string,
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
  for (const file of files) written.push(await put(folder, file, id));
  return written;
}

async function put(folder: string, { name, content, base64 }: ReportFile, id: string): Promise<string> {
  const [aside, place] = [path.join(folder, `.${id}.part`), path.join(folder, name)];
  try {
    const file = await open(aside, 'w', 0o644);
    try {
      await file.writeFile(Buffer.from(content, base64 ? 'base64' : 'utf8'));
      // What is renamed into place must be there after a power cut too.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, place);
    return place;
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeliveryFailure(`${place} could not be written: ${reason}.`);
  }
}
