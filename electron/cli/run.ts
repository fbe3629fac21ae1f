// `watchfloor …` as a function: arguments in, exit status out. What a command throws becomes one line on standard error.
import { Command, CommanderError } from 'commander';
import { StorageError } from '../engine/store/storage-error.ts';
import { type CliIo, type ExitStatus, InputError, UnreachableError } from './command.ts';
import { commands } from './commands/index.ts';

/** The windows are no business of this program, but this is where somebody looks for how to open them. */
const WINDOWS = `
Windows (watchfloor in the package, npm start -- in a checkout):
  watchfloor                        the window of the desk
  watchfloor --wallboard            the wallboard, full screen on the display of the settings
  watchfloor --wallboard=DISPLAY    the same on that display: its name, or its number from 1`;

/** Runs one command line (without the program's own name). Never throws; resolves when the command has ended. */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const program = new Command('watchfloor')
    .description('Watches infrastructure: the engine and its data on the command line.')
    .version(io.version)
    .option('--data <folder>', "the data folder (default: WATCHFLOOR_DATA, or the platform's application-data folder)")
    .showHelpAfterError('(add --help for the way it is used)')
    .addHelpText('after', WINDOWS)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  for (const command of commands) command.register(program, io, (ended) => (status = ended));
  for (const command of allOf(program)) command.exitOverride().copyInheritedSettings(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return statusOf(error, io);
  }
}

function allOf(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...allOf(child)]);
}

function statusOf(error: unknown, io: CliIo): ExitStatus {
  // Commander has said its sentence already; --help and --version end this way too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof InputError) return 2;
  if (error instanceof UnreachableError || error instanceof StorageError) return 3;
  if (error instanceof Error && error.stack && io.env.WATCHFLOOR_DEBUG) io.stderr.write(`${error.stack}\n`);
  return 2;
}
