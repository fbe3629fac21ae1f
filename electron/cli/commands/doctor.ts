// `watchfloor doctor`: what this machine lacks, how the data is, which versions; to be pasted into a bug report.
import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { CliCommand, CliIo, ExitStatus } from '../command.ts';
import type { DoctorItem } from '../doctor-item.ts';

export const doctor: CliCommand = {
  register(program, io, done) {
    program
      .command('doctor')
      .summary('what this machine lacks, database health, versions')
      .description(
        'Looks at this machine (ping, fping, keychain, display, libraries, disk, clock), at the data folder (read only) and at the versions. Can be pasted into a bug report: no secrets, no names of hosts or people. Ends with 1 when there are findings.',
      )
      .option('--json', 'one JSON document')
      .addHelpText('after', '\nExample:\n  watchfloor doctor --data /srv/watchfloor')
      .action(async (_options, command) => done(await examine(command.optsWithGlobals(), io)));
  },
};

async function examine(options: { readonly data?: string; readonly json?: boolean }, io: CliIo): Promise<ExitStatus> {
  const [{ lookAtMachine }, { lookAtData }, { dataFolder }, { json, table }] = await Promise.all([
    import('../doctor-machine.ts'),
    import('../doctor-data.ts'),
    import('../data-folder.ts'),
    import('../print.ts'),
  ]);
  const folder = dataFolder(io, options);
  const versions = await versionsOf(io);
  const machine = await lookAtMachine(io, folder);
  const data = await lookAtData(io, folder);
  const findings = [...machine, ...data].filter(({ level }) => level === 'warning' || level === 'error').length;
  if (options.json) json(io, { ...versions, machine, data, findings });
  else {
    const rows = (items: readonly DoctorItem[]) =>
      table(items.map(({ level, name, text }) => [`  ${MARK[level]}`, name, text]));
    const { watchfloor, node, electron, sqlite, platform, system } = versions;
    const runtime = electron === null ? `Node ${node}` : `Electron ${electron} (Node ${node})`;
    io.stdout.write(`Watchfloor ${watchfloor}, ${runtime}, SQLite ${sqlite}, ${platform}, ${system}\n`);
    io.stdout.write(`\nThis machine\n${rows(machine)}\nThe data\n${rows(data)}\n`);
    io.stdout.write(findings === 0 ? 'Nothing is amiss.\n' : `Findings: ${findings}\n`);
  }
  return findings === 0 ? 0 : 1;
}

const MARK: Readonly<Record<DoctorItem['level'], string>> = {
  ok: 'ok',
  note: 'note',
  warning: 'WARNING',
  error: 'ERROR',
};

async function versionsOf(io: CliIo) {
  const { connect } = await import('../../engine/store/connect.ts');
  const memory = connect(':memory:', { synchronous: 'FULL' });
  try {
    return {
      watchfloor: io.version,
      node: process.versions.node,
      electron: process.versions.electron ?? null,
      sqlite: String(memory.prepare('SELECT sqlite_version()').pluck().get()),
      platform: `${process.platform} ${process.arch}`,
      system: systemName(),
    };
  } finally {
    memory.close();
  }
}

/** 'Debian GNU/Linux 12 (bookworm), kernel 6.1.0'. */
function systemName(): string {
  const kernel = `kernel ${os.release()}`;
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    return name ? `${name}, ${kernel}` : kernel;
  } catch {
    return `${os.type()}, ${kernel}`;
  }
}
