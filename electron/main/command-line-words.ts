// How the app is told to be the command line.

/**
 * The words for the command line, or null when a window is wanted. Only what stands behind `--command-line --` counts:
 * Chromium reads everything before it as switches of its own.
 */
export function commandLineWords(argv: readonly string[]): readonly string[] | null {
  const end = argv.indexOf('--');
  return end > 0 && argv[end - 1] === '--command-line' ? argv.slice(end + 1) : null;
}
