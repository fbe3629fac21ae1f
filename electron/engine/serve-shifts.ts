// Contract → services, of shifts, hand-overs and reports.
import type { Os } from './serve-base.ts';
import type { Services } from './serve-services.ts';

export const shiftCalls = (os: Os['shifts'], { shifts, shiftRoom: { reviews } }: Services) => ({
  putPlan: os.putPlan.handler(({ input, context }) => shifts.putPlan(input, context.actor)),
  removePlan: os.removePlan.handler(({ input, context }) => shifts.removePlan(input.shiftId, context.actor)),
  calendar: os.calendar.handler(({ input }) => shifts.calendar(input.from, input.to, input.draft)),
  signIn: os.signIn.handler(({ input, context }) => shifts.signIn(input, context.desk)),
  signOut: os.signOut.handler(({ context }) => shifts.signOut(context.desk)),
  setPin: os.setPin.handler(({ input, context }) => shifts.setPin(input, context.actor)),
  review: os.review.handler(({ input }) => reviews.page(input)),
  reviewFacts: os.reviewFacts.handler(({ input }) => reviews.facts(input.from, input.to)),
  aftermath: os.aftermath.handler(({ input }) => reviews.aftermath(input.handoffId)),
});

export const handoffCalls = (os: Os['handoffs'], { shiftRoom: { handoffs } }: Services) => ({
  briefing: os.briefing.handler(({ input }) => handoffs.briefing(input.from)),
  begin: os.begin.handler(({ input, context }) => handoffs.begin(input, context.actor)),
  view: os.view.handler(({ input, context }) => handoffs.view(input.handoffId, context.actor)),
  write: os.write.handler(({ input, context }) => handoffs.write(input.handoffId, input.words, context.actor)),
  ready: os.ready.handler(({ input, context }) => handoffs.ready(input, context.actor)),
  backToDraft: os.backToDraft.handler(({ input, context }) => handoffs.backToDraft(input, context.actor)),
  tick: os.tick.handler(({ input, context }) => handoffs.tick(input, context.actor)),
  readBack: os.readBack.handler(({ input, context }) => handoffs.readBack(input, context.actor)),
  ask: os.ask.handler(({ input, context }) => handoffs.ask(input, context.actor)),
  answer: os.answer.handler(({ input, context }) => handoffs.answer(input, context.actor)),
  accept: os.accept.handler(({ input, context }) => handoffs.accept(input, context.actor)),
  decline: os.decline.handler(({ input, context }) => handoffs.decline(input, context.actor)),
  list: os.list.handler(({ input }) => handoffs.list(input)),
  exportFile: os.exportFile.handler(({ input, context }) => handoffs.exportFile(input, context.actor)),
});

export const reportCalls = (os: Os['reports'], { shiftRoom: { reports, reportFiles, reportSchedules } }: Services) => ({
  make: os.make.handler(({ input, context, signal }) => reports.make(input, context.actor, signal)),
  exportFile: os.exportFile.handler(({ input, context, signal }) =>
    reportFiles.exportFile(input, context.actor, signal),
  ),
  made: os.made.handler(({ input }) => reportSchedules.made(input.limit)),
  deliverNow: os.deliverNow.handler(({ input, context }) =>
    reportSchedules.deliverNow(input.scheduleId, context.actor),
  ),
});
