#!/usr/bin/env node
// `npx watchfloor …` in a checkout: runs dist/cli under a Node that can, after building it where it is missing or older than
// its sources. Plain old JavaScript on purpose, as in with-node.cjs. In the package `watchfloor` is another program
// (electron/pack/linux/watchfloor).
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');
const { verdict } = require('./with-node.cjs');

const root = path.resolve(__dirname, '../..');
const program = path.join(root, 'dist/cli/index.cjs');
/** What the program is built from. */
const sources = ['electron/cli', 'electron/engine', 'electron/contract', 'package-lock.json'];

/**
 * @param {string} place a file or a folder
 * @returns {number} when the youngest file in it was changed, epoch ms
 */
function youngest(place) {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder itself is looked at too: a file that was removed leaves its mark there.
  return readdirSync(place).reduce((latest, name) => Math.max(latest, youngest(path.join(place, name))), stat.mtimeMs);
}

/** @returns {boolean} whether the built program is there and as young as its sources */
function isBuilt() {
  const built = statSync(program, { throwIfNoEntry: false });
  return built !== undefined && sources.every((place) => youngest(path.join(root, place)) <= built.mtimeMs);
}

function run() {
  if (!isBuilt()) {
    const build = spawnSync(process.execPath, [path.join(root, 'electron/pack/build.ts'), 'cli'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    // Sources that do not build today may have built yesterday; the person is told, and served.
    if (build.status !== 0 && !existsSync(program)) process.exit(2);
  }
  process.env.WATCHFLOOR_VERSION = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
  // A PDF wants an Electron; the built program knows of none.
  process.env.WATCHFLOOR_PRINT_PAGE = path.join(__dirname, 'print-page.ts');
  // Beside the program, where only who may change the program may change it.
  require('node:module').enableCompileCache?.(path.join(root, 'dist/cli/.cache'));
  process.argv[1] = program;
  require(program);
}

function main() {
  const ownNode = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const what = verdict(process.versions.node, {
    installed: existsSync(path.join(root, 'node_modules')),
    ownNode: existsSync(ownNode),
  });
  if (what === 'run') return run();
  if (what !== 'hand-over') {
    process.stderr.write(`${what}\n`);
    process.exit(2);
  }
  const child = spawn(ownNode, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl+C reaches the child by itself; we only must not go first.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (status, signal) => process.exit(status ?? (signal ? 1 : 0)));
}

main();
