// Commands that wait for a person at a terminal, or never end by themselves: a step of a run has no terminal.
import { programName } from './shell-programs.ts';
import { innerCommand } from './shell-wrappers.ts';

interface Parts {
  readonly name: string;
  readonly plain: readonly string[];
  has(pattern: RegExp): boolean;
}

const SCREEN =
  /^(?:vi|vim|nano|emacs|visudo|vipw|sudoedit|less|more|man|htop|iotop|iftop|ncdu|k9s|glances|gdb|nmtui|cfdisk|telnet|ftp|sftp|passwd|screen|tmux)$/;

/** Why, in words; null: as far as one can tell it ends by itself. `piped`: its input comes from another command. */
export function terminalNeed(words: readonly string[], piped = false): string | null {
  const { words: inner } = innerCommand(words);
  if (inner.length === 0) return words.some((word) => /^(?:sudo|doas)$/.test(word)) ? 'sudo opens a shell' : null;
  const [program = '', ...rest] = inner;
  const parts: Parts = {
    name: programName(program),
    plain: rest.filter((word) => !word.startsWith('-')),
    has: (pattern) => rest.some((word) => pattern.test(word)),
  };
  if (SCREEN.test(parts.name)) return piped ? null : `${parts.name} waits for a person at a terminal`;
  return shellIn(parts, piped) ?? neverEnds(parts);
}

/** Whether what is typed after a command goes to a shell that it opened. */
export const opensShell = (words: readonly string[]): boolean =>
  /opens a shell|open a terminal/.test(terminalNeed(words) ?? '');

function shellIn({ name, plain, has }: Parts, piped: boolean): string | null {
  if (piped) return null;
  const why = `${name} opens a shell, in which the lines after it would have to be typed`;
  if (name === 'su' && !has(/^-\w*c$|^--command/)) return why;
  if (name === 'ssh' && plain.length < 2 && !has(/^-\w*N/)) return why;
  if (/^(?:bash|sh|zsh|ksh)$/.test(name) && plain.length === 0) return why;
  if (/^(?:kubectl|oc|docker|podman|crictl)$/.test(name)) {
    if (has(/^-(?:it|ti|t)$|^--tty$/)) return `${name} is to open a terminal (-it)`;
    if (plain[0] === 'debug' && !has(/^--$/)) return why;
    if (plain[0] === 'rsh' && plain.length < 3) return why;
    if (plain[0] === 'edit') return `${name} edit opens an editor`;
  }
  const client = /^(?:mysql|mariadb|psql|sqlplus|cqlsh|mongosh|mongo)$/.test(name);
  if (client && !has(/^-\w*[ecfl]$|^-[ec].|^--(?:execute|command|file|eval|list)/) && plain.length < 2)
    return `${name} without a statement waits for a person`;
  if (/^(?:fdisk|gdisk|parted)$/.test(name) && !has(/^-\w*[ls]$|^--(?:list|script)$/)) return `${name} asks questions`;
  return name === 'crontab' && has(/^-\w*e$/) ? 'crontab -e opens an editor' : null;
}

function neverEnds({ name, plain, has }: Parts): string | null {
  const follows =
    (name === 'tail' && has(/^-\w*[fF]$|^--follow/)) ||
    (name === 'journalctl' && has(/^-\w*f|^--follow$/)) ||
    (/^(?:kubectl|oc)$/.test(name) && has(/^(?:-w|--watch)$/)) ||
    (/^(?:kubectl|oc|docker|podman|docker-compose)$/.test(name) &&
      plain.includes('logs') &&
      has(/^(?:-f|--follow)$/)) ||
    (name === 'top' && !has(/^-\w*b/)) ||
    (name === 'ping' && !has(/^-\w*[cw]\d*$/)) ||
    (name === 'tcpdump' && !has(/^-\w*c\d*$/) && !has(/^-\w*r$/)) ||
    (name === 'dmesg' && has(/^-\w*w|^--follow/)) ||
    name === 'watch' ||
    (name === 'kubectl' && plain[0] === 'port-forward');
  return follows ? `${name} as it is written never ends by itself` : null;
}
