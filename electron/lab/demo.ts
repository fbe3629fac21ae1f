// `npm start -- --demo`: the lab, a data folder that watches it, and the script that breaks and mends it while the app runs.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectEngine, type EngineConnection } from '../cli/engine-client.ts';
import { type Lab, openLab } from './lab.ts';
import { SCRIPT_SECONDS, type Trouble, troublesAt } from './script.ts';

export interface DemoOptions {
  /** Where to keep the demo's data; null: a folder of its own that goes with it. Must not hold an inventory yet. */
  readonly dataFolder: string | null;
  /** The built command line, and the Node to run it with. */
  readonly cli: string;
  readonly node: string;
  readonly say: (line: string) => void;
}

export interface Demo {
  readonly dataFolder: string;
  /** Begins the script as soon as an engine answers on the data folder. */
  begin(): void;
  close(): Promise<void>;
}

/** Addresses 127.77.x.y. */
const NET = 77;
const STEP_MS = 1_000;
const BEAT_EVERY_STEPS = 20;

/** Starts the servers and writes the inventory. Throws in words; nothing is left behind then. */
export async function prepareDemo(options: DemoOptions): Promise<Demo> {
  const { dataFolder: given, say } = options;
  if (process.platform !== 'linux') {
    throw new Error('The demo needs Linux: only there every address of 127.0.0.0/8 belongs to this machine.');
  }
  if (given && existsSync(path.join(given, 'watchfloor.db'))) {
    throw new Error(`${given} holds an inventory already; the demo leaves it alone. Name an empty folder, or none.`);
  }
  const dataFolder = given ?? mkdtempSync(path.join(tmpdir(), 'watchfloor-demo-'));
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const labFolder = mkdtempSync(path.join(tmpdir(), 'watchfloor-lab-'));
  const clean = (): void => {
    rmSync(labFolder, { recursive: true, force: true });
    if (!given) rmSync(dataFolder, { recursive: true, force: true });
  };
  let lab: Lab | null = null;
  try {
    lab = await openLab({ folder: labFolder, net: NET, now: () => Date.now() });
    for (const lack of lab.lacks) say(`The demo does without ${lack}.`);
    writeFileSync(path.join(dataFolder, 'known_hosts'), lab.knownHosts, { mode: 0o600 });
    const file = path.join(labFolder, 'inventory.yaml');
    writeFileSync(file, lab.inventory);
    await importInventory(options, dataFolder, file);
    say(
      `Demo: ${lab.fleet.length} hosts on loopback; faults come and go for ${SCRIPT_SECONDS / 60} minutes, then again.`,
    );
  } catch (error) {
    await lab?.close();
    clean();
    throw inWords(error);
  }
  const play = createPlay(lab, dataFolder, say);
  const opened = lab;
  return {
    dataFolder,
    begin: play.begin,
    async close() {
      await play.end();
      await opened.close();
      clean();
    },
  };
}

function inWords(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return new Error('The ports of the demo are taken: is another demo running? End it, then start this one again.');
  }
  return error;
}

async function importInventory({ node, cli }: DemoOptions, dataFolder: string, file: string): Promise<void> {
  const child = spawn(node, [cli, '--data', dataFolder, 'inventory', 'import', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (status !== 0) throw new Error(`The demo's inventory was not taken in: ${said.trim()}`);
}

/** What breaks in the network opens an incident by itself, as it would in a house that has settled in. */
async function callForIncidents({ client }: EngineConnection): Promise<void> {
  const settings = await client.engine.settings();
  if (settings.incidents.policies.length > 0) return;
  const policy = { name: 'network', enabled: true, severities: [1 as const, 2 as const], tags: ['network'], sites: [] };
  await client.engine.changeSettings({ ...settings, incidents: { ...settings.incidents, policies: [policy] } });
}

/** Looks once a second where the script is. The engine may come, go and come again meanwhile. */
function createPlay(lab: Lab, dataFolder: string, say: (line: string) => void) {
  let engine: EngineConnection | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let step = 0;
  let began: number | null = null;
  let shown = '';
  let busy: Promise<void> = Promise.resolve();
  let ended = false;

  const look = async (): Promise<void> => {
    engine ??= await connectEngine(dataFolder).catch(() => null);
    if (!engine) return;
    if (began === null) await callForIncidents(engine);
    began ??= performance.now();
    const troubles = troublesAt((performance.now() - began) / 1_000);
    await lab.become(troubles);
    announce(troubles);
    if (step % BEAT_EVERY_STEPS === 0) await beat();
    step += 1;
  };
  const beat = async (): Promise<void> => {
    for (const check of lab.beating()) {
      await engine?.client.monitoring.beat({ check, message: 'copied 41,208 files' }).catch(() => {
        // The engine went away, or somebody removed the check: the next round finds out.
        engine?.close();
        engine = null;
      });
    }
  };
  const announce = (troubles: readonly Trouble[]): void => {
    const now = troubles.map(({ host, fault }) => `${host} ${fault}`).join(', ');
    if (now === shown) return;
    shown = now;
    say(`Demo: ${now === '' ? 'everything is well' : now}`);
  };
  const next = (): void => {
    if (ended) return;
    timer = setTimeout(() => {
      busy = look()
        .catch((error: unknown) => say(`Demo: ${error instanceof Error ? error.message : error}`))
        .then(next);
    }, STEP_MS);
  };
  return {
    begin: next,
    async end(): Promise<void> {
      ended = true;
      if (timer) clearTimeout(timer);
      await busy;
      engine?.close();
    },
  };
}
