// Adding, editing, trying and removing by keyboard, against an engine that plays its part over a real message port.
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { CheckForm } from '../../renderer/features/inventory/check-form.tsx';
import { HostForm } from '../../renderer/features/inventory/host-form.tsx';
import { RemoveCheck, RemoveHost } from '../../renderer/features/inventory/remove-dialogs.tsx';
import { attachEngine } from '../../renderer/link/client.ts';
import { openDialog, useDialogs } from '../../renderer/store/dialogs.ts';
import { useRoute } from '../../renderer/store/route.ts';
import { useSaying } from '../../renderer/store/say.ts';
import { useWorld } from '../../renderer/store/world.ts';
import { createScriptedEngine, type ScriptedEngine } from '../support/scripted-engine.ts';
import { quietNight } from '../support/worlds.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
let engine: ScriptedEngine;
let ports: MessageChannel;
let engines = 0;

beforeEach(() => {
  engine = createScriptedEngine(quietNight(5, NOW), () => NOW);
  ports = new MessageChannel();
  engine.serve(ports.port1);
  attachEngine(ports.port2);
  engines += 1;
  useWorld.setState({ ...engine.world(), engineId: `engine-${engines}`, link: 'live' }, true);
  useRoute.setState({ route: { screen: 'inventory' }, past: [] });
  openDialog({ type: 'host-form', hostId: null });
});

afterEach(() => {
  cleanup();
  ports.port1.close();
  ports.port2.close();
});

const hostNamed = (name: string) => [...engine.world().hosts.values()].find((host) => host.name === name)!;
const checkOf = (hostId: HostId) => [...engine.world().checks.values()].find((check) => check.hostId === hostId)!;
const isClosed = () => expect(useDialogs.getState().open).toBeNull();
const lastCall = (name: string) => engine.calls.findLast((call) => call.name === name)?.input as Record<string, never>;

describe('adding a host', () => {
  test('name, Tab, address, Ctrl+Enter: it is watched by a ping, and shown', async () => {
    const user = userEvent.setup();
    render(<HostForm hostId={null} />);
    await screen.findByRole('checkbox', { name: 'Ping' });
    screen.getByLabelText('Name').focus();
    await user.keyboard('ams1-web-22{Tab}10.0.4.17{Control>}{Enter}{/Control}');
    await waitFor(isClosed);
    expect(lastCall('addHost')).toMatchObject({
      host: { name: 'ams1-web-22', address: '10.0.4.17', site: 'main' },
      checks: [{ kind: 'ping', name: 'ping', alive: true }],
    });
    expect(useRoute.getState().route).toMatchObject({ screen: 'host', hostId: hostNamed('ams1-web-22').id });
    expect(useSaying.getState().saying?.text).toBe('ams1-web-22 is watched now.');
  });

  test('an address alone is enough', async () => {
    const user = userEvent.setup();
    render(<HostForm hostId={null} />);
    await user.type(screen.getByLabelText('Address'), 'web-9.ams1.example.org{Enter}');
    await waitFor(isClosed);
    expect(lastCall('addHost')).toMatchObject({ host: { name: 'web-9', address: 'web-9.ams1.example.org' } });
  });

  test('a taken name is said at the name, and nothing typed is lost', async () => {
    const user = userEvent.setup();
    render(<HostForm hostId={null} />);
    await user.type(screen.getByLabelText('Name'), 'nas-01');
    await user.type(screen.getByLabelText('Address'), '10.9.9.9');
    await user.type(screen.getByLabelText(/Tags/), 'linux,tier-1,');
    await user.keyboard('{Control>}{Enter}{/Control}');
    const name = screen.getByLabelText('Name');
    await waitFor(() => expect(name.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText(/is taken/)).toBeTruthy();
    expect(screen.getByLabelText('Address')).toHaveProperty('value', '10.9.9.9');
    expect(screen.getByText('tier-1')).toBeTruthy();
    expect(useDialogs.getState().open).not.toBeNull();
  });

  test('when the engine cannot write, it says what failed and what was kept', async () => {
    const user = userEvent.setup();
    render(<HostForm hostId={null} />);
    engine.refuse('The data folder is full. Nothing was changed.');
    await user.type(screen.getByLabelText('Name'), 'x{Enter}');
    await screen.findByText(/What you typed is kept/);
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'x');
  });

  test('add, then another: site and tags stay, name and address are empty and ready', async () => {
    const user = userEvent.setup();
    render(<HostForm hostId={null} />);
    await user.type(screen.getByLabelText(/Role/), 'web');
    await user.type(screen.getByLabelText('Name'), 'ams1-web-30');
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    await screen.findByText('ams1-web-30 is watched now.');
    expect(screen.getByLabelText('Name')).toHaveProperty('value', '');
    expect(screen.getByLabelText(/Role/)).toHaveProperty('value', 'web');
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
    expect(useDialogs.getState().open).not.toBeNull();
  });

  test('a kind that has to be told something asks for it', async () => {
    const user = userEvent.setup();
    render(<HostForm hostId={null} />);
    await user.type(screen.getByLabelText('Name'), 'db-9');
    await user.click(await screen.findByRole('checkbox', { name: 'TCP port' }));
    await user.type(screen.getByLabelText('Port'), '5432');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(isClosed);
    expect(lastCall('addHost')).toMatchObject({
      checks: [
        { kind: 'ping', alive: true },
        { kind: 'tcp', alive: false, config: { port: 5432 } },
      ],
    });
  });

  test('parents: only hosts that exist, and what they mean is said', async () => {
    const user = userEvent.setup();
    render(<HostForm hostId={null} />);
    const behind = screen.getByLabelText(/Stands behind/);
    await user.type(behind, 'nowhere{Enter}');
    expect(screen.getByText('there is no "nowhere"')).toBeTruthy();
    await user.clear(behind);
    await user.type(behind, 'gateway{Enter}switch-01{Enter}');
    expect(screen.getByText('Any one of them is enough.')).toBeTruthy();
    await user.type(screen.getByLabelText('Group of gateway'), 'a');
    expect(screen.getByText('One of each group is needed.')).toBeTruthy();
    await user.type(screen.getByLabelText('Name'), 'leaf{Enter}');
    await waitFor(isClosed);
    expect(lastCall('addHost')).toMatchObject({
      host: {
        parents: [
          { hostId: hostNamed('gateway').id, group: 'a' },
          { hostId: hostNamed('switch-01').id, group: '' },
        ],
      },
    });
  });

  test('Esc asks once before it throws away what was typed', async () => {
    const user = userEvent.setup();
    const { container } = render(<HostForm hostId={null} />);
    const cancel = () => container.querySelector('dialog')!.dispatchEvent(new Event('cancel', { cancelable: true }));
    await user.type(screen.getByLabelText('Name'), 'x');
    cancel();
    await screen.findByText(/Esc again/);
    expect(useDialogs.getState().open).not.toBeNull();
    cancel();
    await waitFor(isClosed);
  });
});

test('editing a host sends it whole', async () => {
  const user = userEvent.setup();
  const host = hostNamed('nas-01');
  render(<HostForm hostId={host.id} />);
  await user.type(screen.getByLabelText(/Notes/), 'ask M. first');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(isClosed);
  const { id, ...rest } = host;
  expect(lastCall('editHost')).toEqual({ hostId: id, host: { ...rest, notes: 'ask M. first' } });
});

describe('a check', () => {
  test('kind, parameters, plain words for the policy, Ctrl+Enter', async () => {
    const user = userEvent.setup();
    const host = hostNamed('web-01');
    render(<CheckForm hostId={host.id} checkId={null} />);
    await user.click(await screen.findByRole('radio', { name: 'TCP port' }));
    await user.type(screen.getByLabelText('Port'), '443');
    const interval = screen.getByLabelText('Interval');
    await user.clear(interval);
    await user.type(interval, '5 min');
    await user.clear(screen.getByLabelText('Retry interval'));
    await user.type(screen.getByLabelText('Retry interval'), '20');
    expect(screen.getByText(/Somebody is told 40 s after/)).toBeTruthy();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(isClosed);
    expect(lastCall('addCheck')).toMatchObject({
      hostId: host.id,
      name: 'tcp port',
      kind: 'tcp',
      config: { port: 443 },
      policy: { intervalMs: 300_000, retryIntervalMs: 20_000, timeoutMs: 5_000 },
    });
  });

  test('a span that is none is said in words before the engine is asked', async () => {
    const user = userEvent.setup();
    render(<CheckForm hostId={hostNamed('web-01').id} checkId={null} />);
    const interval = await screen.findByLabelText('Interval');
    await user.clear(interval);
    await user.type(interval, 'soon');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/Interval: must be a span of time/);
    expect(interval.getAttribute('aria-invalid')).toBe('true');
    expect(lastCall('addCheck')).toBeUndefined();
  });

  test('Ctrl+T tries it and stores nothing', async () => {
    const user = userEvent.setup();
    const host = hostNamed('web-01');
    render(<CheckForm hostId={host.id} checkId={null} />);
    (await screen.findByLabelText('Name')).focus();
    await user.keyboard('{Control>}t{/Control}');
    const outcome = await waitFor(() => document.querySelector<HTMLElement>('.outcome')!);
    expect(within(outcome).getByText(/not stored/)).toBeTruthy();
    expect(lastCall('addCheck')).toBeUndefined();
  });

  test('editing keeps its kind and lends its secrets to a trial', async () => {
    const host = hostNamed('web-01');
    const check = checkOf(host.id);
    render(<CheckForm hostId={host.id} checkId={check.id} />);
    expect(await screen.findByLabelText('Name')).toHaveProperty('value', check.name);
    expect(screen.queryByRole('radio')).toBeNull();
  });

  test('one that is gone meanwhile says so', async () => {
    render(<CheckForm hostId={hostNamed('web-01').id} checkId={'no-such' as CheckId} />);
    expect(screen.getByText(/It was removed meanwhile/)).toBeTruthy();
  });
});

describe('removing', () => {
  test('starts on "keep", says what goes and what stays, and goes on with Ctrl+Enter', async () => {
    const user = userEvent.setup();
    const gateway = hostNamed('gateway');
    useRoute.setState({ route: { screen: 'host', hostId: gateway.id }, past: [] });
    render(<RemoveHost hostId={gateway.id} />);
    expect(document.activeElement?.textContent).toContain('Keep it');
    expect(screen.getByText(/its place before/).textContent).toContain('nas-01');
    expect(screen.getByText(/stays in the journal/)).toBeTruthy();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(isClosed);
    expect(lastCall('removeHost')).toEqual({ hostId: gateway.id });
    expect(useRoute.getState().route).toEqual({ screen: 'inventory' });
  });

  test('a refusal stays on screen', async () => {
    const user = userEvent.setup();
    const check = checkOf(hostNamed('nas-01').id);
    engine.refuse('The data folder is full. Nothing was changed.');
    render(<RemoveCheck checkId={check.id} />);
    expect(screen.getByText(/the word on whether nas-01 is up/)).toBeTruthy();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/It is still there/);
    expect(useDialogs.getState().open).not.toBeNull();
  });
});
