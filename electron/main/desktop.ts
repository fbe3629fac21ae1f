// What the desktop can do for the engine: notifications and the tray.
import { Notification } from 'electron';
import type { HostRequest } from '../contract/host-link.ts';

type DesktopRequest = Extract<HostRequest, { ask: 'notify' | 'tray' }>;

/** Does what the engine asks; false where this desktop cannot. Throws in words when it refuses. */
export function answerDesktopRequest(request: DesktopRequest): boolean {
  if (request.ask === 'tray' || !Notification.isSupported()) return false;
  new Notification({ title: request.title, body: request.body, silent: true }).show();
  return true;
}
