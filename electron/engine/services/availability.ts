// Placeholder until the service is written.
import type { AvailabilityReport } from '../../contract/model/availability.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { Store } from '../store/open.ts';
import type { World } from './world.ts';

export interface AvailabilityInput {
  readonly from: number;
  readonly to: number;
  readonly hostIds?: readonly HostId[] | undefined;
  readonly checks: boolean;
  readonly maintenance: 'exclude' | 'good';
  readonly unreachable: 'own' | 'good' | 'bad';
}

export interface AvailabilityService {
  report(input: AvailabilityInput): AvailabilityReport;
}

export function createAvailability(_store: Store, _world: World): AvailabilityService {
  return {
    report() {
      throw new Error('not written yet');
    },
  };
}
