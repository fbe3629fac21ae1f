// The form before a run: what is typed, what the engine says of it, the refusal when it does not start. What was typed stays.
import type { IncidentId, ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { RunMode } from '../../../../electron/contract/model/runbook-words.ts';
import type { FormRefusal } from '../../../forms/refusal.ts';
import { useKeptForm } from '../../../forms/use-kept-form.ts';
import { selectIncidentOf } from '../../../store/incidents.ts';
import { useWorld } from '../../../store/world.ts';
import type { StartText } from './start-text.ts';
import { type Looked, useStartLook } from './use-start-look.ts';

interface From {
  readonly runbookId: string;
  readonly problemId: ProblemId | null;
  readonly incidentId: IncidentId | null;
  readonly mode: RunMode;
}

export interface StartForm {
  readonly text: StartText;
  readonly looked: Looked;
  readonly refusal: FormRefusal;
  readonly isSaving: boolean;
  readonly isDirty: boolean;
  set(change: Partial<StartText>): void;
  readonly save: ReturnType<typeof useKeptForm<StartText>>['save'];
}

export function useStartForm({ runbookId, problemId, incidentId, mode }: From): StartForm {
  const form = useKeptForm<StartText>(() => ({
    typed: {},
    mode,
    // Where the problem is in an incident already, its run belongs there.
    incidentId: incidentId ?? (problemId ? selectIncidentOf(useWorld.getState()).get(problemId)?.id : undefined) ?? '',
    change: '',
    windowId: '',
    outsideReason: '',
    accepted: false,
    withChecks: false,
  }));
  const looked = useStartLook({ runbookId, problemId, text: form.text });
  return { ...form, looked, refusal: merged(form.refusal, looked.refusal) };
}

/** What the start was refused for, and what is wrong with what is typed since. */
function merged(start: FormRefusal, look: FormRefusal): FormRefusal {
  const more = look.fields.filter(({ path }) => !start.fields.some((field) => field.path === path));
  return { ...start, fields: [...start.fields, ...more], sentence: start.sentence ?? look.sentence };
}
