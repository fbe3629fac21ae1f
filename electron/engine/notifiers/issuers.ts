// Certificates of the house: a file of issuers that are trusted besides the public ones.
import { readFile } from 'node:fs/promises';
import { DeliveryFailure } from './notifier.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file, read at each delivery so that a renewed one counts at once; '' has none. Rejects in words. */
export async function readIssuers(file: string): Promise<readonly string[]> {
  if (file === '') return [];
  const text = await readFile(file, 'latin1').catch((error: NodeJS.ErrnoException) => {
    throw new DeliveryFailure(`Issuers file ${file} cannot be read: ${error.code ?? error.message}. Nothing was sent.`);
  });
  const issuers = text.match(BLOCK) ?? [];
  if (issuers.length === 0) {
    throw new DeliveryFailure(`Issuers file ${file} holds no certificate in PEM form. Nothing was sent.`);
  }
  return issuers;
}
