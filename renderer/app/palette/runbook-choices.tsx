// What the palette finds of runbooks: each to be read or started, and the runs that go on. In a file of its own, fetched when
// the palette opens: the first picture needs none of it.
import { useEffect } from 'react';
import type { RunSummary } from '../../../electron/contract/model/run.ts';
import type { RunbookSummary } from '../../../electron/contract/model/runbook.ts';
import { useFollowLibrary } from '../../link/library.ts';
import { openDialog } from '../../store/dialogs.ts';
import { isBroken, isStartable, useLibraryStore } from '../../store/library.ts';
import { goTo } from '../../store/route.ts';
import { runWords } from '../../store/runbook-words.ts';
import { useWorld } from '../../store/world.ts';
import type { Choice } from './chooser.tsx';

/** Draws nothing: hands over what can be chosen, anew when it changes. */
export function RunbookChoices({ onChoices }: { readonly onChoices: (choices: readonly Choice[]) => void }) {
  useFollowLibrary();
  const runbooks = useLibraryStore((state) => state.runbooks);
  const runs = useWorld((world) => world.runs);
  useEffect(() => {
    const open = [...runs.values()].filter(({ endedAt }) => endedAt === null);
    onChoices([...open.map(openRun), ...(runbooks ?? []).flatMap(choicesOf)]);
  }, [runbooks, runs, onChoices]);
  return null;
}

function choicesOf(runbook: RunbookSummary): readonly Choice[] {
  const { id, title, owner, tags } = runbook;
  const named = `${title} ${id} ${tags.join(' ')} ${owner}`.toLowerCase();
  const read: Choice = {
    id: `runbook ${runbook.folder} ${runbook.file}`,
    text: `runbook ${named}`,
    run: () => goTo({ screen: 'runbooks', runbookId: id }),
    face: (
      <Face title={title || runbook.file} sub={isBroken(runbook) ? 'runbook, cannot be read' : 'runbook'} at={owner} />
    ),
  };
  if (!isStartable(runbook)) return [read];
  const start: Choice = {
    id: `start ${id}`,
    text: `run ${named}`,
    run: () => openDialog({ type: 'start-run', runbookId: id }),
    face: <Face title={`Run ${title}`} sub="runbook" at={owner} />,
  };
  return [read, start];
}

const openRun = (run: RunSummary): Choice => ({
  id: `run ${run.id}`,
  text: `${run.title} run under way ${run.pen}`.toLowerCase(),
  run: () => goTo({ screen: 'run', runId: run.id }),
  face: <Face title={run.title} sub={`${run.mode === 'dry' ? 'dry run' : 'run'}, ${runWords(run)}`} at={run.pen} />,
});

function Face({ title, sub, at }: { readonly title: string; readonly sub: string; readonly at: string }) {
  return (
    <>
      <b>{title}</b>
      <span className="sub">{sub}</span>
      <span className="caps">{at}</span>
    </>
  );
}
