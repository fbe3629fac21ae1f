// The desktop journey on the checkout: the real window, the real engine, real pings.
import { expect, test } from 'vitest';
import { whyNoAddressControl } from '../support/address.ts';
import { launchApp } from '../support/app.ts';
import { playJourney } from './journey.ts';

const refused = whyNoAddressControl();

test.skipIf(refused)(
  `a shift on the floor, from the first start to a recovery${refused ? ` (skipped: ${refused})` : ''}`,
  async () => {
    const app = await launchApp();
    try {
      await playJourney(app);
    } catch (error) {
      await app.page.screenshot({ path: 'tests/.artifacts/journey-failed.png' }).catch(() => {});
      throw error;
    } finally {
      await app.close();
    }
    expect(app.errorOutput()).not.toMatch(/ error /);
  },
);
