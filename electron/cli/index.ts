// The program `watchfloor`: hands the process to runCli and ends with its status.
import { systemClock } from '../engine/lib/clock.ts';
import { runCli } from './run.ts';

const ending = new AbortController();
process.on('SIGINT', () => ending.abort(new Error('Interrupted')));
process.on('SIGTERM', () => ending.abort(new Error('Terminated')));
// A reader that went away (`watchfloor journal list | head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The second: what was still to be written after the first. Electron does not end at once.
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  process.exit(0);
});

/** Resolves with the exit status when the command has ended: for Electron's main process, which does not end by itself. */
export const ended = runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  clock: systemClock,
  signal: ending.signal,
  version: process.env.WATCHFLOOR_VERSION ?? '0.0.0',
}).then((status) => {
  process.exitCode = status;
  return status;
});
