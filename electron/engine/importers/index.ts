// The registry of importers: one line each.
import type { FileFinding } from '../../contract/model/inventory-change.ts';
import { inOrder } from './findings.ts';
import type { Importer, ReadOptions } from './importer.ts';
import { readCsvSteps } from './inventory-csv.ts';
import { readInventorySteps } from './inventory-yaml.ts';

export const importers: readonly Importer[] = [
  { format: 'yaml', read: readInventorySteps },
  { format: 'csv', read: readCsvSteps },
];

/** What is wrong in a file by itself, in its order: without `knownHosts`, parents outside of it are warnings. */
export function lintInventory(text: string, format: Importer['format'], options: ReadOptions): readonly FileFinding[] {
  const importer = importers.find((one) => one.format === format);
  if (!importer) throw new Error(`There is no importer for ${format}.`);
  const steps = importer.read(text, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return inOrder(step.value.findings);
  }
}
