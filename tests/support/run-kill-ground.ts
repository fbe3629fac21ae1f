// The ground of the kill test: a real sshd for the fleet, the engine's program in one file, and a folder that is prepared once
// and copied for every kill.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundle } from '../../electron/pack/build.ts';
import { type Sshd, startSshd } from './lab/sshd.ts';
import { FLEET, killBook } from './run-kill-book.ts';
import type { KillOrder } from './run-kill-engine.ts';

const root = resolve(import.meta.dirname, '../..');

/** One life of a data folder: killed once, taken up, brought to its end. */
export interface KillPlace {
  readonly folder: string;
  readonly data: string;
  readonly marks: string;
  /** Runs an engine with an operator until it ends; says how, and what it wrote to its error output. */
  live(
    deadly: number,
  ): Promise<{ readonly code: number | null; readonly signal: string | null; readonly errors: string }>;
  /** Points that were passed in the lives so far: '12 before a spawn'. */
  points(): readonly string[];
}

export interface KillGround {
  place(name: string): KillPlace;
  close(): Promise<void>;
}

function run(program: string, order: KillOrder): ReturnType<KillPlace['live']> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, KILL_ORDER: JSON.stringify(order), NODE_COMPILE_CACHE: join(dirname(program), 'cache') },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((done) => child.once('close', (code, signal) => done({ code, signal, errors })));
}

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/** Looking through all processes costs a few milliseconds: the machine is wanted for other things meanwhile. */
const LOOK_AGAIN_MS = 10;

/** Waits until nothing that a killed engine had started is left: its commands name the marks, its sessions the user. */
async function quiet(marks: string, user: string): Promise<void> {
  const isBusy = (): boolean =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(commandLine)
      .some(
        (line) => line.includes(marks) || line.startsWith(`sshd: ${user}`) || line.startsWith(`sshd-session: ${user}`),
      );
  while (isBusy()) await pause(LOOK_AGAIN_MS);
}

export async function openKillGround(): Promise<KillGround> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-run-kill-'));
  // Beside the packages, so that what is not bundled is found.
  const built = join(root, `node_modules/.watchfloor-run-kill-${process.pid}`);
  const program = join(built, 'engine.cjs');
  await bundle(join(root, 'tests/support/run-kill-engine.ts'), program);
  const sshd: Sshd = await startSshd(FLEET.map(({ address }) => `ListenAddress ${address}`));
  // The sshd's user goes through it to the marks.
  chmodSync(folder, 0o755);
  const knownHosts = join(folder, 'known_hosts');
  const key = sshd.hostKey().toString('base64');
  writeFileSync(knownHosts, FLEET.map(({ address }) => `[${address}]:${sshd.port} ssh-ed25519 ${key}\n`).join(''));
  const login = { user: sshd.user, port: sshd.port, keyFile: sshd.keyFile };
  const order = (place: string, more: Partial<KillOrder>): KillOrder => ({
    data: join(place, 'data'),
    library: join(place, 'library'),
    marks: join(place, 'marks'),
    record: join(place, 'points'),
    ...{ knownHosts, login, deadly: 0, prepare: false },
    ...more,
  });
  const template = join(folder, 'template');
  mkdirSync(join(template, 'library'), { recursive: true });
  const prepared = await run(program, order(template, { prepare: true }));
  if (prepared.code !== 0) throw new Error(`the folder could not be prepared: ${prepared.errors}`);
  return {
    place(name) {
      const place = join(folder, name);
      cpSync(template, place, { recursive: true });
      const marks = join(place, 'marks');
      mkdirSync(marks);
      chmodSync(marks, 0o777);
      writeFileSync(join(place, 'library/ten-steps.yaml'), killBook(marks, sshd.port));
      return {
        folder: place,
        data: join(place, 'data'),
        marks,
        async live(deadly) {
          const end = await run(program, order(place, { deadly }));
          await quiet(marks, sshd.user);
          return end;
        },
        points: () =>
          existsSync(join(place, 'points')) ? readFileSync(join(place, 'points'), 'utf8').split('\n').slice(0, -1) : [],
      };
    },
    async close() {
      await sshd.stop();
      rmSync(folder, { recursive: true });
      rmSync(built, { recursive: true });
    },
  };
}
