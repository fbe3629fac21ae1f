// Many hosts at once, templates and credentials, against an engine that plays its part over a real message port.
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CheckId, TemplateId } from '../../electron/contract/model/ids.ts';
import { BulkEdit } from '../../renderer/features/inventory/bulk/bulk-edit.tsx';
import { RemoveHosts } from '../../renderer/features/inventory/bulk/remove-hosts.tsx';
import { CheckForm } from '../../renderer/features/inventory/check-form.tsx';
import { CredentialForm } from '../../renderer/features/inventory/credentials/credential-form.tsx';
import { HostForm } from '../../renderer/features/inventory/host-form.tsx';
import { RemoveCheck, RemoveCredential, RemoveTemplate } from '../../renderer/features/inventory/remove-dialogs.tsx';
import { TemplateForm } from '../../renderer/features/inventory/templates/template-form.tsx';
import { attachEngine } from '../../renderer/link/client.ts';
import { openDialog, useDialogs } from '../../renderer/store/dialogs.ts';
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
  sync();
  useDialogs.setState({ open: null, below: [] });
  openDialog({ type: 'host-columns' });
});
afterEach(() => {
  cleanup();
  ports.port1.close();
  ports.port2.close();
});

/** The window knows what the engine knows. */
const sync = () => useWorld.setState({ ...engine.world(), engineId: `many-${engines}`, link: 'live' }, true);
const everyHost = () => [...engine.world().hosts.keys()];
const isClosed = () => expect(useDialogs.getState().open).toBeNull();
const calls = (name: string) =>
  engine.calls.filter((call) => call.name === name).map((call) => call.input as Record<string, never>);
const send = (user: ReturnType<typeof userEvent.setup>) => user.keyboard('{Control>}{Enter}{/Control}');

describe('a bulk edit', () => {
  test('typing ticks it, the preview says every change, and nothing is done before it is asked', async () => {
    const user = userEvent.setup();
    render(<BulkEdit hostIds={everyHost()} />);
    await user.type(screen.getByLabelText('Site'), 'ams1');
    expect(screen.getByLabelText('Change the site')).toHaveProperty('checked', true);
    await send(user);
    await screen.findByText('This will change');
    const list = screen.getByRole('region', { name: 'Changes' });
    expect(list.querySelectorAll('.change-rows > li').length).toBe(5);
    expect(within(list).getAllByText('5 ×').length).toBe(1);
    expect(screen.getByText(/there is no undo/)).toBeTruthy();
    expect([...engine.world().hosts.values()].every((host) => host.site === 'main')).toBe(true);
    await user.keyboard('{Enter}');
    expect(calls('bulkEdit').length).toBe(1);
    await send(user);
    await waitFor(isClosed);
    expect(calls('bulkEdit').map(({ dryRun, change }) => [dryRun, change])).toEqual([
      [true, { site: 'ams1' }],
      [false, { site: 'ams1' }],
    ]);
    expect(useSaying.getState().saying?.text).toBe('5 hosts changed. Every change is in the journal.');
  });
  test('unticking takes it back; with nothing ticked there is nothing to preview', async () => {
    const user = userEvent.setup();
    render(<BulkEdit hostIds={everyHost()} />);
    await user.type(screen.getByLabelText('Owner'), 'night');
    await user.click(screen.getByLabelText('Change owner'));
    expect(screen.getByLabelText('Owner')).toHaveProperty('value', '');
    await user.click(screen.getByLabelText('Site'));
    await send(user);
    await screen.findByText('Nothing is ticked yet.');
    expect(calls('bulkEdit')).toEqual([]);
  });
  test('checks of one kind are switched off and looked at less often', async () => {
    const user = userEvent.setup();
    render(<BulkEdit hostIds={everyHost()} />);
    await user.selectOptions(await screen.findByLabelText('Which checks'), 'Ping, 5');
    await user.selectOptions(screen.getByLabelText('Switched'), 'off');
    await user.type(screen.getByLabelText('Look every'), '5 min');
    await send(user);
    await screen.findByText('This will change');
    expect(screen.getAllByText('policy.intervalMs').length).toBeGreaterThan(0);
    expect(calls('bulkEdit')[0]).toMatchObject({
      change: { checks: { kind: 'ping', enabled: false, policy: { intervalMs: 300_000 } } },
    });
  });
  test('what is no span is said at its field, and the engine is not asked', async () => {
    const user = userEvent.setup();
    render(<BulkEdit hostIds={everyHost()} />);
    await user.type(screen.getByLabelText('Look every'), 'soon');
    await send(user);
    await waitFor(() => expect(screen.getByLabelText('Look every').getAttribute('aria-invalid')).toBe('true'));
    expect(calls('bulkEdit')).toEqual([]);
  });
  test('a preview that changes nothing cannot be applied', async () => {
    const user = userEvent.setup();
    render(<BulkEdit hostIds={everyHost()} />);
    await user.type(screen.getByLabelText('Site'), 'main');
    await send(user);
    await screen.findByText(/just so already/);
    await send(user);
    expect(calls('bulkEdit').length).toBe(1);
  });
  test('back keeps what was ticked', async () => {
    const user = userEvent.setup();
    render(<BulkEdit hostIds={everyHost()} />);
    await user.type(screen.getByLabelText('Site'), 'ams1');
    await send(user);
    await screen.findByText('This will change');
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(await screen.findByLabelText('Site')).toHaveProperty('value', 'ams1');
  });
});

test('many hosts are removed only when their number was typed', async () => {
  const user = userEvent.setup();
  render(<RemoveHosts hostIds={everyHost()} />);
  expect(screen.getByText(/5 checks of theirs/)).toBeTruthy();
  const field = screen.getByLabelText('Type 5 to go on');
  await user.type(field, '4');
  await send(user);
  expect(calls('removeHosts')).toEqual([]);
  await user.clear(field);
  await user.type(field, '5');
  await send(user);
  await waitFor(isClosed);
  expect(calls('removeHosts')[0]?.hostIds).toHaveLength(5);
});

test('asset record and links go with the host', async () => {
  const user = userEvent.setup();
  const host = [...engine.world().hosts.values()].find(({ name }) => name === 'nas-01')!;
  render(<HostForm hostId={host.id} />);
  await user.type(screen.getByLabelText(/^Serial/), '8KX41Q3');
  await user.selectOptions(screen.getByLabelText(/^Lifecycle/), 'in service');
  await user.type(screen.getByLabelText('Title of link 1'), 'Console');
  await user.type(screen.getByLabelText('Address of link 1'), 'https://ilo.example.org/');
  await send(user);
  await waitFor(isClosed);
  expect(calls('editHost')[0]).toMatchObject({
    host: {
      asset: { serial: '8KX41Q3', lifecycle: 'in-service' },
      links: [{ title: 'Console', url: 'https://ilo.example.org/' }],
    },
  });
});

describe('a template', () => {
  const make = async (user: ReturnType<typeof userEvent.setup>) => {
    const hosts = [...engine.world().hosts.values()].slice(0, 3);
    engine.push(...hosts.map((host) => ({ type: 'host' as const, host: { ...host, tags: ['linux'] } })));
    sync();
    render(<TemplateForm templateId={null} />);
    await user.type(await screen.findByLabelText('Name of the template'), 'Linux server');
    await user.type(screen.getByLabelText('Tag of the hosts'), 'linux');
    await user.selectOptions(screen.getByLabelText('What to check'), 'TCP port');
    await user.type(screen.getByLabelText('Name'), 'ssh');
    await user.type(screen.getByLabelText('Port'), '22');
  };

  test('says what saving comes to, and the hosts with the tag get its checks', async () => {
    const user = userEvent.setup();
    await make(user);
    await screen.findByText('3 hosts carry the tag linux: 3 checks come.');
    await send(user);
    await waitFor(isClosed);
    expect(calls('putTemplate')[0]).toMatchObject({
      template: {
        name: 'Linux server',
        tag: 'linux',
        checks: [{ name: 'ssh', kind: 'tcp', config: { port: 22 }, policy: { intervalMs: 60_000 } }],
      },
    });
  });
  test('a second check has fields of its own', async () => {
    const user = userEvent.setup();
    await make(user);
    await user.click(screen.getByRole('button', { name: /Add check/ }));
    expect(screen.getByLabelText('Name')).toHaveProperty('value', '');
    await user.type(screen.getByLabelText('Name'), 'alive');
    await user.click(screen.getByRole('radio', { name: 'ssh' }));
    expect(screen.getByLabelText('Port')).toHaveProperty('value', '22');
    await send(user);
    await waitFor(isClosed);
    const [put] = calls('putTemplate') as unknown as { template: { checks: { name: string }[] } }[];
    expect(put?.template.checks.map(({ name }) => name)).toEqual(['ssh', 'alive']);
  });
  test('a span that is none brings its check to the front', async () => {
    const user = userEvent.setup();
    await make(user);
    await user.clear(screen.getByLabelText('Interval'));
    await user.click(screen.getByRole('button', { name: /Add check/ }));
    await send(user);
    await screen.findByText(/must be a span of time/);
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'ssh');
    expect(calls('putTemplate')).toEqual([]);
  });
  test('a check that came from it leads to it instead of a form', async () => {
    const user = userEvent.setup();
    await make(user);
    await send(user);
    await waitFor(isClosed);
    sync();
    const template = engine.world().templates[0]!;
    const made = [...engine.world().checks.values()].find((check) => check.template === template.id)!;
    cleanup();
    openDialog({ type: 'check-form', hostId: made.hostId, checkId: made.id as CheckId });
    render(<CheckForm hostId={made.hostId} checkId={made.id} />);
    expect(screen.getByText('ssh comes from a template')).toBeTruthy();
    expect(screen.getByText(/3 hosts now/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /Edit the template/ }));
    expect(useDialogs.getState().open).toEqual({ type: 'template-form', templateId: template.id });
    cleanup();
    render(<RemoveCheck checkId={made.id} />);
    expect(screen.getByText('It comes from the template Linux server: take it away there.')).toBeTruthy();
    cleanup();
    render(<RemoveTemplate templateId={template.id} />);
    expect(screen.getByText(/3 checks it made on 3 hosts/)).toBeTruthy();
  });
  test('one that is gone meanwhile says so', () => {
    render(<TemplateForm templateId={'t-none' as TemplateId} />);
    expect(screen.getByText(/It was removed meanwhile/)).toBeTruthy();
  });
});

describe('a credential', () => {
  test('is given a name and a secret, and the secret is nowhere afterwards', async () => {
    const user = userEvent.setup();
    render(<CredentialForm name={null} />);
    await user.type(screen.getByLabelText('Name'), 'ams1-snmp');
    await send(user);
    await screen.findByText('is missing');
    await user.type(screen.getByLabelText('Secret'), 'canary-5c1d');
    await send(user);
    await waitFor(isClosed);
    expect(calls('putCredential')[0]).toMatchObject({ name: 'ams1-snmp', secret: 'given' });
    cleanup();
    expect(JSON.stringify(useWorld.getState().credentials)).not.toContain('canary');
    expect(document.body.innerHTML).not.toContain('canary');
  });
  test('changed without typing a secret, the one that is stored stays', async () => {
    const user = userEvent.setup();
    engine.push({ type: 'credentials', credentials: [{ name: 'old', about: '', changedAt: NOW, uses: 2 }] });
    sync();
    render(<CredentialForm name="old" />);
    expect(screen.getByText('stored')).toBeTruthy();
    await user.type(screen.getByLabelText(/What it opens/), 'switches');
    await send(user);
    await waitFor(isClosed);
    expect(calls('putCredential')[0]).toEqual({ name: 'old', about: 'switches' });
  });
  test('where no keychain is at hand, the way to the vault is one key away', async () => {
    const user = userEvent.setup();
    render(<CredentialForm name={null} />);
    await user.type(screen.getByLabelText('Name'), 'no-keychain');
    await user.type(screen.getByLabelText('Secret'), 'x');
    await send(user);
    await screen.findByText(/The vault is locked/);
    await user.click(screen.getByRole('button', { name: 'Open the vault' }));
    expect(useDialogs.getState().open).toEqual({ type: 'vault' });
    expect(screen.getByLabelText('Secret')).toHaveProperty('value', 'x');
  });
  test('a taken name is said before anything is sent', async () => {
    const user = userEvent.setup();
    engine.push({ type: 'credentials', credentials: [{ name: 'old', about: '', changedAt: NOW, uses: 0 }] });
    sync();
    render(<CredentialForm name={null} />);
    await user.type(screen.getByLabelText('Name'), 'old');
    await user.type(screen.getByLabelText('Secret'), 'x');
    await send(user);
    await screen.findByText(/is taken/);
    expect(calls('putCredential')).toEqual([]);
  });
  test('one that is referred to is not removed', async () => {
    const user = userEvent.setup();
    engine.push({ type: 'credentials', credentials: [{ name: 'old', about: '', changedAt: NOW, uses: 2 }] });
    sync();
    render(<RemoveCredential name="old" />);
    expect(screen.getByText(/2 checks and templates refer to it/)).toBeTruthy();
    await send(user);
    expect(calls('removeCredential')).toEqual([]);
  });
});
