// Files on their way to drafts: read here, turned by the engine, kept in the user's own folder when somebody says so.
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { RunbookImport } from '../../../../electron/contract/model/runbook.ts';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../../forms/refusal.ts';
import { engine } from '../../../link/client.ts';
import { say } from '../../../store/say.ts';

/** As the engine takes it; a longer file is not even read. */
const LONGEST = 2_000_000;
const MOST_FILES = 32;

export interface Import {
  readonly drafts: readonly RunbookImport[];
  /** Of the files they would be kept in, by place. */
  readonly names: Readonly<Record<number, string>>;
  /** Where they were kept, by place. */
  readonly kept: Readonly<Record<number, string>>;
  readonly refusal: FormRefusal;
  readonly isBusy: boolean;
  /** Null: not known yet. */
  readonly hasFolder: boolean | null;
  readonly input: RefObject<HTMLInputElement | null>;
  choose(): void;
  take(files: readonly File[]): void;
  rename(at: number, name: string): void;
  keep(at: number): void;
}

export function useImport(): Import {
  const [drafts, setDrafts] = useState<readonly RunbookImport[]>([]);
  const [names, setNames] = useState<Readonly<Record<number, string>>>({});
  const [kept, setKept] = useState<Readonly<Record<number, string>>>({});
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isBusy, setBusy] = useState(false);
  const hasFolder = useHasFolder();
  const input = useRef<HTMLInputElement>(null);
  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setRefusal(NO_REFUSAL);
    try {
      await work();
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  const take = async (chosen: readonly File[]) => {
    const read = await readFiles(chosen);
    const made = await engine().runbooks.importFiles({ files: [...read] });
    setDrafts(made);
    setNames({});
    setKept({});
  };
  const keep = async (at: number) => {
    const draft = drafts[at];
    if (!draft || draft.draft === '' || kept[at]) return;
    const { file } = await engine().runbooks.keepDraft({ name: names[at] ?? draft.name, draft: draft.draft });
    setKept((now) => ({ ...now, [at]: file }));
    say(`The draft is kept as ${file}.`);
  };
  return {
    ...{ drafts, names, kept, refusal, isBusy, hasFolder, input },
    choose: () => input.current?.click(),
    take: (files) => files.length > 0 && !isBusy && void during(() => take(files)),
    rename: (at, name) => setNames((now) => ({ ...now, [at]: name })),
    keep: (at) => !isBusy && hasFolder !== false && void during(() => keep(at)),
  };
}

/** Their texts; refused in words when one is too long, or there are too many. */
async function readFiles(files: readonly File[]): Promise<readonly { readonly name: string; readonly text: string }[]> {
  if (files.length > MOST_FILES)
    throw new Error(`${files.length} files at once are too many, at most ${MOST_FILES}. None was read.`);
  const long = files.find(({ size }) => size > LONGEST);
  if (long) throw new Error(`${long.name} is longer than any runbook, 2 MB. None of the files was read.`);
  return Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
}

/** Whether there is a folder to keep drafts in; null: not known. */
function useHasFolder(): boolean | null {
  const [hasFolder, setHasFolder] = useState<boolean | null>(null);
  useEffect(() => {
    let shown = true;
    engine()
      .engine.settings()
      .then(
        ({ runbooks }) => shown && setHasFolder(runbooks.folders.length > 0),
        // Not known is not none: the engine says it when a draft is to be kept.
        () => {},
      );
    return () => {
      shown = false;
    };
  }, []);
  return hasFolder;
}
