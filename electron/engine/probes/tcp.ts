// A TCP service: does it accept a connection, how fast, and does it say what it should.
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import type { Metric, ProbeOutcome } from '../../contract/model/result.ts';
import { createBoundedBytes } from '../lib/bounded-bytes.ts';
import { cleanLine } from '../lib/text.ts';
import { connectTrouble } from './connect-trouble.ts';
import { limitMs, pattern, port, text } from './fields.ts';
import { formatMs, round3 } from './format.ts';
import { findPattern } from './pattern.ts';
import { defineProbe } from './probe.ts';
import { judge } from './range.ts';

/** Of an answer no more is read: what is expected stands near the beginning. */
const READ_LIMIT = 64 * 1024;

const config = z.strictObject({
  port: port(443, 'The TCP port to connect to.'),
  send: text(
    '',
    'Send',
    'Sent after connecting. \\r, \\n, \\t, \\\\ and \\x00 are understood. Empty: nothing is sent.',
  ),
  expect: pattern('Expect', 'What the server must answer, within its first 64 KiB. Empty: connecting is enough.'),
  warnMs: limitMs('Warning over', 'Connect time above which the check is a warning. Empty: no limit.'),
  critMs: limitMs('Critical over', 'Connect time above which the check is critical. Empty: no limit.'),
});
type Config = z.output<typeof config>;

export const tcp = defineProbe({
  kind: 'tcp',
  title: 'TCP port',
  about:
    'Connects to a TCP port, sends text if asked, and looks for an answer: for any service without a kind of its own.',
  config,
  metrics: [
    { name: 'time.connect', label: 'Connect time', unit: 'ms' },
    { name: 'time.answer', label: 'Time to the expected answer', unit: 'ms' },
  ],
  defaults: { intervalMs: 60_000, timeoutMs: 10_000 },
  canBeAlive: true,
  concurrency: 256,
  async run(settings, { address, signal, clock }) {
    signal.throwIfAborted();
    const host = address.replace(/^\[(.*)\]$/, '$1');
    const started = clock.mono();
    const socket = connect({ host, port: settings.port });
    // By hand: the option `signal` makes an error object with its stack for every socket that is closed, and costs a tenth
    // of the whole check.
    const onAbort = () => socket.destroy(new Error('aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await connected(socket);
      const connectMs = round3(clock.mono() - started);
      const answer = settings.expect === '' ? null : await talk(socket, settings);
      if (settings.expect === '' && settings.send !== '') socket.end(wireBytes(settings.send));
      return verdict(settings, connectMs, answer, () => round3(clock.mono() - started));
    } catch (error) {
      signal.throwIfAborted();
      const outcome = connectTrouble(error, host, `${address} port ${settings.port}`);
      if (outcome) return outcome;
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      // After `end` the rest still goes out; nothing more is read.
      if (settings.expect === '' && settings.send !== '' && !signal.aborted) socket.destroySoon();
      else socket.destroy();
    }
  },
});

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    // Stays for the socket's life: an error after the verdict must not become an uncaught one.
    socket.on('error', reject);
    socket.once('connect', resolve);
  });
}

/** Sends, then reads until the expected comes, the server closes, or the limit is reached. */
function talk(socket: Socket, settings: Config): Promise<{ readonly found: boolean; readonly read: Buffer }> {
  return new Promise((resolve, reject) => {
    const bytes = createBoundedBytes(READ_LIMIT);
    const done = (found: boolean) => resolve({ found, read: bytes.bytes() });
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      bytes.add(chunk);
      try {
        if (findPattern(settings.expect, bytes.bytes().toString('utf8'))) done(true);
        else if (bytes.total >= READ_LIMIT) done(false);
      } catch (error) {
        reject(error);
      }
    });
    socket.on('end', () => done(false));
    socket.on('close', () => {
      if (socket.errored) reject(socket.errored);
      else done(false);
    });
    if (settings.send !== '') socket.write(wireBytes(settings.send));
  });
}

function verdict(
  settings: Config,
  connectMs: number,
  answer: { readonly found: boolean; readonly read: Buffer } | null,
  elapsed: () => number,
): ProbeOutcome {
  const warn = settings.warnMs === undefined ? {} : { warn: String(settings.warnMs) };
  const crit = settings.critMs === undefined ? {} : { crit: String(settings.critMs) };
  const metrics: Metric[] = [{ name: 'time.connect', value: connectMs, unit: 'ms', ...warn, ...crit }];
  if (answer && !answer.found) {
    const said = answer.read.length === 0 ? 'nothing' : `"${cleanLine(answer.read, 80)}"`;
    return {
      status: 'critical',
      summary: cleanLine(`Expected answer did not come, got ${said}`),
      detail: cleanLine(`expected ${settings.expect} within ${READ_LIMIT / 1024} KiB`),
      output: answer.read.toString('utf8'),
      metrics,
    };
  }
  if (answer) metrics.push({ name: 'time.answer', value: elapsed(), unit: 'ms' });
  const status = judge(connectMs, warn.warn, crit.crit);
  const limit = status === 'critical' ? settings.critMs : settings.warnMs;
  return {
    status,
    summary: `Connected in ${formatMs(connectMs)}${answer ? ', answer as expected' : ''}`,
    ...(status !== 'ok' && { detail: `${status} over ${limit} ms` }),
    metrics,
  };
}

/** The escapes a terminal protocol needs; whatever else follows a backslash stays as it was typed. */
function wireBytes(typed: string): Buffer {
  const letters: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '\\': '\\' };
  // Bytes, not characters: \xff is one byte on the wire.
  return Buffer.concat(
    typed.split(/(\\x[0-9a-fA-F]{2}|\\[rnt\\])/).map((part, index) => {
      if (index % 2 === 0) return Buffer.from(part);
      if (part[1] === 'x') return Buffer.from([Number.parseInt(part.slice(2), 16)]);
      return Buffer.from(letters[part[1] ?? ''] ?? part);
    }),
  );
}
