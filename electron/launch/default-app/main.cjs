// Stand-in for Electron's own default_app.asar, which the carried runtime lacks: makes `electron FOLDER [arguments]` work.
'use strict';
const { readFileSync } = require('node:fs');
const { Module } = require('node:module');
const path = require('node:path');
const { app } = require('electron');

const given = process.argv.slice(1);
const preloaded = [];
let folder;
for (let at = 0; at < given.length; at++) {
  if (given[at] === '-r' || given[at] === '--require') preloaded.push(given[++at]);
  else if (!given[at].startsWith('-')) {
    folder = given[at];
    break;
  }
}

if (!folder) {
  process.stderr.write('usage: electron FOLDER [arguments]\n');
  app.exit(2);
} else {
  start(path.resolve(folder), given.slice(given.indexOf(folder) + 1));
}

function start(appFolder, rest) {
  // Playwright attaches through a preloaded module; it has to come before the app, as in Electron itself.
  Module._preloadModules(preloaded);
  process.argv.splice(1, process.argv.length - 1, appFolder, ...rest);
  process.defaultApp = true;
  try {
    const about = JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8'));
    app.setVersion(about.version);
    app.name = about.productName ?? about.name;
    app.setAppPath(appFolder);
    Module._load(path.resolve(appFolder, about.main), Module, true);
  } catch (error) {
    process.stderr.write(`The app in ${appFolder} did not start: ${error.stack ?? error}\n`);
    app.exit(1);
  }
}
