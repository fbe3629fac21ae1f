// A page as PDF without an app that is running: another Electron is started for it, without a window and without a display, in
// the package the very program, in a checkout the one that was prepared. The page lies in a folder of ours for that long.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanLine, cleanOutput } from '../engine/lib/text.ts';
import { type CliIo, UnreachableError } from './command.ts';

/** Longer than the printer itself takes before it gives up (electron/main/print-pdf.ts), and a first start on a slow disk. */
const PRINT_WITHIN_MS = 90_000;
/** A program that was asked to end and does not: it hangs before it could. */
const END_WITHIN_MS = 3_000;
const LONGEST_COMPLAINT = 2_000;

/** What prints: a program and its words, before the two files. */
interface Printer {
  readonly program: string;
  readonly words: readonly string[];
}

/** No page of others is ever shown, but it is a page: only root, who has no choice, prints without the sandbox. */
function appWords(): readonly string[] {
  const isLinux = process.platform === 'linux';
  return [
    ...(isLinux && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(isLinux ? ['--ozone-platform=headless'] : []),
    '--disable-gpu',
    '--log-level=3',
  ];
}

/** Null: there is no Electron that we know of. */
export function printerOf(env: NodeJS.ProcessEnv): Printer | null {
  const app = process.versions.electron ? process.execPath : env.WATCHFLOOR_APP;
  if (app) {
    const folder = env.WATCHFLOOR_APP_FOLDER ? [env.WATCHFLOOR_APP_FOLDER] : [];
    return { program: app, words: [...appWords(), ...folder, '--command-line', '--', '--print-pdf'] };
  }
  // Set by electron/launch/watchfloor.cjs: the checkout's own way to its Electron.
  const script = env.WATCHFLOOR_PRINT_PAGE;
  return script ? { program: process.execPath, words: [script] } : null;
}

/** The PDF of a self-contained page. Throws an UnreachableError (exit 3) in words where nothing can print it. */
export async function printPage(io: Pick<CliIo, 'env' | 'signal'>, html: string): Promise<Buffer> {
  const printer = printerOf(io.env);
  if (!printer) {
    throw new UnreachableError(
      'There is no Electron here to print a PDF. Nothing was written. Take --format html, which any browser prints.',
    );
  }
  // Only we may look into it: a report names customers.
  const folder = await mkdtemp(path.join(tmpdir(), 'watchfloor-print-')).catch((error: Error) => {
    throw new UnreachableError(
      `A PDF wants a temporary folder, and none can be made: ${error.message}. TMPDIR names one.`,
    );
  });
  try {
    const [page, made] = [path.join(folder, 'page.html'), path.join(folder, 'page.pdf')];
    await writeFile(page, html, { mode: 0o600 });
    await run(printer, [page, made], io);
    return await readFile(made);
  } catch (error) {
    if (io.signal.aborted) throw new UnreachableError('Stopped before it was printed. Nothing was written.');
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreachableError(
      `The PDF could not be printed: ${reason} Nothing was written. Take --format html, which any browser prints.`,
    );
  } finally {
    // Chromium may still be writing on its way out.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function run({ program, words }: Printer, files: readonly string[], io: Pick<CliIo, 'env' | 'signal'>): Promise<void> {
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...env } = io.env;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...words, ...files], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-LONGEST_COMPLAINT);
    });
    let last: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      child.kill('SIGTERM');
      last ??= setTimeout(() => {
        child.kill('SIGKILL');
        // Else what it started would hold us, by the standard error it was handed.
        child.stderr.destroy();
      }, END_WITHIN_MS);
    };
    const limit = setTimeout(() => {
      said = `It was not printed within ${PRINT_WITHIN_MS / 1_000} s.`;
      end();
    }, PRINT_WITHIN_MS);
    io.signal.addEventListener('abort', end);
    const settle = (): void => {
      clearTimeout(limit);
      clearTimeout(last);
      io.signal.removeEventListener('abort', end);
    };
    child.once('error', (error) => {
      settle();
      reject(new Error(`${program} could not be started: ${error.message}.`));
    });
    child.once('close', (status) => {
      settle();
      if (status === 0) resolve();
      else reject(new Error(lastLine(said) || `the printing program ended with status ${status}.`));
    });
    if (io.signal.aborted) end();
  });
}

/** Chromium complains of much; what ended it stands last. */
const lastLine = (text: string): string =>
  cleanLine(
    cleanOutput(text, LONGEST_COMPLAINT)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1) ?? '',
    500,
  );
