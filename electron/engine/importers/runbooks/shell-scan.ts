// How a POSIX shell would look at each character of a script: as syntax, within which quotes, as a comment or in a heredoc. One
// pass, no evaluation. Whatever puts a value into a script, or looks for operators in it, asks this first.

/** What a character is to the shell. */
export const AS = {
  plain: 0,
  double: 1,
  single: 2,
  comment: 3,
  /** Body of a heredoc in which values are put in … */
  heredoc: 4,
  /** … and of one that is taken as it is (<<'EOF'). */
  rawHeredoc: 5,
  /** $'…' of bash. */
  ansi: 6,
  /** $((…)) */
  arithmetic: 7,
  /** After a backslash. */
  escaped: 8,
  /** A quote itself. */
  quote: 9,
  /** ${…} */
  braces: 10,
} as const;

export interface ShellScan {
  /** One of `AS` for each UTF-16 unit of the text. */
  readonly as: Uint8Array;
  /** What the end of the text leaves open; null: nothing. */
  readonly open: 'quote' | 'heredoc' | 'continuation' | null;
}

type Frame = 'plain' | 'paren' | 'backtick' | 'double' | 'braces' | 'arithmetic';
interface Heredoc {
  readonly word: string;
  readonly raw: boolean;
  readonly tabs: boolean;
}

const HEREDOC = /<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|((?:\\?[^\s'"\\<>|&;()])+))/y;

export function scanShell(text: string): ShellScan {
  const scanner = new Scanner(text);
  return scanner.run();
}

class Scanner {
  private readonly text: string;
  private readonly as: Uint8Array;
  private readonly stack: Frame[] = ['plain'];
  private readonly heredocs: Heredoc[] = [];
  private at = 0;
  private wordBegins = true;
  private open: ShellScan['open'] = null;

  constructor(text: string) {
    this.text = text;
    this.as = new Uint8Array(text.length);
  }

  run(): ShellScan {
    while (this.at < this.text.length) {
      const frame = this.stack.at(-1) ?? 'plain';
      if (frame === 'double') this.inDouble();
      else if (frame === 'braces') this.inBraces();
      else if (frame === 'arithmetic') this.inArithmetic();
      else this.inPlain(frame);
    }
    if (this.heredocs.length > 0) this.open = 'heredoc';
    else if (this.stack.length > 1) this.open ??= 'quote';
    return { as: this.as, open: this.open };
  }

  private take(kind: number, count = 1): void {
    this.as.fill(kind, this.at, this.at + count);
    this.at += count;
  }

  private pop(kind: number, count = 1): void {
    this.take(kind, count);
    if (this.stack.length > 1) this.stack.pop();
  }

  private push(frame: Frame, kind: number, count: number): void {
    this.take(kind, count);
    this.stack.push(frame);
  }

  private escape(kind: number): void {
    const left = this.text.length - this.at;
    if (left === 1 || (left === 2 && this.text.endsWith('\n'))) this.open = 'continuation';
    this.take(kind);
    if (this.at < this.text.length) this.take(AS.escaped);
  }

  /** `$(`, `$((`, `${` and a backtick, wherever values are put in. */
  private substitution(kind: number): boolean {
    const { text, at } = this;
    if (text.startsWith('$((', at)) this.push('arithmetic', AS.arithmetic, 3);
    else if (text.startsWith('$(', at)) this.push('paren', AS.plain, 2);
    else if (text.startsWith('${', at)) this.push('braces', AS.braces, 2);
    else if (text[at] === '`') {
      if (this.stack.at(-1) === 'backtick') this.pop(AS.plain);
      else this.push('backtick', AS.plain, 1);
    } else return false;
    this.wordBegins = kind === AS.plain;
    return true;
  }

  private inDouble(): void {
    const char = this.text[this.at];
    if (char === '\\') this.escape(AS.double);
    else if (char === '"') this.pop(AS.quote);
    else if (!this.substitution(AS.double)) this.take(AS.double);
  }

  private inBraces(): void {
    const char = this.text[this.at];
    if (char === '}') this.pop(AS.braces);
    else if (char === '{') this.push('braces', AS.braces, 1);
    else this.take(AS.braces);
  }

  private inArithmetic(): void {
    if (this.text.startsWith('))', this.at)) this.pop(AS.arithmetic, 2);
    else this.take(AS.arithmetic);
  }

  private inPlain(frame: Frame): void {
    const { text, at } = this;
    const char = text[at] ?? '';
    if (char === '#' && this.wordBegins) this.comment();
    else this.syntax(char, frame);
  }

  private syntax(char: string, frame: Frame): void {
    const { text, at } = this;
    const next = text[at + 1];
    const heredoc = char === '<' && next === '<' && text[at + 2] !== '<' && text[at - 1] !== '<';
    this.wordBegins = /[\s;&|()]/.test(char);
    if (char === '\n') this.newline();
    else if (char === '\\') this.escape(AS.plain);
    else if (char === "'") this.single(AS.single);
    else if (char === '$' && next === "'") {
      this.take(AS.plain);
      this.single(AS.ansi);
    } else if (char === '"') this.push('double', AS.quote, 1);
    else if (heredoc) this.heredocBegins();
    else if (!this.substitution(AS.plain)) {
      if (char === '(') this.push('paren', AS.plain, 1);
      else if (char === ')' && frame === 'paren') this.pop(AS.plain);
      else this.take(AS.plain);
    }
  }

  private comment(): void {
    const end = this.text.indexOf('\n', this.at);
    this.take(AS.comment, (end < 0 ? this.text.length : end) - this.at);
  }

  private single(kind: number): void {
    const from = this.at;
    let end = this.text.indexOf("'", from + 1);
    while (kind === AS.ansi && end > 0 && this.text[end - 1] === '\\') end = this.text.indexOf("'", end + 1);
    if (end < 0) {
      this.open = 'quote';
      this.take(AS.quote);
      this.take(kind, this.text.length - this.at);
      return;
    }
    this.take(AS.quote);
    this.take(kind, end - this.at);
    this.take(AS.quote);
  }

  private heredocBegins(): void {
    HEREDOC.lastIndex = this.at;
    const match = HEREDOC.exec(this.text);
    if (!match) {
      this.take(AS.plain, 2);
      return;
    }
    const [whole, dash, single, double, bare] = match;
    const word = single ?? double ?? (bare ?? '').replaceAll('\\', '');
    const raw = single !== undefined || double !== undefined || (bare ?? '').includes('\\');
    this.heredocs.push({ word, raw, tabs: dash === '-' });
    this.take(AS.plain, whole.length);
  }

  private newline(): void {
    this.take(AS.plain);
    for (let next = this.heredocs.shift(); next; next = this.heredocs.shift()) {
      if (!this.body(next)) {
        this.heredocs.unshift(next);
        return;
      }
    }
  }

  /** Takes the lines of a heredoc; false: its end is not there. */
  private body({ word, raw, tabs }: Heredoc): boolean {
    while (this.at < this.text.length) {
      const end = this.text.indexOf('\n', this.at);
      const stop = end < 0 ? this.text.length : end;
      const line = this.text.slice(this.at, stop);
      if ((tabs ? line.replace(/^\t+/, '') : line) === word) {
        this.take(AS.plain, Math.min(this.text.length, stop + 1) - this.at);
        return true;
      }
      this.take(raw ? AS.rawHeredoc : AS.heredoc, Math.min(this.text.length, stop + 1) - this.at);
    }
    return false;
  }
}

/**
 * The text with everything that is not bare syntax blanked out by `\u0001`, unit for unit: what a search for operators may look
 * at.
 */
export function syntaxOf(text: string, { as }: ShellScan = scanShell(text)): string {
  let out = '';
  for (let index = 0; index < text.length; index += 1) out += as[index] === AS.plain ? text[index] : '\u0001';
  return out;
}
