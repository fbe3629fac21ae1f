// Words for a POSIX shell: what stands in single quotes is taken as it is, all of it but the single quote itself.

/** One word for a POSIX shell, whatever it holds (no NUL). */
export const quoteWord = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * A word for people to read and to copy: bare where no shell could mean anything else by it. What cannot be seen, or turns the
 * line around, is written out; $'…' is read by bash, zsh, ksh and busybox.
 */
export function plainWord(word: string): string {
  if (/^[A-Za-z0-9_@%+:,./-]+$/.test(word)) return word;
  if (!UNSEEN.test(word)) return quoteWord(word);
  const inside = word
    .replace(/['\\]/g, '\\$&')
    .replace(new RegExp(UNSEEN.source, 'gu'), (unseen) =>
      [...Buffer.from(unseen, 'utf8')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
    );
  return `$'${inside}'`;
}
/** Control characters but the line feed of a script, and what is invisible or reorders what one reads. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** A command as it can be pasted into a terminal. Secrets must be dots in it already. */
export function terminalLine(command: {
  readonly argv: readonly string[];
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}): string {
  const env = Object.entries(command.env).map(([name, value]) => `${name}=${plainWord(value)}`);
  const words = command.script === '' ? command.argv : ['sh', '-c', command.script, 'sh', ...command.args];
  return [...env, ...words.map(plainWord)].join(' ');
}
