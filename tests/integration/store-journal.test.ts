// The journal on a real file: what cannot be done to it, and what is found when somebody does it with other tools.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { verifyChain } from '../../electron/engine/store/journal-chain.ts';
import { check, entry, host, NIGHT, newFolder, open, refusalOf } from './store-makers.ts';

const WEB = 'host-web' as HostId;
const DB = 'host-db' as HostId;
const PING = 'check-ping' as CheckId;

/** Five entries, then the file in the hands of somebody who knows SQLite and has taken the triggers away. */
async function tamperedBy(deed: (file: Database.Database) => void) {
  const folder = newFolder();
  const store = await open(folder);
  const entries = store.journal.append(
    ['one', 'two', 'three', 'four', 'five'].map((text) => entry(text)),
    NIGHT,
  );
  expect(store.journal.verify()).toEqual({ ok: true, head: { seq: 5, hash: entries[4]!.hash } });
  store.close();
  const file = new Database(join(folder, 'watchfloor.db'));
  for (const name of ['journal_never_changes', 'journal_never_forgets', 'journal_in_order']) {
    file.exec(`DROP TRIGGER ${name}`);
  }
  deed(file);
  file.close();
  return { report: (await open(folder)).journal.verify(), entries };
}

describe('writing', () => {
  test('entries get the next numbers, an identity and the hash of the one before', async () => {
    const { journal } = await open(newFolder());
    const [first, second] = journal.append([entry('web1 is down', { hostId: WEB }), entry('ack')], NIGHT + 5);
    expect(first).toMatchObject({ seq: 1, prevHash: '0'.repeat(64), recordedAt: NIGHT + 5, hostId: WEB });
    expect(second).toMatchObject({ seq: 2, prevHash: first!.hash });
    expect(second!.uuid).not.toBe(first!.uuid);
    expect(journal.head()).toEqual({ seq: 2, hash: second!.hash });
  });

  test('what is read back is what was written, over a restart', async () => {
    const folder = newFolder();
    const store = await open(folder);
    const data = { ratio: 0.1 + 0.2, zero: -0, big: 1e21, none: null, list: [1, { ö: 'ü€𝄞' }], 'a"b\u2028': true };
    const [written] = store.journal.append([entry('Grüße “ \u0007', { checkId: PING, data })], NIGHT);
    store.close();
    const { journal } = await open(folder);
    expect(journal.list({ limit: 1 })[0]).toEqual({ ...written, data: { ...data, zero: 0 } });
    expect(journal.verify()).toMatchObject({ ok: true });
  });

  test('what JSON cannot carry is made plain instead of failing the transaction', async () => {
    const { journal } = await open(newFolder());
    journal.append([entry('cut \ud83d', { data: { rtt: Number.NaN, out: ['x\udc00'] } })], NIGHT);
    expect(journal.list({ limit: 1 })[0]).toMatchObject({ text: 'cut \ufffd', data: { rtt: null, out: ['x\ufffd'] } });
    expect(journal.verify()).toMatchObject({ ok: true });
  });

  test('a transaction that fails takes its entries with it, and the next one closes the gap', async () => {
    const store = await open(newFolder());
    store.journal.append([entry('one')], NIGHT);
    const failed = () =>
      store.transaction(() => {
        store.journal.append([entry('never')], NIGHT);
        throw new Error('the decision was wrong');
      });
    expect(failed).toThrow('the decision was wrong');
    expect(store.journal.append([entry('two')], NIGHT)[0]).toMatchObject({ seq: 2, text: 'two' });
    expect(store.journal.verify()).toMatchObject({ ok: true, head: { seq: 2 } });
  });

  test('a call inside a transaction joins it: inventory and journal stand or fall together', async () => {
    const store = await open(newFolder());
    const web = host('web1');
    const addThenFail = () =>
      store.transaction(() => {
        store.transaction(() => store.inventory.putHost(web));
        store.journal.append([entry('added web1')], NIGHT);
        store.inventory.putCheck({ ...check('ping', web), hostId: DB });
      });
    expect((await refusalOf(addThenFail)).reason).toBe('other');
    expect(store.inventory.hosts()).toEqual([]);
    expect(store.journal.head().seq).toBe(0);
  });
});

describe('SQLite itself refuses', () => {
  test.each([
    ['an edit', "UPDATE journal SET text = 'nothing happened' WHERE seq = 2"],
    ['a deletion', 'DELETE FROM journal WHERE seq = 2'],
    ['deleting all', 'DELETE FROM journal'],
    ['replacing an entry', 'REPLACE INTO journal SELECT * FROM journal WHERE seq = 2'],
    [
      'an entry out of turn',
      "INSERT INTO journal SELECT 9, 'u', kind, 1, 1, actor, 'h', 'c', 'p', text, data, prev_hash, hash, NULL, NULL, NULL FROM journal WHERE seq = 2",
    ],
    [
      'an entry that follows another',
      "INSERT INTO journal SELECT 4, 'u', kind, 1, 1, actor, 'h', 'c', 'p', text, data, prev_hash, hash, NULL, NULL, NULL FROM journal WHERE seq = 2",
    ],
    [
      'pushing one out by its uuid',
      'REPLACE INTO journal SELECT 4, uuid, kind, 1, 1, actor, host_id, check_id, problem_id, text, data, (SELECT hash FROM journal WHERE seq = 3), hash, NULL, NULL, NULL FROM journal WHERE seq = 2',
    ],
  ])('%s', async (_, sql) => {
    const folder = newFolder();
    const store = await open(folder);
    store.journal.append([entry('one'), entry('two'), entry('three')], NIGHT);
    // As another program would: with SQLite's own defaults, under which REPLACE runs no delete triggers.
    const other = new Database(join(folder, 'watchfloor.db'));
    other.pragma('recursive_triggers = OFF');
    expect(() => other.exec(sql)).toThrow(/append-only/);
    other.close();
    expect(store.journal.verify()).toMatchObject({ ok: true, head: { seq: 3 } });
  });
});

describe('what was done without the triggers is found', () => {
  test('an edit: the entry is named', async () => {
    const { report, entries } = await tamperedBy((file) =>
      file.exec("UPDATE journal SET text = 'all was well' WHERE seq = 3"),
    );
    expect(report).toMatchObject({ ok: false, seq: 3, uuid: entries[2]!.uuid, what: 'altered' });
  });

  test('an edit of a time, a person, a payload', async () => {
    for (const deed of ['recorded_at = recorded_at + 1', `actor = '{"type":"operator","name":"eve"}'`, `data = '{}'`]) {
      const { report } = await tamperedBy((file) => file.exec(`UPDATE journal SET ${deed} WHERE seq = 4`));
      expect(report).toMatchObject({ ok: false, seq: 4, what: 'altered' });
    }
  });

  test('a deletion: the missing place is named', async () => {
    const { report } = await tamperedBy((file) => file.exec('DELETE FROM journal WHERE seq = 2'));
    expect(report).toMatchObject({ ok: false, seq: 2, uuid: null, what: 'missing' });
  });

  test('the first entry gone', async () => {
    const { report } = await tamperedBy((file) => file.exec('DELETE FROM journal WHERE seq = 1'));
    expect(report).toMatchObject({ ok: false, seq: 1, what: 'missing' });
  });

  test('two entries swapped', async () => {
    const { report } = await tamperedBy((file) =>
      file.exec('UPDATE journal SET seq = -seq WHERE seq IN (2, 3); UPDATE journal SET seq = 5 + seq WHERE seq < 0'),
    );
    expect(report).toMatchObject({ ok: false, seq: 2, what: 'altered' });
  });

  test('a deletion with the rest renumbered', async () => {
    const { report } = await tamperedBy((file) =>
      file.exec('DELETE FROM journal WHERE seq = 2; UPDATE journal SET seq = seq - 1 WHERE seq > 2'),
    );
    expect(report).toMatchObject({ ok: false, seq: 2, what: 'altered' });
  });

  test('a payload that is no JSON any more', async () => {
    const { report } = await tamperedBy((file) => file.exec("UPDATE journal SET data = '{' WHERE seq = 3"));
    expect(report).toMatchObject({ ok: false, seq: 3, what: 'unreadable' });
  });

  test('a forged entry with a right hash of its own: the one after it does not follow', async () => {
    const { hashEntry } = await import('../../electron/engine/store/journal-chain.ts');
    const { report, entries } = await tamperedBy((file) => {
      const third = file.prepare('SELECT * FROM journal WHERE seq = 3').get() as { uuid: string; prev_hash: string };
      const forged = {
        ...entry('all was well'),
        seq: 3,
        uuid: third.uuid,
        recordedAt: NIGHT,
        prevHash: third.prev_hash,
      };
      file.prepare("UPDATE journal SET text = 'all was well', hash = ? WHERE seq = 3").run(hashEntry(forged));
    });
    expect(report).toMatchObject({ ok: false, seq: 4, uuid: entries[3]!.uuid, what: 'out-of-place' });
  });

  test('a cut tail is not found by walking, which is why heads are printed', async () => {
    const { report, entries } = await tamperedBy((file) => file.exec('DELETE FROM journal WHERE seq = 5'));
    expect(report).toEqual({ ok: true, head: { seq: 4, hash: entries[3]!.hash } });
  });

  test('an export is verified the same way, without a database', async () => {
    const { journal } = await open(newFolder());
    const exported = journal.append([entry('one'), entry('two')], NIGHT);
    expect(verifyChain(exported)).toMatchObject({ ok: true, head: { seq: 2 } });
    expect(verifyChain([exported[0]!, { ...exported[1]!, text: 'zwei' }])).toMatchObject({ ok: false, seq: 2 });
  });
});

describe('reading', () => {
  test('by host, by check, newest first, page by page', async () => {
    const { journal } = await open(newFolder());
    journal.append(
      [1, 2, 3, 4, 5, 6].map((n) => entry(`${n}`, { hostId: n % 2 ? WEB : DB, ...(n > 3 ? { checkId: PING } : {}) })),
      NIGHT,
    );
    const texts = (filter: Parameters<typeof journal.list>[0]) => journal.list(filter).map((found) => found.text);
    expect(texts({ limit: 4 })).toEqual(['6', '5', '4', '3']);
    expect(texts({ limit: 4, before: 3 })).toEqual(['2', '1']);
    expect(texts({ limit: 9, hostId: WEB })).toEqual(['5', '3', '1']);
    expect(texts({ limit: 1, hostId: WEB, before: 5 })).toEqual(['3']);
    expect(texts({ limit: 9, checkId: PING })).toEqual(['6', '5', '4']);
    expect(texts({ limit: 9, checkId: PING, hostId: DB })).toEqual(['6', '4']);
  });

  test('by host and by check goes through an index, never over the whole journal', async () => {
    const folder = newFolder();
    await open(folder);
    const file = new Database(join(folder, 'watchfloor.db'), { readonly: true });
    for (const column of ['host_id', 'check_id']) {
      const plan = file.prepare(
        `EXPLAIN QUERY PLAN SELECT * FROM journal WHERE ${column} = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
      );
      expect(plan.all('x', 9, 9)).toEqual([
        expect.objectContaining({ detail: expect.stringMatching(/^SEARCH journal USING INDEX/) }),
      ]);
    }
    file.close();
  });
});
