// Regular expressions of runbooks over text from hosts and people. Careless patterns and hostile text together can run for
// years, and the engine has one thread: V8 looks for an end of time while it backtracks, so each gets a limit.
import vm from 'node:vm';

/** Longest time for one look, ms. */
export const REGEX_LIMIT_MS = 250;

const cell = vm.createContext(Object.create(null) as { regex: RegExp | undefined; text: string | undefined });
const execute = new vm.Script('regex.exec(text)');

/** As `regex.exec(text)`. Throws an Error in words when it does not come to an end in time. About 0.2 ms a call. */
export function execWithLimit(regex: RegExp, text: string): RegExpExecArray | null {
  cell.regex = regex;
  cell.text = text;
  try {
    return execute.runInContext(cell, { timeout: REGEX_LIMIT_MS }) as RegExpExecArray | null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new Error(`The regular expression /${regex.source}/ took over ${REGEX_LIMIT_MS} ms; make it simpler`);
  } finally {
    cell.regex = undefined;
    cell.text = undefined;
  }
}

/** Whether `pattern` fits the whole of `text`, within the limit. */
export const fitsWithLimit = (pattern: string, text: string): boolean =>
  execWithLimit(new RegExp(`^(?:${pattern})$`, 'u'), text) !== null;
