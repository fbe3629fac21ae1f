// Runbooks of databases, run for real against PostgreSQL where it is installed: on a host of the test's own, over its socket.
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HOST, loginTo, openBooksFloor } from '../support/books-floor.ts';
import { type BooksHost, noBooksHost, startBooksHost } from '../support/books-host.ts';
import { until } from '../support/floor.ts';

const VERSIONS = '/usr/lib/postgresql';
const [version] = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort().reverse() : [];
const BIN = `${VERSIONS}/${version}/bin`;
const NONE = noBooksHost() !== null || version === undefined;

const exec = (folder: string, port: number, more = '') =>
  `runuser -u postgres -- ${BIN}/postgres -D ${folder} -p ${port} -c listen_addresses= -c unix_socket_directories=/run/postgresql -c fsync=off ${more}`;

const sql = (host: BooksHost, port: number, text: string): string =>
  host.sh('runuser -u postgres -- psql -X -At -p "$1" -c "$2" postgres', String(port), text).trim();

/** A primary on port 5432. */
function startPrimary(host: BooksHost): void {
  host.sh(
    `install -d -o postgres -g postgres /run/postgresql /var/lib/pg; cd /; runuser -u postgres -- ${BIN}/initdb -D /var/lib/pg/main -A trust --no-locale -E UTF8 >/dev/null`,
  );
  host.unit('postgresql.service', {
    exec: exec('/var/lib/pg/main', 5432, '-c max_connections=12 -c wal_level=replica'),
  });
  host.sh(
    'systemctl start postgresql; until runuser -u postgres -- psql -X -p 5432 -c "select 1" postgres >/dev/null 2>&1; do sleep 0.1; done',
  );
}

test.skipIf(NONE)(
  'database-connections-exhausted: forgotten transactions are listed, ended, and there is room again',
  async () => {
    const host = await startBooksHost({ address: '127.83.5.1', megabytes: 512 });
    startPrimary(host);
    sql(host, 5432, 'create role shop login');
    host.sh(
      'for n in 1 2 3 4 5 6 7 8; do { (echo "begin; select 1;"; sleep 1000) | runuser -u postgres -- psql -X -q -U shop -p 5432 postgres; } >/dev/null 2>&1 </dev/null & done',
    );
    const idle = "select count(*) from pg_stat_activity where usename = 'shop' and state = 'idle in transaction'";
    await until(() => sql(host, 5432, idle) === '8');
    const floor = await openBooksFloor({ host });
    const command = `runuser -u postgres -- psql -X -At -p 5432 -c "select count(*) from pg_stat_activity where backend_type = 'client backend'" postgres`;
    const problemId = await floor.alarm({
      name: 'postgres connections',
      kind: 'ssh',
      config: { ...loginTo(host), command, valuePattern: '/(\\d+)/', critRange: '8' },
    });
    const [best] = await floor.client.runbooks.suggest({ problemId });
    expect(best).toMatchObject({ runbookId: 'database-connections-exhausted' });
    const run = await floor.run('database-connections-exhausted', { problemId });
    await run.to('decide');
    expect(run.view().run.outputs.taken).toMatchObject({ limit: 12, idle: 8 });
    await run.answer('Transactions that were left open');
    await run.go({ login: 'shop', minutes: 0 });
    await run.to('idle-end');
    expect((await run.said('idle-list')).match(/psql/g)).toHaveLength(8);
    expect(await run.end()).toMatchObject({ run: { outcome: 'green' } });
    expect((await run.said('idle-end')).match(/ended \d+: true/g)).toHaveLength(8);
    expect(run.step('cleared')).toMatchObject({ state: 'done' });
  },
);

test.skipIf(NONE)(
  'replication-lag: a replica whose applying was paused catches up; rolled back, it is paused again',
  async () => {
    const host = await startBooksHost({ address: '127.83.5.2', megabytes: 512 });
    startPrimary(host);
    host.sh(
      `cd /; runuser -u postgres -- ${BIN}/pg_basebackup -h /run/postgresql -p 5432 -D /var/lib/pg/replica -R -c fast`,
    );
    host.unit('replica.service', {
      exec: exec('/var/lib/pg/replica', 5433, '-c max_connections=12 -c hot_standby=on'),
    });
    host.sh(
      'systemctl start replica; until [ "$(runuser -u postgres -- psql -X -At -p 5433 -c "select status from pg_stat_wal_receiver" postgres 2>/dev/null)" = streaming ]; do sleep 0.1; done',
    );
    sql(host, 5433, 'select pg_wal_replay_pause()');
    sql(host, 5432, 'create table orders as select generate_series(1, 1000) as n');
    const floor = await openBooksFloor({ host });
    const run = await floor.run('replication-lag', { inputs: { host: HOST, port: 5433 } });
    await run.to('decide');
    expect(run.view().run.outputs.lag).toMatchObject({ paused: 'true' });
    await run.answer('Applying was paused and forgotten');
    await run.to('cleared');
    expect(run.step('resume')).toMatchObject({ verified: 'yes' });
    expect(sql(host, 5433, 'select count(*) from orders')).toBe('1000');
    await run.act({ type: 'rollback', reason: 'it was paused for the auditors' });
    expect(await run.end()).toMatchObject({ run: { outcome: 'rolled-back' } });
    expect(sql(host, 5433, 'select pg_is_wal_replay_paused()')).toBe('t');
  },
);
