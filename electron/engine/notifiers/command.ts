// A program on this machine: argv, no shell; the notice as JSON on its standard input, a few fixed facts in its
// environment. Exit 0: people have it. Anything else is tried again, for a script seldom knows what is permanent.
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { type ProcessEnd, runProcess } from '../lib/process.ts';
import { judgeProgram, type ProgramFile } from '../lib/program-file.ts';
import { cleanLine } from '../lib/text.ts';
import { noticeJson } from './notice-json.ts';
import { DeliveryFailure, defineNotifier, type NotifierContext } from './notifier.ts';

const config = z.strictObject({
  command: z
    .string({ error: 'is needed: the path of a program, /usr/local/bin/tell-noc' })
    .trim()
    .max(4_096)
    .regex(/^\/[^\0]*[^\0/]$/, 'must be the absolute path of a program: /usr/local/bin/tell-noc')
    .meta({ title: 'Program', description: 'Absolute path. It is given the notice as JSON on its standard input.' }),
  args: z
    .array(
      z
        .string()
        .max(16_384)
        .regex(/^[^\0]*$/, 'must not hold a NUL character'),
    )
    .max(128)
    .default([])
    .meta({ title: 'Arguments', description: 'One a line, handed over as they stand: no shell, no quotes needed.' }),
});

/** What it prints beyond this is read and dropped: an answer is one line. */
const KEEP_BYTES = 16 * 1024;
/** sysexits.h: a passing failure, the caller is invited to try again. */
const EX_TEMPFAIL = 75;
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const command = defineNotifier({
  kind: 'command',
  title: 'Command',
  about: 'Runs a program on this machine with the notice as JSON on its standard input; exit 0 means delivered.',
  config,
  timeoutMs: 30_000,
  async deliver(settings, notice, context) {
    const { signal, idempotencyKey } = context;
    signal.throwIfAborted();
    const found = await findProgram(settings.command);
    signal.throwIfAborted();
    if ('problem' in found) throw new DeliveryFailure(`${found.problem}. ${found.advice}`, { permanent: true });
    const end = await runProcess({
      file: found.file,
      args: settings.args,
      env: commandEnvironment(notice, context, process.env.HOME),
      cwd: '/',
      stdin: `${JSON.stringify(noticeJson(notice, idempotencyKey))}\n`,
      signal,
      keepBytes: KEEP_BYTES,
    }).catch((error: NodeJS.ErrnoException) => {
      signal.throwIfAborted();
      throw notStarted(settings.command, error);
    });
    return judgeEnd(settings.command, end);
  },
});

async function findProgram(file: string): Promise<ProgramFile> {
  const found = await stat(file).catch(() => null);
  if (!found) return { problem: `${file} is missing on this machine`, advice: 'Install it, or name another.' };
  return found.isFile() ? judgeProgram(file) : { problem: `${file} is no file`, advice: 'Name the program itself.' };
}

/** What the program finds around it. Pure. */
export function commandEnvironment(
  notice: Notice,
  { idempotencyKey, attempt }: Pick<NotifierContext, 'idempotencyKey' | 'attempt'>,
  home: string | undefined,
): Record<string, string> {
  return {
    PATH,
    LC_ALL: 'C.UTF-8',
    ...(home !== undefined && { HOME: home }),
    WATCHFLOOR_KIND: notice.kind,
    WATCHFLOOR_SEVERITY: String(notice.severity),
    WATCHFLOOR_TITLE: cleanLine(notice.title, 500),
    WATCHFLOOR_NOTICE: notice.id,
    WATCHFLOOR_CONVERSATION: cleanLine(notice.conversation, 500),
    WATCHFLOOR_IDEMPOTENCY_KEY: idempotencyKey,
    WATCHFLOOR_ATTEMPT: String(attempt),
  };
}

function judgeEnd(file: string, { code, signal, stdout, stderr }: ProcessEnd): string {
  const said = cleanLine(stdout.length > 0 ? stdout : stderr);
  if (code === 0) return said === '' ? 'exit 0' : said;
  const how = signal !== null ? `was ended by ${signal}` : `ended with exit code ${code}`;
  const patience = code === EX_TEMPFAIL ? ' (try again later)' : '';
  const complaint = cleanLine(stderr.length > 0 ? stderr : stdout);
  throw new DeliveryFailure(`${file} ${how}${patience}${complaint === '' ? '.' : `: ${complaint}`}`);
}

/** It was found and may be run, and the system still refused. */
function notStarted(file: string, error: NodeJS.ErrnoException): DeliveryFailure {
  const permanent = (words: string) => new DeliveryFailure(`${file} ${words}.`, { permanent: true });
  if (error.code === 'ENOENT') return permanent('cannot be run: the interpreter in its first line is missing');
  if (error.code === 'EACCES') return permanent('may not be run by this user');
  if (error.code === 'ENOEXEC') return permanent('is not made for this machine');
  if (error.code === 'E2BIG') return permanent('was given arguments that are too long');
  return new DeliveryFailure(`${file} could not be started: ${error.code ?? error.message}.`);
}
