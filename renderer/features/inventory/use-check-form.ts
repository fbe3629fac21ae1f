// A check while it is typed: its kind, its parameters, when it tells; trying it, and handing it to the engine.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Check, CheckDraft } from '../../../electron/contract/model/check.ts';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { ProbeKindInfo } from '../../../electron/contract/model/kind.ts';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../forms/refusal.ts';
import { parseDuration } from '../../lib/duration-text.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import type { Outcome } from '../../ui/kind-form/probe-outcome.tsx';
import { type CheckText, checkOfText, emptyCheck, textOfCheck } from './check-text.ts';
import { unreadable } from './policy-text.ts';

const DEFAULT_TRY_MS = 10_000;
const MOST_TRY_MS = 60_000;

function tryProbe(text: CheckText, host: Host, check: Check | null, signal: AbortSignal) {
  const timeoutMs = Math.min(MOST_TRY_MS, parseDuration(text.policy.timeout) ?? DEFAULT_TRY_MS);
  // A check that exists lends its secrets: they never came to this window.
  const lent = check && check.kind === text.kind ? { checkId: check.id } : {};
  const what = {
    kind: text.kind,
    address: host.address,
    config: text.config as CheckDraft['config'] & object,
    timeoutMs,
    ...lent,
  };
  return engine().monitoring.tryProbe(what, { signal });
}

async function saveCheck(draft: CheckDraft, check: Check | null, every: string): Promise<void> {
  const { inventory } = engine();
  if (check) {
    const saved = await inventory.editCheck({ checkId: check.id, check: draft });
    say(`${saved.name} is changed.`);
  } else {
    const saved = await inventory.addCheck(draft);
    say(`${saved.name} runs now, then every ${every}.`);
  }
}

/** `first` is the kind a new check begins with; `isFirst` says that the host has no alive check yet. */
export function useCheckForm(host: Host, check: Check | null, first: ProbeKindInfo | undefined, isFirst: boolean) {
  const [start] = useState(() => (check ? textOfCheck(check) : emptyCheck(first, isFirst)));
  const [text, setText] = useState(start);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [busy, setBusy] = useState<'saving' | 'trying' | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const trial = useRef<AbortController | null>(null);
  useEffect(() => () => trial.current?.abort(), []);

  /** Another kind has other parameters and its own pace; the name stays when somebody typed one. */
  const choose = (info: ProbeKindInfo) => {
    setText((now) => ({ ...emptyCheck(info, isFirst), name: now.name, enabled: now.enabled }));
    setRefusal(NO_REFUSAL);
    setOutcome(null);
  };
  const save = async (info: ProbeKindInfo | undefined) => {
    const fields = unreadable(text.policy);
    setRefusal({ fields, sentence: null });
    if (fields.length > 0) return;
    setBusy('saving');
    try {
      await saveCheck({ hostId: host.id, ...checkOfText(text, info) }, check, text.policy.interval);
      closeDialog();
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(null);
    }
  };
  const tryIt = async () => {
    trial.current?.abort();
    const mine = new AbortController();
    trial.current = mine;
    setBusy('trying');
    setRefusal(NO_REFUSAL);
    try {
      const answer = await tryProbe(text, host, check, mine.signal);
      if (!mine.signal.aborted) setOutcome(answer);
    } catch (error) {
      if (!mine.signal.aborted) setRefusal(refusalOf(error));
    } finally {
      if (trial.current === mine && !mine.signal.aborted) setBusy(null);
    }
  };
  const isDirty = JSON.stringify(text) !== JSON.stringify(start);
  const set = (change: Partial<CheckText>) => setText((now) => ({ ...now, ...change }));
  return { text, refusal, busy, outcome, isDirty, set, choose, save, tryIt };
}

/** Ctrl+T. */
export const isTryKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 't';
