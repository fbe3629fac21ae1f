// Hand-overs as the command line reads them: of the engine that runs, else as the last one left them. Nothing is written.
import type { Client } from '../contract/index.ts';
import type { Briefing } from '../contract/model/briefing.ts';
import type { BriefingDifference, Handoff, HandoffSummary } from '../contract/model/handoff.ts';
import type { HandoffId } from '../contract/model/ids.ts';
import { type CliIo, InputError, UnreachableError } from './command.ts';
import { openForReading } from './data-folder.ts';
import { connectEngine } from './engine-client.ts';

export interface ReadHandoff {
  /** Null: nobody hands over, it is the briefing of this moment. */
  readonly handoff: Handoff | null;
  readonly briefing: Briefing;
  /** Since it froze, of one that ended when it did; null: nobody watches who could tell. */
  readonly differences: readonly BriefingDifference[] | null;
}

export interface HandoffReader {
  /** The briefing of this moment. Throws an UnreachableError where no engine runs: nobody else makes one. */
  now(): Promise<ReadHandoff>;
  get(id: HandoffId): Promise<ReadHandoff>;
  /** Newest first. */
  list(limit: number): Promise<{ readonly total: number; readonly handoffs: readonly HandoffSummary[] }>;
  close(): void;
}

/** Whoever opens closes. Throws an UnreachableError where there is nothing to read. */
export async function openHandoffReader(io: Pick<CliIo, 'clock'>, folder: string): Promise<HandoffReader> {
  const connection = await connectEngine(folder);
  if (connection) return fromEngine(connection.client, connection.close);
  const store = await openForReading(folder, io.clock);
  const noBriefing = (what: string) =>
    new UnreachableError(
      `No engine is running on ${folder}, and ${what}. Start one ("watchfloor engine", or the app), or look at what was signed: watchfloor handoff show last.`,
    );
  return {
    now: () => Promise.reject(noBriefing('the briefing of this moment is made by one that watches')),
    async get(id) {
      const handoff = store.handoffRows.get(id);
      if (!handoff) throw new InputError(`there is no hand-over ${id}`);
      const { briefing, state, differences = [] } = handoff;
      if (!briefing) throw noBriefing('the briefing of a draft is made by one that watches');
      return { handoff, briefing, differences: state === 'ready' ? null : differences };
    },
    async list(limit) {
      const wanted = { from: null, to: null, offset: 0, limit };
      return { total: store.handoffRows.count(wanted), handoffs: store.handoffRows.summaries(wanted) };
    },
    close: () => store.close(),
  };
}

const fromEngine = ({ handoffs }: Client, close: () => void): HandoffReader => ({
  now: async () => ({ handoff: null, briefing: await handoffs.briefing({}), differences: [] }),
  async get(handoffId) {
    const { handoff, briefing, differences } = await handoffs.view({ handoffId });
    return { handoff, briefing, differences };
  },
  list: (limit) => handoffs.list({ limit }),
  close,
});

const LOOKED_THROUGH = 500;
const SHORTEST = 4;

/** Of 'last' (the newest that nobody replaced), an id, or its beginning. Throws an InputError in words. */
export async function handoffNamed(reader: Pick<HandoffReader, 'list'>, name: string): Promise<HandoffId> {
  const { handoffs } = await reader.list(LOOKED_THROUGH);
  if (name === 'last') {
    const last = handoffs.find(({ state }) => state !== 'superseded') ?? handoffs[0];
    if (last) return last.id;
    throw new InputError('there is no hand-over yet');
  }
  const found = handoffs.filter(({ id }) => id === name || (name.length >= SHORTEST && id.startsWith(name)));
  const [only] = found;
  if (found.length > 1)
    throw new InputError(`"${name}" is the beginning of ${found.length} hand-overs: write more of it`);
  // An id of long ago is not among those that were looked through.
  return only ? only.id : (name as HandoffId);
}
