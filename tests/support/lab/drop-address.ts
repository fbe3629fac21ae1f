// A dead host: echo requests to one loopback address are dropped by a table of our own in the packet filter.
import { execFileSync } from 'node:child_process';

/** Whether this user may set packet filter rules; where not, say that the test was skipped. */
export function canDropAddress(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync('nft', ['list', 'tables'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Makes `address` (127.x.y.z) dead for ICMP; the returned function brings it back. */
export function dropAddress(address: string): () => void {
  const table = `watchfloor_lab_${process.pid}_${address.replaceAll('.', '_')}`;
  const rules = `table inet ${table} {
    chain out { type filter hook output priority 0; ip daddr ${address} icmp type echo-request drop; }
  }`;
  execFileSync('nft', ['-f', '-'], { input: rules });
  return () => execFileSync('nft', ['delete', 'table', 'inet', table]);
}
