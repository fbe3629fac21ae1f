// The points at which an engine dies in the kill test, from outside of it: right before and right after every commit that
// writes a run, right before and right after every command is started, and at the moment a command of this machine has ended.
// Loaded before the engine; the product knows nothing of it.
import childProcess, { type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';
import ssh2 from 'ssh2';

const WRITES_A_RUN = /^\s*(?:INSERT INTO|UPDATE) run(?:_attempt)?\s/;

/** Counts points; at the one with this number (from 1) the process is gone, as in a power cut. 0: it never is. */
export function armPoints(deadly: number, record: string): void {
  let passed = 0;
  const point = (name: string): void => {
    passed += 1;
    appendFileSync(record, `${passed} ${name}\n`);
    if (passed === deadly) process.kill(process.pid, 'SIGKILL');
  };
  aroundCommits(point);
  aroundCommands(point);
}

function aroundCommits(point: (name: string) => void): void {
  let writesRun = false;
  const prepare = Database.prototype.prepare;
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql);
    if (WRITES_A_RUN.test(sql)) {
      const run = statement.run;
      statement.run = (...values: unknown[]) => {
        writesRun = true;
        return run.apply(statement, values as never);
      };
    }
    return statement;
  } as typeof prepare;
  const transaction = Database.prototype.transaction;
  Database.prototype.transaction = function (this: Database.Database, work: (...values: unknown[]) => unknown) {
    let isOutermost = false;
    const wrapped = transaction.call(this, (...values: unknown[]) => {
      const outermost = isOutermost;
      isOutermost = false;
      const done = work(...values);
      // The work of the outermost is through, and nothing of it is on the disk yet.
      if (outermost && writesRun) point('before a commit');
      return done;
    });
    const watched =
      (how: (...values: unknown[]) => unknown) =>
      (...values: unknown[]): unknown => {
        if (this.inTransaction) return how(...values);
        isOutermost = true;
        writesRun = false;
        const done = how(...values);
        if (writesRun) point('after a commit');
        writesRun = false;
        return done;
      };
    return Object.assign(watched(wrapped), { immediate: watched(wrapped.immediate) });
  } as unknown as typeof transaction;
}

function aroundCommands(point: (name: string) => void): void {
  const spawn = childProcess.spawn as (...values: unknown[]) => ChildProcess;
  Object.assign(childProcess, {
    spawn(...values: unknown[]): ChildProcess {
      point('before a spawn');
      const child = spawn(...values);
      child.prependListener('exit', () => point('at an exit'));
      point('after a spawn');
      return child;
    },
  });
  syncBuiltinESMExports();
  const exec = ssh2.Client.prototype.exec as (...values: unknown[]) => ssh2.Client;
  Object.assign(ssh2.Client.prototype, {
    exec(this: ssh2.Client, ...values: unknown[]): ssh2.Client {
      point('before a command over SSH');
      const answered = values.pop() as (...answer: unknown[]) => void;
      return exec.call(this, ...values, (...answer: unknown[]) => {
        point('after a command over SSH was taken');
        answered(...answer);
      });
    },
  });
}
