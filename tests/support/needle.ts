// Looks for a text in bytes, in every form in which a program may have written it: as it is, in UTF-16, hexadecimal,
// base64 at each alignment, percent-encoded, and inside of what is compressed.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';

/** The forms of `text` (plain ASCII), by what they are called. */
export function formsOf(text: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const forms = new Map<string, Buffer>([
    ['as it is', bytes],
    ['UTF-16 little', Buffer.from(text, 'utf16le')],
    ['UTF-16 big', Buffer.from(text, 'utf16le').swap16()],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['percent', Buffer.from(hex.replaceAll(/../g, '%$&'))],
    ['PERCENT', Buffer.from(hex.toUpperCase().replaceAll(/../g, '%$&'))],
    ['reversed', Buffer.from([...text].reverse().join(''))],
  ]);
  for (const shift of [0, 1, 2]) {
    // Only what does not depend on its neighbours: the first and last characters may.
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const core = encoded.slice(shift === 0 ? 0 : shift + 1, -1);
    forms.set(`base64 ${shift}`, Buffer.from(core));
    forms.set(`base64url ${shift}`, Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_')));
  }
  return forms;
}

/** Under which forms `text` stands in `bytes`, compressed parts included. */
export function foundIn(bytes: Buffer, text: string): readonly string[] {
  const forms = formsOf(text);
  const look = (part: Buffer, where: string) =>
    [...forms].flatMap(([name, form]) => (part.includes(form) ? [`${name}${where}`] : []));
  return [...look(bytes, ''), ...unpacked(bytes).flatMap((part) => look(part, ', compressed'))];
}

/** Every file below `folder` that holds `text` in some form: 'backups/watchfloor-….db: hex'. */
export function filesWith(folder: string, text: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return foundIn(readFileSync(path), text).map((form) => `${relative(folder, path)}: ${form}`);
  });
}

/** What begins like gzip or zlib somewhere in there, and can be unpacked. */
function unpacked(bytes: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  const limit = { maxOutputLength: 64 * 1024 * 1024 };
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at >= 0; at = bytes.indexOf('1f8b08', at + 1, 'hex')) {
    attempt(parts, () => gunzipSync(bytes.subarray(at), limit));
  }
  for (const head of ['7801', '789c', '78da']) {
    for (let at = bytes.indexOf(head, 0, 'hex'); at >= 0; at = bytes.indexOf(head, at + 1, 'hex')) {
      attempt(parts, () => inflateSync(bytes.subarray(at), limit));
    }
  }
  return parts;
}

function attempt(parts: Buffer[], unpack: () => Buffer): void {
  try {
    parts.push(unpack());
  } catch {
    // It only looked like it.
  }
}
