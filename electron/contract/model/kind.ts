// What a probe kind says of itself: enough for a form to draw itself and for charts to name their axes.
import type { JsonObject } from './check.ts';

export interface MetricInfo {
  /** Name, or prefix with a trailing '.*' for families: 'disk.used.*'. */
  readonly name: string;
  readonly label: string;
  readonly unit: string;
}

export interface ProbeKindInfo {
  readonly kind: string;
  readonly title: string;
  /** One sentence: what it does and when to use it. */
  readonly about: string;
  /** JSON Schema (draft 2020-12) of `config`; a field with `secret: true` is never sent back in the clear. */
  readonly schema: JsonObject;
  readonly metrics: readonly MetricInfo[];
  readonly defaults: { readonly intervalMs: number; readonly timeoutMs: number };
  /** May serve as a host's alive check. */
  readonly canBeAlive: boolean;
}
