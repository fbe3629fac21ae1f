// Every service has its limits, and refuses (or cuts in the middle of a character) what is longer. Pure.
import { createHash } from 'node:crypto';
import type { Notice } from '../../contract/model/notice.ts';
import { isWebAddress } from './fields.ts';

/** The text, or its longest beginning with '…' behind it that `measure` finds to be within `limit`. Never half a character. */
export function cut(text: string, limit: number, measure: (text: string) => number = (one) => one.length): string {
  const whole = text.toWellFormed();
  if (measure(whole) <= limit) return whole;
  const characters = Array.from(whole);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${characters.slice(0, middle).join('')}…`) <= limit) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}

/** Bytes of UTF-8. */
export const bytes = (text: string): number => Buffer.byteLength(text);

/** The notice's conversation as a key of the other end; hashed where it is longer than that end takes, or holds what it does not. */
export function conversationKey(notice: Notice, limit: number, allowed: RegExp = /^[\u0020-\u007e]+$/): string {
  const key = `watchfloor:${notice.conversation}`;
  return key.length <= limit && allowed.test(key) ? key : `watchfloor:${shortHash(notice.conversation)}`;
}

/** 32 hexadecimal digits that stand for a text. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The links a browser can open. */
export const webLinks = (notice: Notice): Notice['links'] => notice.links.filter(({ url }) => isWebAddress(url));

/** Whether the conversation is over with this notice. */
export const endsIt = (notice: Notice): boolean => notice.kind === 'all-clear';
