// Pure: several severities in words.
import { SEVERITIES } from '../../../electron/contract/model/severity-of.ts';

/** "every severity", "SEV1, SEV2". */
export const severityWords = (severities: readonly number[]): string =>
  severities.length === SEVERITIES.length
    ? 'every severity'
    : severities
        .toSorted((a, b) => a - b)
        .map((one) => `SEV${one}`)
        .join(', ');
