// The registry of notifier kinds: one line each, in the order of the form.
import { command } from './command.ts';
import { desktop } from './desktop.ts';
import { discord } from './discord.ts';
import { email } from './email.ts';
import { jira } from './jira.ts';
import type { NotifierKind } from './notifier.ts';
import { ntfy } from './ntfy.ts';
import { opsgenie } from './opsgenie.ts';
import { pagerduty } from './pagerduty.ts';
import { servicenow } from './servicenow.ts';
import { slack } from './slack.ts';
import { sound } from './sound.ts';
import { teams } from './teams.ts';
import { webhook } from './webhook.ts';

export const notifierKinds: readonly NotifierKind[] = [
  desktop,
  sound,
  email,
  webhook,
  slack,
  teams,
  discord,
  ntfy,
  pagerduty,
  opsgenie,
  servicenow,
  jira,
  command,
];

/** The kind of that name; undefined when this engine has none. */
export function findNotifierKind(kind: string): NotifierKind | undefined {
  return notifierKinds.find((candidate) => candidate.kind === kind);
}
