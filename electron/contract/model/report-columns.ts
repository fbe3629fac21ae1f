// How columns of a report are read, wherever they are read: on screen and on paper. Without the contract's parser.
import type { RowSet } from './report.ts';

/** The engine counts 1 to 4; people read SEV1 to SEV4. */
export const isSeverityColumn = ({ key, type }: RowSet['columns'][number]): boolean =>
  key === 'severity' && type === 'count';
