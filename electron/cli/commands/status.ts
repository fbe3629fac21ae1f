// `watchfloor status`: what is watched and how it is; from the running engine, else from the database it left.
import type { CheckState } from '../../contract/model/state.ts';
import type { Store } from '../../engine/store/open.ts';
import type { CliCommand, CliIo, ExitStatus } from '../command.ts';
import type { EngineConnection } from '../engine-client.ts';
import type { Known } from '../status-report.ts';

export const status: CliCommand = {
  register(program, io, done) {
    program
      .command('status')
      .summary('show hosts, checks, states, open problems, engine health')
      .description(
        'Shows hosts, checks, states, open problems and the health of the engine, worst first. Without a running engine: as the last one left it. Ends with 1 when there are open problems.',
      )
      .option('--json', 'one JSON document')
      .addHelpText('after', "\nExamples:\n  watchfloor status\n  watchfloor status --json | jq '.problems[] | .host'")
      .action(async (_options, command) => done(await show(command.optsWithGlobals(), io)));
  },
};

async function show(options: { readonly data?: string; readonly json?: boolean }, io: CliIo): Promise<ExitStatus> {
  const [{ connectEngine }, { dataFolder, openForReading }, { statusDocument, statusText }, { json }] =
    await Promise.all([
      import('../engine-client.ts'),
      import('../data-folder.ts'),
      import('../status-report.ts'),
      import('../print.ts'),
    ]);
  const folder = dataFolder(io, options);
  const connection = await connectEngine(folder);
  const known = connection ? await askEngine(connection) : readStore(await openForReading(folder, io.clock));
  const document = statusDocument(known);
  if (options.json) json(io, document);
  else io.stdout.write(statusText(document, io.clock.now()));
  return document.problems.length > 0 ? 1 : 0;
}

/** The engine's own world, as it would show it to a window. Closes the connection. */
async function askEngine(connection: EngineConnection): Promise<Known> {
  try {
    for await (const message of await connection.client.live.world()) {
      if (message.type !== 'snapshot') continue;
      return { world: message.world, engine: connection.engine, health: message.world.health, at: message.at };
    }
    throw new Error('the engine ended before it said how things are');
  } finally {
    connection.close();
  }
}

/** What the last engine left. Closes the store. */
function readStore(store: Store): Known {
  try {
    const last = new Map(store.samples.lastResults().map((result) => [result.checkId, result]));
    const checkStates = store.states.checks().map(({ state }): CheckState => {
      const result = last.get(state.checkId);
      // The words of a check are stored when its state changes; its last result may have had later ones.
      if (!result || result.status !== state.status || result.at < (state.resultAt ?? 0)) return state;
      return { ...state, summary: result.summary };
    });
    const { inventory, states, problems, watch } = store;
    return {
      world: {
        hosts: inventory.hosts(),
        checks: inventory.checks(),
        checkStates,
        hostStates: states.hosts(),
        problems: problems.listOpen(),
      },
      engine: null,
      health: null,
      at: watch.lastAlive(),
    };
  } finally {
    store.close();
  }
}
