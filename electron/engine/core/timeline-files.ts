// Files on a timeline: what they may be called, what is in them, and whether their name lies about it.

/** Characters of a name; file systems take no more. */
const LONGEST_NAME = 255;
/** What file systems of this world do not take in a name. */
const FORBIDDEN = new Set('<>:"|?*');
// They reorder or hide what an operator reads: 'invoice\u202efdp.exe' shows as 'invoiceexe.pdf'.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** A name without a path, without what cannot be seen, and not too long; its ending stays. */
export function fileName(given: string): string {
  const last =
    given
      .toWellFormed()
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? '';
  const seen = Array.from(last.replace(INVISIBLE, '').trim(), (one) => (FORBIDDEN.has(one) ? '_' : one)).join('');
  const name = seen.replace(/^\.+$/, '');
  if (name === '') return 'file';
  if (name.length <= LONGEST_NAME) return name;
  const ending = endingOf(name);
  const tail = ending === '' ? '' : `.${ending}`.slice(0, 32);
  return `${name.slice(0, LONGEST_NAME - tail.length)}${tail}`.toWellFormed();
}

const endingOf = (name: string): string => /\.([^.]{1,31})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Programs are kept, and never called anything that somebody would open. Sniffed type → what they are. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'application/x-elf': 'a program (ELF)',
  'application/x-msdownload': 'a program (Windows)',
  'application/x-mach-binary': 'a program (Mach-O)',
  'application/x-executable': 'a program',
  'application/x-sharedlib': 'a program',
  'application/vnd.microsoft.portable-executable': 'a program (Windows)',
  'application/java-vm': 'a program (Java)',
  'application/wasm': 'a program (WebAssembly)',
  'application/vnd.android.package-archive': 'a program (Android)',
};

const UNKNOWN = 'application/octet-stream';

interface FileKind {
  /** MIME type, by what is in it. */
  readonly type: string;
  /** The same in words: 'a PNG', 'a program (ELF)'. */
  readonly words: string;
}

/** What a file is. `sniffed`: the type by its magic bytes, null where nothing is known; `text`: it, when it is plain text. */
export function fileKind(sniffed: string | null, text: string | null): FileKind {
  const program = sniffed === null ? undefined : PROGRAMS[sniffed];
  if (program !== undefined) return { type: UNKNOWN, words: program };
  if (text !== null) {
    const start = markupStart(text);
    if (/^<svg[\s>]/i.test(start)) return { type: 'image/svg+xml', words: 'an SVG' };
    if (/^<(!doctype\s+html|html|head|body|script)[\s>]/i.test(start))
      return { type: 'text/html', words: 'an HTML page' };
    if (start.startsWith('#!')) return { type: UNKNOWN, words: 'a program (script)' };
  }
  if (sniffed !== null) return { type: sniffed, words: NAMED[sniffed] ?? `of the type ${sniffed}` };
  return text === null
    ? { type: UNKNOWN, words: 'data of no known kind' }
    : { type: 'text/plain', words: 'plain text' };
}

/** Where a markup begins in earnest, behind its prologue and its comments. */
const markupStart = (text: string): string =>
  text
    .slice(0, 4_096)
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replace(/^\s*<\?xml[^>]*>/i, '')
    .replace(/^\s*<!doctype\s+svg[^>]*>/i, '')
    .trimStart();

const NAMED: Readonly<Record<string, string>> = {
  'image/png': 'a PNG',
  'image/jpeg': 'a JPEG',
  'image/gif': 'a GIF',
  'image/webp': 'a WebP picture',
  'image/bmp': 'a BMP',
  'image/tiff': 'a TIFF',
  'image/svg+xml': 'an SVG',
  'application/pdf': 'a PDF',
  'application/zip': 'a ZIP archive',
  'application/gzip': 'a gzip archive',
  'application/x-7z-compressed': 'a 7z archive',
  'application/x-tar': 'a tar archive',
  'application/vnd.tcpdump.pcap': 'a packet capture',
  'video/mp4': 'an MP4 video',
  'video/webm': 'a WebM video',
  'audio/mpeg': 'an MP3',
  'application/xml': 'XML',
  'text/html': 'an HTML page',
};

/** What an ending promises: the types it may have. Endings that are not here promise nothing. */
const PROMISES: Readonly<Record<string, readonly string[]>> = {
  png: ['image/png', 'image/apng'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  bmp: ['image/bmp'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  svg: ['image/svg+xml'],
  pdf: ['application/pdf'],
  zip: ['application/zip'],
  gz: ['application/gzip'],
  '7z': ['application/x-7z-compressed'],
  tar: ['application/x-tar'],
  pcap: ['application/vnd.tcpdump.pcap'],
  mp4: ['video/mp4'],
  webm: ['video/webm'],
  mp3: ['audio/mpeg'],
  xml: ['application/xml', 'text/plain', 'image/svg+xml'],
  html: ['text/html', 'text/plain'],
  htm: ['text/html', 'text/plain'],
  ...Object.fromEntries(
    ['txt', 'log', 'csv', 'tsv', 'json', 'yaml', 'yml', 'md', 'conf', 'cfg', 'ini', 'diff', 'patch'].map((ending) => [
      ending,
      ['text/plain', 'application/xml'],
    ]),
  ),
};

const PROMISED_WORDS: Readonly<Record<string, string>> = {
  png: 'a PNG',
  jpg: 'a JPEG',
  jpeg: 'a JPEG',
  gif: 'a GIF',
  svg: 'an SVG',
  pdf: 'a PDF',
};

/** 'photo.png is not a PNG but a program (ELF)'; null when the name does not lie. */
export function lieOf(name: string, kind: FileKind): string | null {
  const ending = endingOf(name);
  const promised = PROMISES[ending];
  if (promised === undefined || promised.includes(kind.type)) return null;
  const text = promised.includes('text/plain') && ending !== 'xml' && !ending.startsWith('htm');
  return `${name} is not ${text ? 'plain text' : (PROMISED_WORDS[ending] ?? `what .${ending} says`)} but ${kind.words}`;
}

/** The text of a file, where it is one: valid UTF-8 without control characters. */
export function textOf(bytes: Uint8Array): string | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  return /(?![\t\n\r\f])\p{Cc}/u.test(text) ? null : text;
}
