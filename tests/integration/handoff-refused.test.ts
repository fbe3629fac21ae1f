// A hand-over on a data folder that cannot be written: each act is refused in words, nothing of it is kept, what was typed
// before is there, and with room again it goes on where it stood.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Client } from '../../electron/contract/index.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { snapshot } from '../support/every-change.ts';
import { MINUTE } from '../support/floor.ts';
import { canMount, fillDisk, smallDisk } from '../support/small-disk.ts';
import { desks, PIN, readThrough, type ShiftChange, shiftChange, written } from './handoff-makers.ts';

/** Everything that an act could have touched: the hand-over, the incidents as screens have them, the list. */
async function everything(client: Client, handoffId: HandoffId) {
  const { incidents, handoff } = await snapshot(client);
  return {
    handoff,
    leads: incidents.map(({ number, roles }) => `${number} ${roles.lead}`),
    view: (await client.handoffs.view({ handoffId })).handoff,
    list: await client.handoffs.list({}),
  };
}

async function isRefused(
  { ours }: ShiftChange,
  handoffId: HandoffId,
  act: () => Promise<unknown>,
  words: RegExp,
): Promise<void> {
  const before = await everything(ours, handoffId);
  await expect(act()).rejects.toMatchObject({ code: 'STORAGE', message: expect.stringMatching(words) });
  expect(await everything(ours, handoffId)).toEqual(before);
}

/** Every act in turn, each first where it cannot be written. `hold` answers with what lets go. */
async function throughAll(change: ShiftChange, hold: () => () => void, words: RegExp): Promise<void> {
  const { ours, theirs } = change;
  const id = await written(change);
  const key = { handoffId: id };
  const text = 'x'.repeat(1_900);
  const tried = async (act: () => Promise<unknown>): Promise<void> => {
    const letGo = hold();
    await isRefused(change, id, act, words);
    letGo();
    await act();
  };
  await tried(() => ours.handoffs.write({ ...key, words: { judgement: text.repeat(8) } }));
  await tried(() => ours.handoffs.ready({ ...key, pin: PIN.mo }));
  await tried(() => ours.handoffs.backToDraft({ ...key, reason: text }));
  const view = await readThrough(change, id);
  const [item = ''] = view.toReadBack;
  await tried(() => theirs.handoffs.readBack({ ...key, item, text }));
  await tried(() => theirs.handoffs.ask({ ...key, text }));
  const accept = () => theirs.handoffs.accept({ ...key, withQuestions: true, pin: PIN.ab });
  await tried(accept);
  const after = await everything(ours, id);
  expect(after.leads).toEqual([expect.stringMatching(/^INC-2026-0001 A\. Brandt$/)]);
  expect(after.view).toMatchObject({ state: 'accepted-with-questions', questions: [{ text }] });

  // What stands after all of it stands after a restart, in one chain.
  await change.floor.run(MINUTE);
  await change.floor.restart(MINUTE);
  const again = await everything(desks(change.floor).ours, id);
  expect(again).toEqual(after);
  await change.floor.expectChain();
}

test('another program holds the file', async () => {
  const change = await shiftChange();
  const other = new Database(join(change.floor.folder, 'watchfloor.db'));
  onTestFinished(() => void other.close());
  const hold = () => {
    other.exec('BEGIN IMMEDIATE');
    return () => void other.exec('ROLLBACK');
  };
  await throughAll(change, hold, /another program has it locked\. Nothing of this change was kept/);
}, 60_000);

const mountable = canMount();

describe.skipIf(!mountable)(
  `a full disk${mountable ? '' : ' (skipped: this user may not mount a file system)'}`,
  () => {
    test('every act', async () => {
      const folder = smallDisk(8);
      const change = await shiftChange({ folder });
      await throughAll(change, () => filled(folder), /full/);
    }, 60_000);
  },
);

/** Full to the last page: what the write-ahead log has to spare is used up by rows of somebody else. */
function filled(folder: string): () => void {
  const makeRoom = fillDisk(folder);
  const db = new Database(join(folder, 'watchfloor.db'));
  onTestFinished(() => void db.close());
  const put = db.prepare('INSERT INTO setting (key, value) VALUES (?, ?)');
  const fill = (bytes: number): void => {
    for (let n = 0; n < 5_000; n += 1) {
      try {
        put.run(`filler-${fillers++}`, JSON.stringify('x'.repeat(bytes)));
      } catch {
        return;
      }
    }
    throw new Error('it was never full');
  };
  fill(9_000);
  fill(1);
  db.close();
  return makeRoom;
}
let fillers = 0;
