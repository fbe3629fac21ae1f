// Contract → services: one line a call. A missing handler does not compile. Refusals become the contract's typed errors;
// anything else is a fault of ours: logged whole, told in one sentence.
import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Log } from './lib/log.ts';
import { type CallContext, createBuilder, type Os } from './serve-base.ts';
import type { Services } from './serve-services.ts';
import { handoffCalls, reportCalls, shiftCalls } from './serve-shifts.ts';

export function createRouter(services: Services) {
  const os = createBuilder(services.shifts);
  const { liveFeed, hostFeed } = services;
  return os.router({
    live: {
      world: os.live.world.handler(({ signal, context }) => liveFeed.subscribe(signal, !context.isProgram)),
      host: os.live.host.handler(({ input, signal }) => hostFeed.subscribe(input.hostId, signal)),
      incident: os.live.incident.handler(({ input, signal }) => services.timeline.follow(input.incidentId, signal)),
      run: os.live.run.handler(({ input, signal, context }) =>
        services.runbooks.runs.follow(input.runId, context.actor, signal),
      ),
    },
    inventory: inventoryCalls(os.inventory, services),
    monitoring: monitoringCalls(os.monitoring, services),
    history: historyCalls(os.history, services),
    maintenance: maintenanceCalls(os.maintenance, services),
    alerts: alertCalls(os.alerts, services),
    onCall: onCallCalls(os.onCall, services),
    incidents: { ...incidentCalls(os.incidents, services), ...timelineCalls(os.incidents, services) },
    runbooks: runbookCalls(os.runbooks, services),
    shifts: shiftCalls(os.shifts, services),
    handoffs: handoffCalls(os.handoffs, services),
    reports: reportCalls(os.reports, services),
    engine: engineCalls(os.engine, services),
  });
}

const inventoryCalls = (os: Os['inventory'], { inventory }: Services) => ({
  kinds: os.kinds.handler(() => inventory.kinds()),
  addHost: os.addHost.handler(({ input, context }) => inventory.addHost(input, context.actor)),
  editHost: os.editHost.handler(({ input, context }) => inventory.editHost(input, context.actor)),
  removeHost: os.removeHost.handler(({ input, context }) => inventory.removeHost(input.hostId, context.actor)),
  addCheck: os.addCheck.handler(({ input, context }) => inventory.addCheck(input, context.actor)),
  editCheck: os.editCheck.handler(({ input, context }) => inventory.editCheck(input, context.actor)),
  removeCheck: os.removeCheck.handler(({ input, context }) => inventory.removeCheck(input.checkId, context.actor)),
  removeHosts: os.removeHosts.handler(({ input, context }) => inventory.removeHosts(input.hostIds, context.actor)),
  bulkEdit: os.bulkEdit.handler(({ input, context }) => inventory.bulkEdit(input, context.actor)),
  putTemplate: os.putTemplate.handler(({ input, context }) => inventory.putTemplate(input, context.actor)),
  removeTemplate: os.removeTemplate.handler(({ input, context }) =>
    inventory.removeTemplate(input.templateId, context.actor),
  ),
  putCredential: os.putCredential.handler(({ input, context }) => inventory.putCredential(input, context.actor)),
  removeCredential: os.removeCredential.handler(({ input, context }) =>
    inventory.removeCredential(input.name, context.actor),
  ),
  importFile: os.importFile.handler(({ input, context }) => inventory.importFile(input, context.actor)),
  csvColumns: os.csvColumns.handler(({ input }) => inventory.csvColumns(input.text)),
  exportFile: os.exportFile.handler(({ input }) => inventory.exportFile(input.hostIds)),
});

const monitoringCalls = (os: Os['monitoring'], { handling, beats }: Services) => ({
  checkNow: os.checkNow.handler(({ input }) => handling.checkNow(input)),
  tryProbe: os.tryProbe.handler(({ input, signal }) => handling.tryProbe(input, signal)),
  beat: os.beat.handler(({ input }) => beats.take(input)),
  acknowledge: os.acknowledge.handler(({ input, context }) => handling.acknowledge(input, context.actor)),
  unacknowledge: os.unacknowledge.handler(({ input, context }) =>
    handling.unacknowledge(input.problemIds, context.actor),
  ),
  decideHostKey: os.decideHostKey.handler(({ input, context }) => handling.decideHostKey(input, context.actor)),
});

const historyCalls = (os: Os['history'], { history, availability, alarmLoad, forecasts }: Services) => ({
  forecast: os.forecast.handler(({ input }) => forecasts.of(input.checkId)),
  alarmLoad: os.alarmLoad.handler(({ input }) => alarmLoad.report(input)),
  samples: os.samples.handler(({ input }) => history.samples(input)),
  samplesCsv: os.samplesCsv.handler(({ input }) => history.samplesCsv(input)),
  availability: os.availability.handler(({ input }) => availability.report(input)),
  states: os.states.handler(({ input }) => history.states(input)),
  journal: os.journal.handler(({ input }) => history.journal(input)),
});

const maintenanceCalls = (os: Os['maintenance'], { maintenance, mutes }: Services) => ({
  putWindow: os.putWindow.handler(({ input, context }) => maintenance.putWindow(input, context.actor)),
  endNow: os.endNow.handler(({ input, context }) => maintenance.endNow(input.windowId, context.actor)),
  skip: os.skip.handler(({ input, context }) => maintenance.skip(input, context.actor)),
  removeWindow: os.removeWindow.handler(({ input, context }) =>
    maintenance.removeWindow(input.windowId, context.actor),
  ),
  calendar: os.calendar.handler(({ input }) => maintenance.calendar(input.from, input.to)),
  preview: os.preview.handler(({ input }) => maintenance.preview(input)),
  mute: os.mute.handler(({ input, context }) => mutes.mute(input, context.actor)),
  unmute: os.unmute.handler(({ input, context }) => mutes.unmute(input.muteIds, context.actor)),
});

const alertCalls = (os: Os['alerts'], { channels, notifying }: Services) => ({
  notifiers: os.notifiers.handler(() => channels.notifiers()),
  putChannel: os.putChannel.handler(({ input, context }) => channels.putChannel(input, context.actor)),
  removeChannel: os.removeChannel.handler(({ input, context }) =>
    channels.removeChannel(input.channelId, context.actor),
  ),
  putRoutes: os.putRoutes.handler(({ input, context }) => channels.putRoutes(input.routes, context.actor)),
  testChannel: os.testChannel.handler(({ input, context }) => notifying.testChannel(input, context.actor)),
  deliveries: os.deliveries.handler(({ input }) => notifying.deliveries(input)),
  delivery: os.delivery.handler(({ input }) => notifying.delivery(input.deliveryId)),
  retry: os.retry.handler(({ input, context }) => notifying.retry(input.deliveryIds, context.actor)),
  giveUp: os.giveUp.handler(({ input, context }) => notifying.giveUp(input.deliveryIds, context.actor)),
  silence: os.silence.handler(({ input, context }) => notifying.silence(input.alarmIds, context.actor)),
});

const onCallCalls = (os: Os['onCall'], { onCall, escalations }: Services) => ({
  putPerson: os.putPerson.handler(({ input, context }) => onCall.putPerson(input, context.actor)),
  removePerson: os.removePerson.handler(({ input, context }) => onCall.removePerson(input.personId, context.actor)),
  putSchedule: os.putSchedule.handler(({ input, context }) => onCall.putSchedule(input, context.actor)),
  removeSchedule: os.removeSchedule.handler(({ input, context }) =>
    onCall.removeSchedule(input.scheduleId, context.actor),
  ),
  putPolicy: os.putPolicy.handler(({ input, context }) => onCall.putPolicy(input, context.actor)),
  removePolicy: os.removePolicy.handler(({ input, context }) => onCall.removePolicy(input.policyId, context.actor)),
  who: os.who.handler(({ input }) => onCall.who(input.at)),
  calendar: os.calendar.handler(({ input }) => onCall.calendar(input.schedule, input.from, input.to)),
  ical: os.ical.handler(({ input }) => onCall.ical(input.scheduleId, input.personId, input.days)),
  escalate: os.escalate.handler(({ input, context }) => escalations.escalate(input, context.actor)),
});

const incidentCalls = (os: Os['incidents'], { incidents }: Services) => ({
  open: os.open.handler(({ input, context }) => incidents.open(input, context.actor)),
  edit: os.edit.handler(({ input, context }) => incidents.edit(input, context.actor)),
  rate: os.rate.handler(({ input, context }) => incidents.rate(input, context.actor)),
  moveTo: os.moveTo.handler(({ input, context }) => incidents.moveTo(input, context.actor)),
  hold: os.hold.handler(({ input, context }) => incidents.hold(input, context.actor)),
  goOn: os.goOn.handler(({ input, context }) => incidents.goOn(input, context.actor)),
  assign: os.assign.handler(({ input, context }) => incidents.assign(input, context.actor)),
  addProblems: os.addProblems.handler(({ input, context }) => incidents.addProblems(input, context.actor)),
  split: os.split.handler(({ input, context }) => incidents.split(input, context.actor)),
  merge: os.merge.handler(({ input, context }) => incidents.merge(input, context.actor)),
  putFollowUp: os.putFollowUp.handler(({ input, context }) => incidents.putFollowUp(input, context.actor)),
  endFollowUp: os.endFollowUp.handler(({ input, context }) => incidents.endFollowUp(input, context.actor)),
  removeFollowUp: os.removeFollowUp.handler(({ input, context }) => incidents.removeFollowUp(input, context.actor)),
  putTickets: os.putTickets.handler(({ input, context }) => incidents.putTickets(input, context.actor)),
  get: os.get.handler(({ input }) => incidents.get(input.incident)),
  list: os.list.handler(({ input }) => incidents.list(input)),
});

const timelineCalls = (os: Os['incidents'], { timeline, stories, exports }: Services) => ({
  search: os.search.handler(({ input }) => timeline.search(input)),
  timeline: os.timeline.handler(({ input }) => timeline.page(input)),
  placeOf: os.placeOf.handler(({ input }) => timeline.placeOf(input)),
  note: os.note.handler(({ input, context }) => timeline.note(input, context.actor)),
  correct: os.correct.handler(({ input, context }) => timeline.correct(input, context.actor)),
  pin: os.pin.handler(({ input, context }) => timeline.pin(input, context.actor)),
  redact: os.redact.handler(({ input, context }) => timeline.redact(input, context.actor)),
  attach: os.attach.handler(({ input, context }) => timeline.attach(input, context.actor)),
  uploadPart: os.uploadPart.handler(({ input }) => timeline.uploadPart(input)),
  attachmentPart: os.attachmentPart.handler(({ input }) => timeline.attachmentPart(input)),
  story: os.story.handler(({ input }) => stories.storyOf(input.incidentId)),
  exportFile: os.exportFile.handler(({ input, context }) => exports.exportFile(input, context.actor)),
  importPart: os.importPart.handler(({ input }) => exports.importPart(input)),
  importFile: os.importFile.handler(({ input, context }) => exports.importFile(input, context.actor)),
});

// An engine watches before it has read the library: who asks about runbooks waits for that, for a second at most.
const runbookCalls = (os: Os['runbooks'], { runbooks: { library, conditions, runs } }: Services) => ({
  list: os.list.handler(() => library.read().then(() => library.list())),
  get: os.get.handler(({ input }) => library.read().then(() => library.detail(input.runbookId))),
  suggest: os.suggest.handler(({ input }) => library.read().then(() => library.suggest(input.problemId))),
  fitting: os.fitting.handler(() => library.read().then(() => library.fitting())),
  importFiles: os.importFiles.handler(({ input }) => library.importFiles(input.files)),
  keepDraft: os.keepDraft.handler(({ input, context }) => library.keepDraft(input, context.actor)),
  look: os.look.handler(({ input }) => library.read().then(() => conditions.look(input))),
  start: os.start.handler(({ input, context }) => library.read().then(() => runs.start(input, context.actor))),
  view: os.view.handler(({ input, context }) => library.read().then(() => runs.view(input.runId, context.actor))),
  act: os.act.handler(({ input, context }) => library.read().then(() => runs.act(input, context.actor))),
  runs: os.runs.handler(({ input }) => runs.list(input)),
  output: os.output.handler(({ input }) => runs.output(input.runId, input.attemptId)),
  pinned: os.pinned.handler(({ input }) => runs.pinned(input.runId)),
});

const engineCalls = (os: Os['engine'], { about, handling, inbound, inside, settings }: Services) => ({
  inbound: os.inbound.handler(() => inbound.state()),
  newInboundToken: os.newInboundToken.handler(({ context }) => inbound.newToken(context.actor)),
  about: os.about.handler(({ context }) => ({
    ...about(),
    operator: context.actor.type === 'operator' ? context.actor.name : 'engine',
    desk: context.desk,
  })),
  unlockVault: os.unlockVault.handler(({ input, context }) => handling.unlockVault(input.passphrase, context.actor)),
  details: os.details.handler(() => inside.details()),
  log: os.log.handler(({ input }) => inside.log(input)),
  backUp: os.backUp.handler(({ context }) => inside.backUp(context.actor)),
  settings: os.settings.handler(() => settings.get()),
  changeSettings: os.changeSettings.handler(({ input, context }) => settings.change(input, context.actor)),
});

/** A handler for ports. Whatever is thrown beyond the contract's errors is logged whole and told in one sentence. */
export function createHandler(services: Services, log: Log): RPCHandler<CallContext> {
  return new RPCHandler(createRouter(services), {
    clientInterceptors: [
      onError((error, { signal }) => {
        // Whoever asked has left: that is no failure, and nobody reads the answer.
        if (signal?.aborted) return;
        if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return;
        log.error('a call failed', error);
        throw new ORPCError('INTERNAL_SERVER_ERROR', {
          message: 'The engine failed at this call; monitoring goes on. The engine log has the details.',
        });
      }),
    ],
  });
}
