// Texts of a body with values put in, for people to read: a value that is not known stays visible as `${path}`.
import { resolveText } from '../core/run-values.ts';
import type { StepView, TextPlace } from './step.ts';

/** A place for each text of a record of fields; absent ones are left out. */
export const proseAt = (fields: Readonly<Record<string, string | undefined>>): readonly TextPlace[] =>
  Object.entries(fields).flatMap(([name, text]) =>
    text === undefined ? [] : [{ path: [name], text, use: 'prose' as const }],
  );

/** Puts values in, and gathers the names of what is not known yet. */
export function reading({ scope }: StepView) {
  const unknown = new Set<string>();
  return {
    read(text: string): string {
      const resolved = resolveText(text, scope);
      for (const path of resolved.unknown) unknown.add(path);
      return resolved.text;
    },
    unknown: (): readonly string[] => [...unknown],
  };
}
