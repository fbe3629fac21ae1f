// Names as DNS has them, from what people type. Pure.
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A name as it crosses the wire: '.', or labels of 1 to 63 characters, 253 together (RFC 1035); null when it is none. */
export function wireName(name: string): string | null {
  const ascii = /^[\x21-\x7e]*$/.test(name) ? name : domainToASCII(name);
  if (ascii === '.') return ascii;
  const bare = ascii.replace(/\.$/, '');
  return bare.length <= 253 && bare.split('.').every((label) => /^[!-~]{1,63}$/.test(label)) ? bare : null;
}

/** Where the name of an IP address stands: 1.0.0.127.in-addr.arpa (RFC 1035, 3.5), ….ip6.arpa (RFC 3596, 2.5). */
export function reverseName(address: string): string {
  if (isIP(address) === 4) return `${address.split('.').toReversed().join('.')}.in-addr.arpa`;
  // A URL writes every IPv6 address in one way: hexadecimal, the longest run of zeros as '::'.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter(Boolean));
  const words = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  const digits = words.map((word) => word.padStart(4, '0')).join('');
  return `${[...digits].toReversed().join('.')}.ip6.arpa`;
}
