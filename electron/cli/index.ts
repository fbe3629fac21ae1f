// The program `watchfloor`: hands the process to runCli and ends with its status.
import { systemClock } from '../engine/lib/clock.ts';
import { runCli } from './run.ts';

const ending = new AbortController();
process.on('SIGINT', () => ending.abort(new Error('Interrupted')));
process.on('SIGTERM', () => ending.abort(new Error('Terminated')));
// A reader that went away (`watchfloor journal list | head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void runCli(process.argv.slice(2), {
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
});
