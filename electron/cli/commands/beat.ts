// `watchfloor beat HOST/CHECK`: a sign of life for a heartbeat check, at the end of a backup script or a cron job.
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';

const STATUSES = ['ok', 'warning', 'critical', 'unknown'] as const;

interface Options {
  readonly data?: string;
  readonly status: string;
  readonly message: string;
  readonly json?: boolean;
}

export const beat: CliCommand = {
  register(program, io, done) {
    program
      .command('beat')
      .summary('send a sign of life for a heartbeat check')
      .description('Sends a sign of life for a heartbeat check to the running engine. It is on disk when this returns.')
      .argument('<host/check>', "the check, as 'host/check' or by its id")
      .option('--status <status>', STATUSES.join(', '), 'ok')
      .option('--message <text>', 'a line that goes with it', '')
      .option('--json', 'the answer as JSON')
      .addHelpText('after', "\nExample:\n  pg_dump … && watchfloor beat db1/nightly-dump --message 'dumped'")
      .action(async (check: string, _options, command) => done(await send(check, command.optsWithGlobals(), io)));
  },
};

async function send(check: string, options: Options, io: CliIo): Promise<ExitStatus> {
  const status = STATUSES.find((one) => one === options.status);
  if (!status) throw new InputError(`--status must be one of ${STATUSES.join(', ')}, not "${options.status}"`);
  const [{ requireEngine }, { dataFolder }] = await Promise.all([
    import('../engine-client.ts'),
    import('../data-folder.ts'),
  ]);
  const connection = await requireEngine(dataFolder(io, options));
  try {
    const heard = await connection.client.monitoring.beat({ check, status, message: options.message });
    const at = new Date(heard.at).toISOString();
    io.stdout.write(
      options.json ? `${JSON.stringify({ check_id: heard.checkId, at })}\n` : `Heard at ${at}: ${check} ${status}.\n`,
    );
    return 0;
  } finally {
    connection.close();
  }
}
