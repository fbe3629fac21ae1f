// The desktop journey on the checkout: the real window, the real engine, real pings.
import { expect, test } from 'vitest';
import { launchApp } from '../support/app.ts';
import { canDropAddress } from '../support/lab/drop-address.ts';
import { playJourney } from './journey.ts';

// Skipped where packet filter rules are not permitted: then no address can be taken away.
test.skipIf(!canDropAddress())('a shift on the floor, from the first start to a recovery', async () => {
  const app = await launchApp();
  try {
    await playJourney(app);
  } catch (error) {
    await app.page.screenshot({ path: 'tests/.artifacts/journey-failed.png' }).catch(() => {});
    throw error;
  } finally {
    await app.close();
  }
  // Lines of the engine; what Chromium says of a desktop without D-Bus is its own.
  expect(app.errorOutput()).not.toMatch(/^\S+Z error /m);
});
