// From plain text to TLS, in the words of each protocol. Every answer is bounded: what talks here may be anything.
import type { Socket } from 'node:net';
import { cleanLine } from '../lib/text.ts';
import type { Starttls } from './tls-config.ts';

/** The server did not agree to TLS; the message quotes it. */
export class StarttlsError extends Error {
  override readonly name = 'StarttlsError';
}

const LINE_LIMIT = 4 * 1024;
const LINES_LIMIT = 100;

/** Asks the server for TLS. When it resolves the handshake is next. Rejects with StarttlsError or the socket's error. */
export async function askForTls(socket: Socket, protocol: Exclude<Starttls, 'none'>): Promise<void> {
  const lines = readLines(socket);
  const say = (line: string) => socket.write(`${line}\r\n`);
  try {
    switch (protocol) {
      case 'smtp': {
        await answer(lines, '220');
        say('EHLO watchfloor');
        const offers = await answer(lines, '250');
        if (!offers.some((line) => /^250[ -]STARTTLS\s*$/i.test(line)))
          throw new StarttlsError('it does not offer STARTTLS');
        say('STARTTLS');
        await answer(lines, '220');
        break;
      }
      case 'ftp':
        await answer(lines, '220');
        say('AUTH TLS');
        await answer(lines, '234');
        break;
      case 'pop3':
        expectStart(await lines.next(), '+OK');
        say('STLS');
        expectStart(await lines.next(), '+OK');
        break;
      case 'imap': {
        expectStart(await lines.next(), '* OK');
        say('a STARTTLS');
        let line = await lines.next();
        while (line.startsWith('* ')) line = await lines.next();
        expectStart(line, 'a OK');
        break;
      }
      default:
        protocol satisfies never;
    }
    // Plain text behind the "go ahead" would be taken for something said under TLS.
    if (lines.rest() > 0) throw new StarttlsError('it talks on in plain text');
  } finally {
    lines.stop();
  }
}

interface Lines {
  next(): Promise<string>;
  /** Bytes that came and were not asked for. */
  rest(): number;
  /** Leaves the socket, paused, to whoever comes next. */
  stop(): void;
}

/** An answer of SMTP or FTP: lines with one code, all but the last with a dash behind it. */
async function answer(lines: Lines, code: string): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const line = await lines.next();
    all.push(line);
    expectStart(line, code);
    if (line[3] !== '-') return all;
  }
}

function expectStart(line: string, start: string): void {
  if (!line.toUpperCase().startsWith(start.toUpperCase())) throw new StarttlsError(`it said "${cleanLine(line, 80)}"`);
}

function readLines(socket: Socket): Lines {
  let held = '';
  let count = 0;
  let failure: Error | null = null;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    held += chunk.toString('latin1');
    // Nobody asked for so much: nothing more is read until somebody does.
    if (held.length > LINE_LIMIT) socket.pause();
    wake();
  };
  const onEnd = () => {
    failure ??= new StarttlsError('it closed the connection');
    wake();
  };
  const onError = (error: Error) => {
    failure = error;
    wake();
  };
  socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
  return {
    async next() {
      for (;;) {
        const end = held.indexOf('\n');
        if (end > LINE_LIMIT || (end < 0 && held.length > LINE_LIMIT)) throw new StarttlsError('its line has no end');
        if (end >= 0) {
          count += 1;
          if (count > LINES_LIMIT) throw new StarttlsError('its answer has no end');
          const line = held.slice(0, end).replace(/\r$/, '');
          held = held.slice(end + 1);
          if (held.length <= LINE_LIMIT) socket.resume();
          return line;
        }
        if (failure) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    rest: () => held.length,
    stop() {
      socket.pause();
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError);
    },
  };
}
