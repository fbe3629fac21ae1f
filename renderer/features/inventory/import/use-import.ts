// A file on its way in: what is in it, how it is read, what it would change. Nothing is changed before "apply".
import { useEffect, useRef, useState } from 'react';
import type { CsvField } from '../../../../electron/contract/api/inventory.ts';
import type { ImportReport } from '../../../../electron/contract/model/inventory-change.ts';
import { refusalOf } from '../../../forms/refusal.ts';
import { engine } from '../../../link/client.ts';
import { say } from '../../../store/say.ts';
import { type FileFormat, guessFormat } from './guess-format.ts';

export interface Source {
  readonly name: string;
  readonly text: string;
  readonly format: FileFormat;
  readonly mode: 'merge' | 'replace';
  readonly skipBad: boolean;
  /** CSV only; null until the engine has guessed. */
  readonly columns: Readonly<Record<string, CsvField>> | null;
}

export interface CsvHead {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const EMPTY: Source = { name: '', text: '', format: 'yaml', mode: 'merge', skipBad: false, columns: null };
/** As the contract has it. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Asks the engine what a file comes to, or (without `dryRun`) to take it in. A CSV is mapped by its guess at first. */
async function readFile(given: Source, dryRun: boolean) {
  const { inventory } = engine();
  let of = given;
  let head: CsvHead | null = null;
  if (of.format === 'csv' && of.columns === null) {
    const { columns, rows, guess } = await inventory.csvColumns({ text: of.text });
    of = { ...of, columns: Object.fromEntries(columns.map((column) => [column, guess[column] ?? ''])) };
    head = { columns, rows };
  }
  const { text, format, mode, skipBad, columns } = of;
  const mapped = format === 'csv' && columns ? { columns: { ...columns } } : {};
  const answer = await inventory.importFile({ text, format, mode, skipBad, ...mapped, dryRun });
  return { of, head, answer };
}

function failureWords(error: unknown): string {
  const { sentence, fields } = refusalOf(error);
  return `${sentence ?? fields.map((field) => field.message).join('; ')} Nothing was changed.`;
}

export function useImport() {
  const [source, setSource] = useState(EMPTY);
  const [head, setHead] = useState<CsvHead | null>(null);
  const [report, setReport] = useState<{ readonly of: Source; readonly answer: ImportReport } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const latest = useRef(0);
  useLeftWord(source.text !== '' && !report?.answer.applied);

  const read = async (given: Source, dryRun: boolean) => {
    latest.current += 1;
    const turn = latest.current;
    setBusy(true);
    setFailure(null);
    try {
      const { of, head: found, answer } = await readFile(given, dryRun);
      if (turn !== latest.current) return;
      if (found) setHead(found);
      setSource(of);
      setReport({ of, answer });
    } catch (error) {
      if (turn !== latest.current) return;
      setReport(null);
      setFailure(failureWords(error));
    } finally {
      if (turn === latest.current) setBusy(false);
    }
  };
  /** Takes up a text as a whole, and looks at once what it would do. */
  const take = (text: string, name = '') => {
    if (text.length > MOST_CHARACTERS) {
      setFailure('The file is over 4 MiB. Split it; nothing was read.');
      return;
    }
    const next = { ...source, text, name, format: guessFormat(name, text), columns: null };
    setHead(null);
    setReport(null);
    setSource(next);
    if (text.trim() !== '') void read(next, true);
  };
  /** Typed: the preview grows old, and is made anew on demand. */
  const type = (text: string) =>
    setSource((now) => ({ ...now, text, format: now.name ? now.format : guessFormat('', text), columns: null }));
  /** Another way to read the same text: looked at at once. */
  const change = (how: Partial<Pick<Source, 'format' | 'mode' | 'skipBad' | 'columns'>>) => {
    const next = { ...source, ...how, ...(how.format ? { columns: null } : {}) };
    if (next.format === 'yaml') setHead(null);
    setSource(next);
    if (next.text.trim() !== '') void read(next, true);
  };
  const clear = () => {
    latest.current += 1;
    setSource(EMPTY);
    setHead(null);
    setReport(null);
    setFailure(null);
    setBusy(false);
  };
  const isFresh = report !== null && report.of === source;
  return {
    source,
    head,
    report: report?.answer ?? null,
    isFresh,
    failure,
    isBusy,
    take,
    type,
    change,
    clear,
    fail: setFailure,
    preview: () => void read(source, true),
    apply: () => void read(source, false),
  };
}

export type Import = ReturnType<typeof useImport>;

/** Leaving with a file that was not taken in says so: its text may hold secrets, and is not kept. */
function useLeftWord(isOpen: boolean): void {
  const left = useRef(isOpen);
  left.current = isOpen;
  useEffect(
    () => () => {
      if (left.current) say('The import was left; nothing was changed.');
    },
    [],
  );
}
