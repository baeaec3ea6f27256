import { createHmac } from 'node:crypto';
import type { Sender } from '@careledger/care';
import { createTransport } from 'nodemailer';
import type { NotifySettings } from './notify-settings.ts';

/** What a letter says, and nothing else. */
const letter = {
  en: {
    subject: (hospital: string) => `Something new at ${hospital}`,
    reminder: (hospital: string) => `Not opened yet: something new at ${hospital}`,
    news: 'Something is new in your record or on your list.',
    noMore: 'This message says no more, so that nobody reads it who should not.',
    signIn: 'Sign in to see it:',
  },
  de: {
    subject: (hospital: string) => `Neues bei ${hospital}`,
    reminder: (hospital: string) => `Noch nicht geöffnet: Neues bei ${hospital}`,
    news: 'In Ihrer Akte oder auf Ihrer Liste gibt es etwas Neues.',
    noMore: 'Mehr sagt diese Nachricht nicht, damit niemand es liest, für den es nicht ist.',
    signIn: 'Melden Sie sich an, um es zu sehen:',
  },
} as const;

const WAIT_MS = 20_000;

/** The ways out that the settings name; `link` leads to the pages, and nothing else about anybody goes out. */
export function createSenders(
  { mail, webhook }: NotifySettings,
  options: { link: string; hospital: string },
): Sender[] {
  return [
    ...(mail === undefined ? [] : [mailSender(mail, options)]),
    ...(webhook === undefined ? [] : [webhookSender(webhook, options)]),
  ];
}

function mailSender(
  { host, port, from, isSecure, auth }: NonNullable<NotifySettings['mail']>,
  { link, hospital }: { link: string; hospital: string },
): Sender {
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    ...(auth === undefined ? {} : { auth, requireTLS: !isSecure }),
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    channel: 'mail',
    send: async ({ to, notice, isReminder, language }) => {
      const say = letter[language];
      const subject = (isReminder ? say.reminder : say.subject)(hospital);
      const text = [say.news, say.noMore, `${say.signIn} ${link}/`].join('\n\n');
      const messageId = `<${notice}${isReminder ? '.2' : ''}@${new URL(link).hostname}>`;
      await transport.sendMail({ from, to, subject, text, messageId });
    },
  };
}

function webhookSender(
  { url, secret }: NonNullable<NotifySettings['webhook']>,
  { link }: { link: string },
): Sender {
  return {
    channel: 'webhook',
    send: async ({ to, notice, isReminder }) => {
      const body = JSON.stringify({
        v: 1,
        notice,
        to,
        says: 'Something new in your record',
        link: `${link}/`,
        reminder: isReminder,
      });
      const signature =
        secret === undefined ? undefined : createHmac('sha256', secret).update(body).digest('hex');
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          ...(signature === undefined ? {} : { 'x-careledger-signature': `sha256=${signature}` }),
        },
        body,
        signal: AbortSignal.timeout(WAIT_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
    },
  };
}
