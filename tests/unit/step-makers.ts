// A step in the view of its kind: hosts that are there, values that are known, and nobody in particular.
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { RunbookStep, RunValue } from '../../electron/contract/model/runbook.ts';
import type { StepView } from '../../electron/engine/steps/step.ts';

export interface ViewParts {
  readonly step?: Partial<RunbookStep>;
  readonly inputs?: Readonly<Record<string, RunValue>>;
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, RunValue>>>>;
  readonly hosts?: readonly string[];
  /** Hosts nobody knows a way into. */
  readonly closed?: readonly string[];
  readonly specs?: StepView['inputs'];
  readonly problem?: StepView['problem'];
  readonly reach?: Readonly<Record<string, readonly string[]>>;
}

export function stepView(parts: ViewParts = {}): StepView {
  const { inputs = {}, outputs = {}, hosts = ['ams1-core-sw01', 'web-1', 'web-2'], closed = [], reach = {} } = parts;
  return {
    step: { id: 'it', title: 'The step', success: null, outputs: {}, ...parts.step } as RunbookStep,
    scope: {
      inputs,
      hostsOfInputs: {},
      outputs,
      host: { name: 'ams1-core-sw01', address: '10.0.4.17', site: 'ams1', role: '' },
      incident: null,
      run: { operator: 'A. Brandt', change: '', runbook: 'linux-disk-full' },
    },
    ...(parts.specs && { inputs: parts.specs }),
    targetsOf(on) {
      const names = typeof on === 'string' ? [on] : on;
      const there = names.filter((name) => hosts.includes(name));
      const targets = there.map((name) => {
        const user = closed.includes(name) ? '' : 'monitor';
        return { hostId: `id of ${name}` as HostId, name, address: '127.0.0.1', user };
      });
      return { targets, missing: names.filter((name) => !hosts.includes(name)) };
    },
    titleOf: (id) => `Title of ${id}`,
    problem: parts.problem ?? null,
    reach: (to) => reach[to] ?? [],
  };
}
