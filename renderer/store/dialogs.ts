// Which dialog is open. Any feature may open one; the app shell draws it, so that features never import each other.
import { create } from 'zustand';
import type { HostKeyQuestion } from '../../electron/contract/model/health.ts';
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';

export type Dialog =
  | { readonly type: 'acknowledge'; readonly problemIds: readonly ProblemId[] }
  | { readonly type: 'host-form'; readonly hostId: HostId | null }
  | { readonly type: 'check-form'; readonly hostId: HostId; readonly checkId: CheckId | null }
  | { readonly type: 'remove-host'; readonly hostId: HostId }
  | { readonly type: 'remove-check'; readonly checkId: CheckId }
  | { readonly type: 'host-key'; readonly question: HostKeyQuestion }
  | { readonly type: 'vault' }
  | { readonly type: 'palette' }
  | { readonly type: 'keys' };

interface Dialogs {
  readonly open: Dialog | null;
}

export const useDialogs = create<Dialogs>()(() => ({ open: null }));

export const openDialog = (dialog: Dialog): void => useDialogs.setState({ open: dialog });
export const closeDialog = (): void => useDialogs.setState({ open: null });
