// Whether two spellings are one person: nobody gets around a PIN by a space.
import { nameKey } from '../../contract/model/name-key.ts';

/** 'm.  okafor ' is M. Okafor, and so is whoever has something invisible in that name. */
export const sameName = (a: string, b: string): boolean => plainName(a) === plainName(b);

const plainName = (name: string): string =>
  nameKey(name)
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/\s+/gu, ' ');
