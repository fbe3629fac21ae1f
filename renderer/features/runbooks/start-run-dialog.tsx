// Before a run: which runbook, where that is not said yet; then its inputs, what stands in its way, its change and window.
import { useState } from 'react';
import type { IncidentId, ProblemId } from '../../../electron/contract/model/ids.ts';
import type { RunMode } from '../../../electron/contract/model/runbook-words.ts';
import type { Dialog } from '../../store/dialogs.ts';
import { useLibraryStore } from '../../store/library.ts';
import { ChooseRunbook } from './start/choose-runbook.tsx';
import { StartForm } from './start/start-form.tsx';
import { useStartForm } from './start/use-start-form.ts';
import '../../forms/forms.css';
import './start.css';
import './steps.css';

type Props = Omit<Extract<Dialog, { type: 'start-run' }>, 'type'>;

export function StartRunDialog({ runbookId, problemId, incidentId, mode = 'live' }: Props) {
  const [chosen, setChosen] = useState(runbookId);
  if (chosen === null) return <ChooseRunbook problemId={problemId ?? null} onPick={setChosen} />;
  return (
    <Start key={chosen} runbookId={chosen} problemId={problemId ?? null} incidentId={incidentId ?? null} mode={mode} />
  );
}

interface StartProps {
  readonly runbookId: string;
  readonly problemId: ProblemId | null;
  readonly incidentId: IncidentId | null;
  readonly mode: RunMode;
}

function Start(props: StartProps) {
  const form = useStartForm(props);
  const known = useLibraryStore((state) => state.runbooks?.find(({ id }) => id === props.runbookId)?.title);
  return <StartForm form={form} problemId={props.problemId} title={known ?? props.runbookId} />;
}
