// Words of one simple command, split and unquoted as a POSIX shell does it (XCU 2.2 and 2.3), and whatever in it only a shell
// could carry out: such a command is no list of arguments.

export interface ShellWords {
  readonly words: readonly string[];
  /** Which of the words held quotes or an escape. */
  readonly quoted: readonly boolean[];
  /** What needs a shell: '|', '$', '*', 'newline' …, each once. Empty: the words are the arguments. */
  readonly syntax: ReadonlySet<string>;
  /** A quote or an escape has no end. */
  readonly open: boolean;
}

const BLANK = /[ \t]/;
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

export function splitWords(text: string): ShellWords {
  const words: string[] = [];
  const quotes: boolean[] = [];
  const syntax = new Set<string>();
  let word: string | null = null;
  let quoted = false;
  let open = false;
  const end = (): void => {
    if (word === null) return;
    if (words.every((one) => ASSIGNMENT.test(one)) && !quoted && ASSIGNMENT.test(word)) syntax.add('=');
    words.push(word);
    quotes.push(quoted);
    word = null;
    quoted = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (BLANK.test(char)) end();
    else if (char === '\\') {
      at += 1;
      const next = text[at];
      if (next === undefined) open = true;
      else if (next !== '\n') word = (word ?? '') + next;
      if (next !== '\n') quoted = true;
    } else if (char === "'" || char === '"') {
      const [inside, stop] = char === "'" ? singleQuoted(text, at + 1) : doubleQuoted(text, at + 1, syntax);
      if (stop >= text.length) open = true;
      word = (word ?? '') + inside;
      quoted = true;
      at = stop;
    } else if (char === '\n' || char === '\r') {
      end();
      syntax.add('newline');
    } else {
      const need = needsShell(char, word, text[at + 1]);
      if (need) syntax.add(need);
      word = (word ?? '') + char;
    }
  }
  end();
  return { words, quoted: quotes, syntax, open };
}

function singleQuoted(text: string, from: number): readonly [string, number] {
  const end = text.indexOf("'", from);
  return end < 0 ? [text.slice(from), text.length] : [text.slice(from, end), end];
}

function doubleQuoted(text: string, from: number, syntax: Set<string>): readonly [string, number] {
  let inside = '';
  let at = from;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    const char = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (char === '\\' && '$`"\\\n'.includes(next) && next !== '') {
      if (next !== '\n') inside += next;
      at += 1;
      continue;
    }
    if (char === '$' && /[\w{(@*#?!$-]/.test(next)) syntax.add('$');
    if (char === '`') syntax.add('`');
    inside += char;
  }
  return [inside, at];
}

/** What a bare character would have a shell do; null: nothing. */
function needsShell(char: string, word: string | null, next: string | undefined): string | null {
  if ('|&;<>()`*?'.includes(char)) return char;
  if (char === '$') return next !== undefined && /[\w{('"@*#?!$-]/.test(next) ? '$' : null;
  if (char === '[' || char === ']') return '[';
  if (char === '{') return next === '}' ? null : '{';
  if (char === '}') return word?.endsWith('{') ? null : '{';
  if (word !== null) return char === '~' && /[=:]$/.test(word) ? '~' : null;
  if (char === '~' || char === '#') return char;
  return char === '!' && (next === undefined || BLANK.test(next)) ? '!' : null;
}

/** A word as a POSIX shell reads it back byte for byte. */
export const quoteWord = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) && !ASSIGNMENT.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
