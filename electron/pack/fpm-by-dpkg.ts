#!/usr/bin/env node
// Stands in for `fpm -s dir -t deb` where fpm cannot be downloaded: electron-builder calls it with fpm's arguments, and
// it makes the same package with dpkg-deb. Other formats are refused.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** fpm's command line as far as electron-builder uses it. */
export interface FpmCall {
  /** The last value of each option, by its name. */
  readonly options: Readonly<Record<string, string>>;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  /** Where files come from and where they go in the package. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
}

const bare = ['--force', '--debug'];

/** Reads fpm's arguments. */
export function readFpmCall(argv: readonly string[]): FpmCall {
  const options: Record<string, string> = {};
  const depends: string[] = [];
  const recommends: string[] = [];
  const copies: { from: string; to: string }[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (bare.includes(word)) continue;
    if (word.startsWith('-')) {
      const value = argv[++at] ?? '';
      if (word === '-d' || word === '--depends') depends.push(value);
      else if (word === '--deb-recommends') recommends.push(value);
      else options[word] = value;
    } else {
      const equals = word.lastIndexOf('=');
      copies.push({ from: word.slice(0, equals), to: word.slice(equals + 1) });
    }
  }
  return { options, depends, recommends, copies };
}

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', x86_64: 'amd64', aarch64: 'arm64' };

/** The control file of the package. `installedKb` is the size of its files. */
export function controlFile(call: FpmCall, installedKb: number): string {
  const { options } = call;
  const [synopsis = '', ...description] = (options['--description'] ?? '').trim().split('\n');
  const architecture = options['--architecture'] ?? 'amd64';
  const lines = [
    `Package: ${options['--name']}`,
    `Version: ${options['--version']}${options['--iteration'] ? `-${options['--iteration']}` : ''}`,
    `Architecture: ${architectures[architecture] ?? architecture}`,
    `Maintainer: ${options['--maintainer'] ?? 'unknown'}`,
    `Installed-Size: ${installedKb}`,
    call.depends.length > 0 && `Depends: ${call.depends.join(', ')}`,
    call.recommends.length > 0 && `Recommends: ${call.recommends.join(', ')}`,
    `Section: ${options['--category'] ?? 'default'}`,
    `Priority: ${options['--deb-priority'] ?? 'optional'}`,
    options['--url'] && `Homepage: ${options['--url']}`,
    `Description: ${synopsis}`,
    // A description goes on indented; an empty line is a dot.
    ...description.map((line) => (line.trim() ? ` ${line.trim()}` : ' .')),
  ];
  return `${lines.filter(Boolean).join('\n')}\n`;
}

function makePackage(call: FpmCall): void {
  const { options } = call;
  const target = options['--package'];
  if (!target) throw new Error('--package is missing');
  const root = mkdtempSync(path.join(tmpdir(), 'watchfloor-deb-'));
  try {
    for (const { from, to } of call.copies) copyInto(from, path.join(root, to), to.endsWith('/'));
    const installedKb = Number.parseInt(execFileSync('du', ['-sk', root], { encoding: 'utf8' }), 10);
    const debian = path.join(root, 'DEBIAN');
    mkdirSync(debian);
    writeFileSync(path.join(debian, 'control'), controlFile(call, installedKb));
    for (const [option, name] of [
      ['--after-install', 'postinst'],
      ['--after-remove', 'postrm'],
    ] as const) {
      const script = options[option];
      if (!script) continue;
      copyFileSync(script, path.join(debian, name));
      chmodSync(path.join(debian, name), 0o755);
    }
    // Whatever umask built it: everyone may read, nobody but root may write.
    execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', root]);
    mkdirSync(path.dirname(target), { recursive: true });
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', root, target], { stdio: 'inherit' });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function copyInto(from: string, to: string, intoFolder: boolean): void {
  const isFolder = statSync(from).isDirectory();
  // fpm copies what is in `folder/`, and `folder` itself with its name.
  const target = intoFolder || (isFolder && !from.endsWith('/')) ? path.join(to, path.basename(from)) : to;
  cpSync(from, isFolder && from.endsWith('/') ? to : target, { recursive: true, verbatimSymlinks: true });
}

if (import.meta.main) {
  const call = readFpmCall(process.argv.slice(2));
  if (call.options['-t'] === 'deb') makePackage(call);
  else {
    process.stderr.write(`Only deb can be made without fpm, not ${call.options['-t']}.\n`);
    process.exitCode = 1;
  }
}
