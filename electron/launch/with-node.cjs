// Runs one of this repository's .ts scripts under a Node that can: `node electron/launch/with-node.cjs SCRIPT [arguments]`.
// Plain old JavaScript on purpose: an old Node cannot even read the scripts it would have to complain about.
'use strict';
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');
const { Module } = require('node:module');

const oldestMajor = 24;
const root = path.resolve(__dirname, '../..');

/**
 * What to do about the Node we were started with.
 * @param {string} version as in process.versions.node
 * @param {{ installed: boolean, ownNode: boolean }} found whether `npm ci` has run, and brought our own Node
 * @returns {string} 'run', 'hand-over' to our own Node, or a sentence when nothing can be done
 */
function verdict(version, found) {
  if (!found.installed) return 'The packages are not installed yet: run "npm ci" first.';
  if (Number.parseInt(version, 10) >= oldestMajor) return 'run';
  if (found.ownNode) return 'hand-over';
  return `Watchfloor's scripts need Node ${oldestMajor} or newer and this is ${version}: run "npm ci", it brings one along.`;
}

function main() {
  const [script, ...args] = process.argv.slice(2);
  const ownNode = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const what = verdict(process.versions.node, {
    installed: existsSync(path.join(root, 'node_modules')),
    ownNode: existsSync(ownNode),
  });
  if (what === 'hand-over') {
    const child = spawn(ownNode, [path.resolve(script), ...args], { stdio: 'inherit' });
    // Ctrl+C reaches the child by itself; we only must not go first.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('exit', (status) => process.exit(status ?? 1));
    return;
  }
  if (what !== 'run') {
    process.stderr.write(`${what}\n`);
    process.exit(1);
  }
  // As if Node had been started with the script: it is the main module.
  process.argv.splice(1, 2, path.resolve(script));
  Module.runMain();
}

module.exports = { verdict };
if (require.main === module) main();
