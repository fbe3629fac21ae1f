// A program of Electron under debugging: its page over Chromium's own line, its main process over Node's. Playwright's launcher
// is not used: it holds the start back until its loader answers, now and then misses that answer, and then waits for ever.
import type { ChildProcess } from 'node:child_process';
import { chromium, type Page } from 'playwright';

export interface DebuggedPage {
  readonly page: Page;
  /** What can be debugged in it: pages and, if there were any, developer tools. */
  targets(): Promise<readonly { readonly type: string; readonly url: string }[]>;
}

/** Collects what a program writes to standard error from now on. */
export function listen(child: ChildProcess): { text(): string; until(pattern: RegExp): Promise<string> } {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(said)?.[1];
        if (found === undefined) return;
        child.stderr?.off('data', look);
        resolve(found);
      };
      child.stderr?.on('data', look);
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        reject(new Error(`The app ended with ${signal ?? `status ${code}`}. It said: ${said}`)),
      );
      look();
    });
  return { text: () => said, until };
}

/** The first page of a program that was started with `--remote-debugging-port=0`; waits until there is one. */
export async function firstPage(output: ReturnType<typeof listen>): Promise<DebuggedPage> {
  const address = `http://${await output.until(/DevTools listening on ws:\/\/([^/\s]+)/)}`;
  const targets = async () => (await (await fetch(`${address}/json/list`)).json()) as { type: string; url: string }[];
  while (!(await targets()).some(({ type }) => type === 'page')) await new Promise((wait) => setTimeout(wait, 50));
  const browser = await chromium.connectOverCDP(address);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('The app shows no page.');
  // The line ends with the program. Hanging up before has been seen to take Playwright 30 s.
  return { page, targets };
}

type Electron = typeof import('electron');
/** How a function of a test runs in the main process: with Electron's modules and one argument, both ends as JSON. */
export type EvaluateInMain = <R, A = undefined>(
  work: (electron: Electron, argument: A) => R,
  argument?: A,
) => Promise<Awaited<R>>;

/** The main process of a program that was started with `--inspect=127.0.0.1:0`. */
export async function mainProcess(
  output: ReturnType<typeof listen>,
): Promise<{ evaluate: EvaluateInMain; disconnect(): void }> {
  const socket = new WebSocket(await output.until(/Debugger listening on (ws:\S+)/));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    const call = waiting.get(answer.id ?? -1);
    if (!call) return;
    waiting.delete(answer.id ?? -1);
    const wrong = answer.error?.message ?? answer.result?.exceptionDetails?.exception?.description;
    if (wrong === undefined) call.resolve(answer.result?.result?.value);
    else call.reject(new Error(wrong));
  });
  socket.addEventListener('close', () => {
    for (const call of waiting.values()) call.reject(new Error('The main process has hung up.'));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('The main process does not answer its debugging port.')));
  });
  let last = 0;
  const evaluate = (work: (electron: Electron, argument: never) => unknown, argument?: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const modules = `process.getBuiltinModule('node:module').createRequire(process.execPath)('electron')`;
      // `async`: what throws at once and what rejects look alike then. Held on to: a promise nobody holds may be collected.
      const expression = `globalThis.asked${last} = (async () => (${work})(${modules}, ${JSON.stringify(argument)}))()`;
      const params = { expression, awaitPromise: true, returnByValue: true };
      socket.send(JSON.stringify({ id: last, method: 'Runtime.evaluate', params }));
    });
  return { evaluate: evaluate as EvaluateInMain, disconnect: () => socket.close() };
}

interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
  };
}

/** Asks a program to end, as a session's end does, and kills it when it has not within 10 s. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const limit = setTimeout(() => child.kill('SIGKILL'), 10_000);
  child.kill();
  await ended;
  clearTimeout(limit);
}
