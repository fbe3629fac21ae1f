// The way out of this machine's network, as the system's routing table has it: from the kernel on Linux, from the system's
// own command elsewhere. Reading it sends nothing.
import { readFile } from 'node:fs/promises';
import { runProcess } from './process.ts';

const ANSWER_WITHIN_MS = 5_000;

/** Address of the default gateway, IPv4 before IPv6; null where there is none, or the system does not say. */
export async function defaultGateway(platform: NodeJS.Platform = process.platform): Promise<string | null> {
  try {
    if (platform === 'linux') return await ofLinux();
    const args = platform === 'win32' ? ['print', '-4', '0.0.0.0'] : ['-n', 'get', 'default'];
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const { stdout } = await runProcess({ file: 'route', args, signal });
    return gatewayInRouteOutput(stdout.toString('latin1'));
  } catch {
    // No such file, no such command, no answer: then nothing is known, which is an answer too.
    return null;
  }
}

async function ofLinux(): Promise<string | null> {
  const v4 = gatewayInProcRoute(await readFile('/proc/net/route', 'latin1').catch(() => ''));
  return v4 ?? gatewayInProcRoute6(await readFile('/proc/net/ipv6_route', 'latin1').catch(() => ''));
}

const GATEWAY_FLAG = 0x2;
const UP_FLAG = 0x1;

/** /proc/net/route: interface, destination, gateway, flags, …, metric, mask; addresses as hex, lowest byte first. */
export function gatewayInProcRoute(table: string): string | null {
  const routes = table.split('\n').flatMap((line) => {
    const [, destination, gateway = '', flags = '', , , metric = '', mask] = line.trim().split(/\s+/);
    if (destination !== '00000000' || mask !== '00000000' || !isVia(flags)) return [];
    const bytes = gateway.match(/^[0-9A-Fa-f]{8}$/) ? gateway.match(/../g) : null;
    const address = bytes?.map((byte) => Number.parseInt(byte, 16)).reverse();
    return address ? [{ address: address.join('.'), metric: Number(metric) }] : [];
  });
  return nearest(routes);
}

/** /proc/net/ipv6_route: destination and its length, source and its length, gateway, metric, …, flags, interface; in hex. */
export function gatewayInProcRoute6(table: string): string | null {
  const routes = table.split('\n').flatMap((line) => {
    const [destination = '', length, , , gateway = '', metric = '', , , flags = '', device = ''] = line.split(/\s+/);
    if (!/^0{32}$/.test(destination) || length !== '00' || !isVia(flags)) return [];
    const groups = gateway.match(/^[0-9a-f]{32}$/) ? gateway.match(/.{4}/g) : null;
    if (!groups) return [];
    const address = groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
    // An address of the link means nothing without the link.
    return [{ address: gateway.startsWith('fe8') ? `${address}%${device}` : address, metric: Number(`0x${metric}`) }];
  });
  return nearest(routes);
}

/** `route -n get default` of macOS and the BSDs; `route print` of Windows. */
export function gatewayInRouteOutput(output: string): string | null {
  const named = /^\s*gateway:\s*([0-9A-Fa-f.:]+(?:%\w+)?)\s*$/m.exec(output);
  if (named) return named[1] ?? null;
  const rows = output.matchAll(/^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+(\d+(?:\.\d+){3})\s+\S+\s+(\d+)\s*$/gm);
  return nearest([...rows].map(([, address = '', metric]) => ({ address, metric: Number(metric) })));
}

const isVia = (flags: string): boolean => {
  const set = Number.parseInt(flags, 16);
  return (set & UP_FLAG) !== 0 && (set & GATEWAY_FLAG) !== 0;
};

const nearest = (routes: readonly { readonly address: string; readonly metric: number }[]): string | null =>
  routes.toSorted((a, b) => a.metric - b.metric)[0]?.address ?? null;
