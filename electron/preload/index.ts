// Hands the page its engine port and what is known about the engine's health; exposes nothing.
import { ipcRenderer } from 'electron';
import type { EngineStatus } from '../contract/host-link.ts';

ipcRenderer.on('engine-port', (event) => {
  window.postMessage({ type: 'engine-port' }, location.origin, [...event.ports]);
});
ipcRenderer.on('engine-status', (_event, status: EngineStatus) => {
  window.postMessage({ type: 'engine-status', ...status }, location.origin);
});
