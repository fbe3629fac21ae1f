// Output of hosts, plugins and servers is data from strangers: before it is stored or shown it is made plain text.

/** Long output is cut here, bytes of UTF-8 (spec: monitoring, "Bad input"). */
export const OUTPUT_LIMIT = 64 * 1024;

// Linear patterns only: each stops at the next escape character, so that hostile text cannot make them backtrack.
// Written as strings because control characters in a regular expression are rightly suspicious anywhere else.
const ESC = '\\u001b';
const STRING_SEQUENCE = pattern(
  `(?:${ESC}[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u009c]*(?:\\u0007|${ESC}\\\\|\\u009c)?`,
);
const CONTROL_SEQUENCE = pattern(`(?:${ESC}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`);
const SHORT_SEQUENCE = pattern(`${ESC}[ -/]*[0-~]?`);
const LINE_BREAKS = pattern('\\r\\n?|[\\u000b\\u000c\\u0085\\u2028\\u2029]');
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
// They reorder or hide what an operator reads.
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const MAYBE_UNCLEAN = /[^\n\t -~]/;

function pattern(source: string): RegExp {
  return new RegExp(source, 'g');
}

const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

/**
 * Plain text of what came from outside: invalid UTF-8 replaced, terminal escapes, control and invisible characters
 * removed (line feeds and tabs stay), cut at `limit` bytes of UTF-8 with a mark that says so.
 */
export function cleanOutput(output: string | Uint8Array, limit = OUTPUT_LIMIT): string {
  const bytes = typeof output === 'string' ? null : output;
  const cutBefore = (bytes ?? output).length > limit;
  // Twice the limit is decoded at most: escapes take room that the text afterwards does not.
  const text = bytes ? decoder.decode(bytes.subarray(0, limit * 2)) : (output as string).slice(0, limit * 2);
  const clean = MAYBE_UNCLEAN.test(text) ? plain(text) : text;
  const kept = cutBytes(clean, limit);
  const dropped = kept.length < clean.length || (cutBefore && (bytes ?? output).length > limit * 2);
  return dropped ? `${kept}\n[cut here: output is kept up to ${size(limit)}]` : kept;
}

/** One clean line for a summary: white space collapsed, at most `limit` characters, an ellipsis where it was cut. */
export function cleanLine(text: string | Uint8Array, limit = 200): string {
  const line = cleanOutput(text, 4 * limit)
    .replace(/\n\[cut here: [^\]]*\]$/, '…')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_BREAKS, '\n')
    .replace(STRING_SEQUENCE, '')
    .replace(CONTROL_SEQUENCE, '')
    .replace(SHORT_SEQUENCE, '')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '');
}

/** The longest beginning of `text` that fits into `limit` bytes of UTF-8, never half a character. */
function cutBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text).subarray(0, limit);
  let end = bytes.length;
  // Steps back over a character whose last bytes were cut off (10xxxxxx continues one).
  const next = Buffer.from(text)[limit];
  if (next !== undefined && (next & 0xc0) === 0x80) {
    while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
    end -= 1;
  }
  return bytes.toString('utf8', 0, Math.max(0, end));
}

/** Bytes for people: '64 KiB', '1.5 MiB', '812 B'. */
export function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
