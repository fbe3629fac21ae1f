// What operators do besides in a kill test: templates, credentials, acknowledgements, signs of life, settings.
import type { TemplateId } from '../../electron/contract/model/ids.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { type Desk, idOf, intervalOf, OWN_CHECK, policy, type Write, wordOf } from './kill-desk.ts';
import { badChecks, beatCheck } from './kill-ground.ts';
import { type Model, TEMPLATE_CHECK, tagOf } from './kill-model.ts';
import {
  addCheck,
  addHost,
  bulkEdit,
  editHost,
  editOrRemoveCheck,
  importFile,
  removeHost,
} from './kill-writes-hosts.ts';
import { attachFile, writeNote } from './kill-writes-incidents.ts';

function putTemplate(desk: Desk): Write {
  const intervalMs = intervalOf(desk);
  const tag = tagOf(desk.operator);
  const template = { name: tag, tag, checks: [{ name: TEMPLATE_CHECK, ...OWN_CHECK, policy: policy(intervalMs) }] };
  return {
    what: 'putTemplate',
    entry: `"intervalMs":${intervalMs},`,
    after: { ...desk.model, template: intervalMs },
    async send(client) {
      const known = desk.model.template === null ? {} : { templateId: idOf<TemplateId>(desk, tag) };
      desk.ids.set(tag, (await client.inventory.putTemplate({ ...known, template })).id);
    },
  };
}

function removeTemplate(desk: Desk): Write | null {
  if (desk.model.template === null) return null;
  const templateId = idOf<TemplateId>(desk, tagOf(desk.operator));
  return {
    what: 'removeTemplate',
    entry: `Template "${tagOf(desk.operator)}" removed`,
    after: { ...desk.model, template: null },
    send: (client) => client.inventory.removeTemplate({ templateId }),
  };
}

function credential(desk: Desk): Write | null {
  const name = `${desk.operator}-key`;
  if (!desk.vaultIsOpen) return null;
  if (desk.model.credential && desk.chance.below(4) === 0) {
    return {
      what: 'removeCredential',
      entry: `Credential "${name}" removed`,
      after: { ...desk.model, credential: null },
      send: (client) => client.inventory.removeCredential({ name }),
    };
  }
  const about = wordOf(desk);
  const secret = `secret of ${about}`;
  return {
    what: 'putCredential',
    entry: about,
    after: { ...desk.model, credential: { about, secret } },
    send: (client) => client.inventory.putCredential({ name, about, secret }),
  };
}

function acknowledge(desk: Desk): Write | null {
  const checkId = desk.chance.pick(badChecks(desk.operator));
  const problem = desk.problems.get(checkId);
  if (!problem) return null;
  const had = desk.model.acks[checkId] ?? null;
  const becomes = (ack: string | null): Model => ({ ...desk.model, acks: { ...desk.model.acks, [checkId]: ack } });
  if (had !== null && desk.chance.below(2) === 0) {
    return {
      what: 'unacknowledge',
      entry: 'no longer acknowledged',
      after: becomes(null),
      send: (client) => client.monitoring.unacknowledge({ problemIds: [problem.id] }),
    };
  }
  const reason = wordOf(desk);
  return {
    what: 'acknowledge',
    entry: `acknowledged: ${reason}`,
    after: becomes(`${desk.operator}: ${reason}`),
    send: (client) => client.monitoring.acknowledge({ problemIds: [problem.id], reason, sticky: true }),
  };
}

function beat(desk: Desk): Write {
  const message = wordOf(desk);
  return {
    what: 'beat',
    entry: null,
    after: { ...desk.model, beat: message },
    send: (client) => client.monitoring.beat({ check: beatCheck(desk.operator), message }),
  };
}

/** Only one operator changes the settings: they are the whole engine's. */
export function changeSettings(desk: Desk): Write {
  const valuesDays = 30 + (desk.serial % 300);
  const next = settings.parse({ retention: { valuesDays }, backups: { keep: 5 } });
  return {
    what: 'changeSettings',
    entry: `→ ${valuesDays}`,
    after: { ...desk.model, valuesDays },
    send: (client) => client.engine.changeSettings(next),
  };
}

/** What every operator does; null where there is nothing to do it to. The first four come more often. */
export const WRITES: readonly ((desk: Desk) => Write | null)[] = [
  ...[acknowledge, editHost, beat, addHost],
  ...[acknowledge, editHost, beat, addHost, removeHost, addCheck, editOrRemoveCheck],
  ...[bulkEdit, importFile, putTemplate, removeTemplate, credential],
  ...[writeNote, writeNote, writeNote, attachFile, attachFile],
];
