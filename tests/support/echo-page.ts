// A page for the echo engine: keeps each engine port's client and each status where a test can reach them.
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

declare global {
  interface Window {
    ports: MessagePort[];
    statuses: { state: string; reason: string | null; log: string[] }[];
    // biome-ignore lint/suspicious/noExplicitAny: tests call what the echo engine offers by name
    engine: any;
  }
}

window.ports = [];
window.statuses = [];
window.addEventListener('message', ({ data, ports: [port] }) => {
  if (data?.type === 'engine-status') window.statuses.push(data);
  if (data?.type !== 'engine-port' || !port) return;
  window.ports.push(port);
  window.engine = createORPCClient(new RPCLink({ port }));
  port.start();
  document.body.setAttribute('data-ready', String(window.ports.length));
});
