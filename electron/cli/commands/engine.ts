// `watchfloor engine`: the engine without windows, in this very process, until it is told to end.
import type { CliCommand, CliIo, ExitStatus } from '../command.ts';

export const engine: CliCommand = {
  register(program, io, done) {
    program
      .command('engine')
      .summary('run the engine without windows')
      .description(
        'Runs the engine without windows: a live table on a terminal, one line per event otherwise. Ctrl+C or SIGTERM ends it cleanly. One engine a data folder.',
      )
      .option('--json', 'one JSON object a line: state changes, problems, alerts told and held, health once a minute')
      .addHelpText(
        'after',
        '\nExamples:\n  watchfloor engine --data /srv/watchfloor\n  watchfloor engine --json | jq .event',
      )
      .action(async (_options, command) => done(await watch(command.optsWithGlobals(), io)));
  },
};

async function watch(options: { readonly data?: string; readonly json?: boolean }, io: CliIo): Promise<ExitStatus> {
  const [{ runEngine }, { showStatus }, { stderrLog }, { dataFolder }, { shippedRunbooks }] = await Promise.all([
    import('../../engine/run-engine.ts'),
    import('../../engine/status-table.ts'),
    import('../../engine/lib/log.ts'),
    import('../data-folder.ts'),
    import('../../engine/lib/shipped-runbooks.ts'),
  ]);
  const json = options.json ?? false;
  // On the live table lines of a log would be overwritten or overwrite; what is wrong stands in the table anyway.
  const log = io.stdout.isTTY && !json ? { ...stderrLog, info() {} } : stderrLog;
  // A promise nobody waited for must not end the watch.
  const onRejection = (error: unknown): void => log.error('a promise was rejected and nobody listened', error);
  process.on('unhandledRejection', onRejection);
  try {
    const folder = dataFolder(io, options);
    const own = { folder, version: io.version, log, keychain: null, clock: io.clock };
    const running = await runEngine({ ...own, runbooks: shippedRunbooks() });
    log.info('engine started', { folder, node: process.versions.node, pid: process.pid });
    try {
      await showStatus(running.feed, io.stdout, io.signal, { json });
    } finally {
      await running.stop();
      log.info('engine ended');
    }
    return 0;
  } finally {
    process.removeListener('unhandledRejection', onRejection);
  }
}
