// A report sent through a channel for e-mail: by its server and with its log-in, which stay where they are. Who has it is not sent
// it again while others wait; and it has the same Message-ID at every try, so that one that came twice all the same is seen once.
import type { SendMailOptions } from 'nodemailer';
import type { ChannelId } from '../../../contract/model/ids.ts';
import type { Report } from '../../../contract/model/report.ts';
import { mailSubject, mailText } from '../../exporters/report/mail-text.ts';
import { shortHash } from '../../notifiers/bounded.ts';
import { email } from '../../notifiers/email.ts';
import { sendMail } from '../../notifiers/email-send.ts';
import { DeliveryFailure } from '../../notifiers/notifier.ts';
import type { Channels } from '../channels.ts';
import type { ReportFile } from './files.ts';

export interface ReportMail {
  readonly channelId: ChannelId;
  /** All it is for, as its head says. */
  readonly to: readonly string[];
  /** Those of them it is sent to now. */
  readonly missing: readonly string[];
  /** Hears who has it, also where the rest is refused. */
  readonly took: (addresses: readonly string[]) => void;
  readonly report: Report;
  readonly files: readonly ReportFile[];
  /** What the reader should know of the files, a sentence each. */
  readonly notes: readonly string[];
  /** The same for every try of this report. */
  readonly id: string;
}

/** Resolves with what the server said. Rejects with a DeliveryFailure, a Refusal of the channel, or the signal's reason. */
export async function deliverByEmail(channels: Channels, mail: ReportMail, signal: AbortSignal): Promise<string> {
  const channel = channels.list().find(({ id }) => id === mail.channelId);
  if (!channel) {
    throw new DeliveryFailure('The channel it was to be sent through was removed: choose another one.', {
      permanent: true,
    });
  }
  if (channel.kind !== email.kind) {
    throw new DeliveryFailure(`The channel "${channel.name}" sends no e-mail: choose one that does.`, {
      permanent: true,
    });
  }
  const { config } = await channels.open(channel);
  const server = email.config.parse(config);
  return sendMail(server, messageOf(server, mail), signal, mail.took);
}

function messageOf(
  { from, fromName }: { readonly from: string; readonly fromName: string },
  { to, missing, report, files, notes, id }: ReportMail,
): SendMailOptions {
  return {
    from: { name: fromName, address: from },
    to: to.map((address) => ({ name: '', address })),
    envelope: { from, to: [...missing] },
    subject: mailSubject(report),
    date: new Date(report.madeAt),
    messageId: `<${shortHash(id)}.report@${from.slice(from.lastIndexOf('@') + 1)}>`,
    // RFC 3834: no out-of-office notice, please.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    text: mailText(
      report,
      files.map(({ name }) => name),
      notes,
    ),
    attachments: files.map(({ name, type, content, base64 }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content, base64 ? 'base64' : 'utf8'),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
