// Drafts that importers made of other formats' files: kept in a folder of the user's own, whole or not at all, and never over
// a file that is there. The library of the program is not written to.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { conflict, invalid, storage } from '../../lib/refusal.ts';

const NO_FOLDER =
  'No draft was kept: there is no folder of your own for runbooks. Name one in Settings, Runbooks, then keep it again.';

/**
 * Writes a draft below the first of the user's own folders; `name` may name a folder in it. Refused in words where there is
 * no such folder, the name leads out of it or a file is there already, and where the disk refuses.
 */
export async function keepDraft(
  folders: readonly string[],
  { name, draft }: { readonly name: string; readonly draft: string },
): Promise<{ readonly file: string }> {
  const [folder] = folders;
  if (folder === undefined) throw invalid([{ path: '', message: NO_FOLDER }]);
  const parts = partsOf(name);
  try {
    const root = await realpath(folder);
    const place = path.join(root, ...parts);
    await mkdir(path.dirname(place), { recursive: true });
    // A link below the folder may lead anywhere.
    const real = await realpath(path.dirname(place));
    if (real !== root && !real.startsWith(root + path.sep)) throw leadsOut();
    await writeNew(path.join(real, path.basename(place)), draft);
    return { file: place };
  } catch (error) {
    throw inWords(error, folder, parts.join('/'));
  }
}

const leadsOut = () => invalid([{ path: 'name', message: 'must stay inside the folder of your runbooks' }]);

function partsOf(name: string): readonly string[] {
  const parts = name.split('/');
  if (name.includes('\\') || name.includes('\0') || path.isAbsolute(name) || /^[A-Za-z]:/.test(name)) throw leadsOut();
  if (parts.some((part) => part === '..' || part === '.')) throw leadsOut();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (parts.some((part) => part.trim() === '' || part.startsWith('.') || /[\u0000-\u001f\u007f<>:"|?*]/.test(part)))
    throw invalid([{ path: 'name', message: 'must be the name of a file, as disk-full.yaml' }]);
  const last = parts.at(-1) ?? '';
  if (Buffer.byteLength(last) > 200) throw invalid([{ path: 'name', message: 'is too long: at most 200 bytes' }]);
  return /\.ya?ml$/i.test(last) ? parts : [...parts.slice(0, -1), `${last}.yaml`];
}

/** What a file system says that knows no second name for a file. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** A file of that name appears whole: written beside it under another name, then linked, which fails where one is. */
async function writeNew(place: string, text: string): Promise<void> {
  const beside = path.join(path.dirname(place), `.${path.basename(place)}.${randomUUID()}`);
  const handle = await open(beside, 'wx', 0o644);
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(beside, place).catch((error: NodeJS.ErrnoException) => {
      if (!NO_LINKS.has(error.code ?? '')) throw error;
      return writeFile(place, text, { flag: 'wx' });
    });
  } finally {
    await rm(beside, { force: true });
  }
}

function inWords(error: unknown, folder: string, name: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EEXIST':
      return conflict([
        { path: 'name', message: `${name} is there already, and is never written over. Give the draft another name` },
      ]);
    case 'ENOENT':
    case 'ENOTDIR':
      return invalid([
        {
          path: '',
          message: `No draft was kept: ${folder} is not a folder that is there. Make it, or name another in Settings, Runbooks.`,
        },
      ]);
    case 'ENOSPC':
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'EDQUOT':
    case 'EIO':
      return storage(`No draft was kept: ${folder} cannot be written to (${(error as Error).message}).`);
    default:
      return error;
  }
}
