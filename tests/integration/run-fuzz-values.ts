// Values for the fuzz of runs: every character, the attacks one knows, and what chance makes.
import fc from 'fast-check';

/** Attacks one knows, each of which leaves the canary where it works. */
export function attacks(canary: string): readonly string[] {
  const touch = `touch ${canary}`;
  return [
    ...[
      `$(${touch})`,
      `\`${touch}\``,
      `;${touch}`,
      `|${touch}`,
      `&${touch}&`,
      `&&${touch}`,
      `||${touch}`,
      `\n${touch}\n`,
    ],
    ...[`';${touch};'`, `";${touch};"`, `'$(${touch})'`, `"$(${touch})"`, `\\';${touch};\\'`, `'\\'';${touch};'\\''`],
    ...[
      `\${IFS}${touch}`,
      `$IFS;${touch}`,
      `\r${touch}\r`,
      `\r\n${touch}`,
      `}\n${touch}\n{`,
      `)\n${touch}`,
      `EOF\n${touch}`,
    ],
    ...[
      `-oProxyCommand=${touch}`,
      `--rsh=${touch}`,
      `-e${touch}`,
      `--checkpoint-action=exec=${touch}`,
      '--',
      '-',
      '-rf',
      '- -',
    ],
    ...[`() { :;}; ${touch}`, `<(${touch})`, `>(${touch})`, `>${canary}`, `<${canary}`, `>>${canary}`, `{${touch},}`],
    ...[
      '*',
      '?',
      '[a-z]',
      '~',
      '~root',
      '.',
      '..',
      '/',
      '!',
      '!!',
      '!$',
      '^a^b',
      '#',
      '# no comment',
      '%s%n',
      '%',
      '=',
      'a=b',
    ],
    ...[
      '$1',
      '$@',
      '"$@"',
      '$$',
      `\${inputs.v1}`,
      `\${host.name}`,
      '$HOME',
      '\\',
      '\\\\',
      '\\n',
      "'",
      '"',
      "''",
      "'\\''",
      '`',
    ],
    ...['', ' ', '  a  b  ', '\t', '\n', '\n\n', 'a\n', '\na', 'a\\', 'a\\\n', 'end\n'],
    ...[
      'watchfloor-mark',
      '1\n',
      '0',
      'é',
      'ä\u0308',
      '日本語',
      '🙂🏳️‍🌈',
      '\u202eevil\u202c',
      '\u200f',
      '\ufeff',
      '\u2028',
      '\u2029',
    ],
    ...['a'.repeat(4_096), "'".repeat(2_000), '\\'.repeat(2_001), `$(${touch})`.repeat(50), '🙂'.repeat(1_000)],
  ];
}

/** Each character by itself and within others: U+0001 to U+00FF. */
export const everyCharacter: readonly string[] = Array.from({ length: 255 }, (_, index) =>
  String.fromCharCode(index + 1),
).flatMap((character) => [character, `a${character}b`, `${character}${character} '${character}`]);

/** What chance makes, of all of Unicode with a liking for what shells care about; whole characters, no NUL. */
export function chance(count: number, seed: number): readonly string[] {
  const liked = fc.constantFrom(...'\'"\\$`!;&|<>(){}[]*?~#=%^-\n\r\t \u0081\u0083\u0088\u0001\u007f');
  const whole = fc.string({ unit: 'binary', maxLength: 40 });
  const mixed = fc
    .array(fc.oneof(liked, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 30 })
    .map((parts) => parts.join(''));
  return fc.sample(
    fc.oneof(whole, mixed).map((text) => text.replaceAll('\0', '')),
    { numRuns: count, seed },
  );
}

export const longest = ['x'.repeat(100_000), `${"'".repeat(30_000)}${'\n'.repeat(100)}`, 'é'.repeat(60_000)];
