// Secrets never come out: wherever one of a run's stands in what is kept, shown or logged, dots stand instead. Also in the
// forms in which programs print them: base64 (wherever it begins within other bytes), URL encoding, JSON, single quotes.

/** What stands in the place of a secret, however long it is. */
export const DOTS = '••••';
/** Shorter ones would be found everywhere, and masking them would show where they are not. */
export const SHORTEST_SECRET = 4;

export interface Masker {
  /** The whole of a text at once. */
  text(text: string): string;
  /** A stream of bytes: what may be the beginning of a secret is held back until the next chunk shows whether it is. */
  stream(): MaskedStream;
}

export interface MaskedStream {
  /** What can be let through now. */
  add(chunk: Uint8Array): Buffer;
  /** The rest, at the end of the stream. */
  end(): Buffer;
}

// Bytes are searched as Latin-1: one character a byte, nothing lost on the way there and back.
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const DOT_BYTES = asBytes(DOTS);

/** `secrets`: in the clear. Those that are empty are left out. */
export function createMasker(secrets: readonly string[]): Masker {
  const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf))].sort(
    (a, b) => b.length - a.length,
  );
  const pattern = forms.length === 0 ? null : new RegExp(forms.map(escaped).join('|'), 'g');
  const mask = (bytes: string): string => (pattern ? bytes.replace(pattern, DOT_BYTES) : bytes);
  return {
    text: (text) => (pattern ? Buffer.from(mask(asBytes(text)), 'latin1').toString('utf8') : text),
    stream: () =>
      pattern ? createStream(pattern, forms) : { add: (chunk) => Buffer.from(chunk), end: () => Buffer.alloc(0) },
  };
}

function createStream(pattern: RegExp, forms: readonly string[]): MaskedStream {
  const longest = forms[0]?.length ?? 0;
  /** Where the longest end of `bytes` (from `from` on) begins that may be the beginning of a secret. */
  const heldFrom = (bytes: string, from: number): number => {
    for (let at = Math.max(from, bytes.length - longest + 1); at < bytes.length; at += 1) {
      const rest = bytes.slice(at);
      if (forms.some((form) => form.length > rest.length && form.startsWith(rest))) return at;
    }
    return bytes.length;
  };
  let held = '';
  return {
    add(chunk) {
      const bytes = held + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      let out = '';
      let from = 0;
      let hold = heldFrom(bytes, 0);
      for (const match of bytes.matchAll(pattern)) {
        // What may still become a longer secret waits, even where a shorter one is in it already.
        if (match.index >= hold) break;
        out += bytes.slice(from, match.index) + DOT_BYTES;
        from = match.index + match[0].length;
        if (from > hold) hold = heldFrom(bytes, from);
      }
      out += bytes.slice(from, hold);
      held = bytes.slice(hold);
      return Buffer.from(out, 'latin1');
    },
    end() {
      const rest = held.replace(pattern, DOT_BYTES);
      held = '';
      return Buffer.from(rest, 'latin1');
    },
  };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A secret as programs write it, each as bytes. */
function formsOf(secret: string): readonly string[] {
  // A key of several lines is printed line by line, with other things before each.
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 8);
  const plain = [secret, secret.trim(), ...(lines.length > 1 ? lines : [])].filter(
    (text) => text.length >= SHORTEST_SECRET,
  );
  const quoted = [secret.replaceAll("'", "'\\''"), JSON.stringify(secret).slice(1, -1)];
  return [...[...plain, ...quoted, ...urlForms(secret)].map(asBytes), ...base64Forms(secret)];
}

function urlForms(secret: string): readonly string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const strict = encoded.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [encoded, strict, lower(encoded), lower(strict), strict.replaceAll('%20', '+')];
}

/**
 * What of the secret shows in base64, at each of the three places where it can begin within other bytes; the characters that
 * also hold bits of its neighbours are not its own. What is left must be long enough not to be found everywhere.
 */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms = [0, 1, 2].map((shift) => {
    const all = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + bytes.length) * 8) / 6);
    return all.slice(first, last);
  });
  const whole = bytes.toString('base64');
  const all = [...forms.filter((form) => form.length >= 5), whole, whole.replace(/=+$/, '')];
  return all.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}
