// Which dialogs are open, one over the other. Any feature may open one; the app shell draws it, so that features never import each other.
import { create } from 'zustand';
import type { HostKeyQuestion } from '../../electron/contract/model/health.ts';
import type { CheckId, HostId, ProblemId, TemplateId } from '../../electron/contract/model/ids.ts';

export type Dialog =
  | { readonly type: 'acknowledge'; readonly problemIds: readonly ProblemId[] }
  | { readonly type: 'host-form'; readonly hostId: HostId | null }
  | { readonly type: 'check-form'; readonly hostId: HostId; readonly checkId: CheckId | null }
  | { readonly type: 'remove-host'; readonly hostId: HostId }
  | { readonly type: 'remove-check'; readonly checkId: CheckId }
  | { readonly type: 'remove-hosts'; readonly hostIds: readonly HostId[] }
  | { readonly type: 'bulk-edit'; readonly hostIds: readonly HostId[] }
  | { readonly type: 'host-columns' }
  /** Without hosts: the whole inventory. */
  | { readonly type: 'export'; readonly hostIds: readonly HostId[] | null }
  | { readonly type: 'template-form'; readonly templateId: TemplateId | null }
  | { readonly type: 'remove-template'; readonly templateId: TemplateId }
  /** A name: that one is changed. */
  | { readonly type: 'credential-form'; readonly name: string | null }
  | { readonly type: 'remove-credential'; readonly name: string }
  | { readonly type: 'host-key'; readonly question: HostKeyQuestion }
  | { readonly type: 'vault' }
  | { readonly type: 'palette' }
  | { readonly type: 'keys' };

interface Dialogs {
  /** The one on top, which has the keys; null when none is open. */
  readonly open: Dialog | null;
  /** Those it was opened over, lowest first. They stay as they are: what was typed in them is not lost. */
  readonly below: readonly Dialog[];
}

export const useDialogs = create<Dialogs>()(() => ({ open: null, below: [] }));

/** Opens a dialog over what is open. One of a kind is enough: where it is open already, nothing happens. */
export const openDialog = (dialog: Dialog): void =>
  useDialogs.setState(({ open, below }) => {
    if (open === null) return { open: dialog, below };
    const known = [...below, open];
    return known.some(({ type }) => type === dialog.type) ? {} : { open: dialog, below: known };
  });
/** Closes the one on top; the one below has the keys again. */
export const closeDialog = (): void =>
  useDialogs.setState(({ below }) => ({ open: below.at(-1) ?? null, below: below.slice(0, -1) }));
