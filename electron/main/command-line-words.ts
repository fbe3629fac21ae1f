// How the app is told to be the command line.

/**
 * The words for the command line, or null when a window is wanted. Only what stands behind `--command-line --` counts:
 * Chromium reads everything before it as switches of its own.
 */
export function commandLineWords(argv: readonly string[]): readonly string[] | null {
  const end = argv.indexOf('--');
  return end > 0 && argv[end - 1] === '--command-line' ? argv.slice(end + 1) : null;
}

/** The files to be printed and written, or null when the words are a command for people. */
export function printWords(words: readonly string[]): readonly string[] | null {
  return words[0] === '--print-pdf' ? words.slice(1) : null;
}
