import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openNotices, type Hospital, type Notices } from '@careledger/care';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { openWard, type Ward } from '../../../../packages/care/src/ward.fixture.ts';
import { createSenders } from './senders.ts';

const link = 'http://northgate.localhost:8101';
const hour = 3_600_000;
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A real SMTP server on a port of its own; refuses the first `refusals` letters. */
async function mailbox(refusals = 0) {
  const letters: { to: string; text: string }[] = [];
  let left = refusals;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        left -= 1;
        if (left >= 0) return done(new Error('busy'));
        const to = session.envelope.rcptTo.map(({ address }) => address).join(' ');
        letters.push({ to, text: Buffer.concat(chunks).toString('utf8') });
        return done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { letters, port: portOf(server.server.address()) };
}

/** A webhook that keeps what it is told. */
async function hook() {
  const told: { body: string; signature: string | undefined }[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = request.headers['x-careledger-signature'];
      told.push({ body: Buffer.concat(chunks).toString('utf8'), signature: String(signature) });
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { told, url: `http://127.0.0.1:${portOf(server.address())}/hook` };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

async function opened(
  out: { port?: number; url?: string },
  run: (held: { ward: Ward; notices: Notices; patient: string }) => Promise<void>,
) {
  await using ward = await openWard();
  const { id } = await ward.hospital.people.admit(ward.as('doctor'), {
    resourceType: 'Patient',
    name: [{ family: 'Lindqvist' }],
  });
  const { port, url } = out;
  const from = 'notices@northgate.example';
  const senders = createSenders(
    {
      mail:
        port === undefined
          ? undefined
          : { host: '127.0.0.1', port, from, isSecure: false, auth: undefined },
      webhook: url === undefined ? undefined : { url, secret: 's3cret' },
      escalateAfterMs: hour,
    },
    { link, hospital: 'Northgate' },
  );
  const stop = new AbortController();
  const notices = openNotices({
    hospital: ward.hospital,
    senders,
    escalateAfterMs: hour,
    signal: stop.signal,
    everyMs: 20,
  });
  try {
    await run({ ward, notices, patient: id });
  } finally {
    stop.abort();
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

const later = async (holds: () => boolean) => {
  for (let tries = 0; tries < 250 && !holds(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(holds()).toBe(true);
};
const registryText = ({ registry }: Hospital) => JSON.stringify([...registry.all('outgoing')]);

describe('notices outside the page', () => {
  it('I3 a letter and a webhook say that there is something new, and nothing about anybody', async () => {
    const { letters, port } = await mailbox();
    const { told, url } = await hook();
    await opened({ port, url }, async ({ ward, notices, patient }) => {
      const to = `patient:${patient}`;
      await notices.addresses.set(to, { mail: 'marta@example.org' });
      await notices.tell({ to, kind: 'emergency', patient, about: 'abc' });
      await notices.tell({ to, kind: 'emergency', patient, about: 'abc' });
      await later(() => letters.length === 1 && told.length === 1);
      const [letter] = letters;
      expect(letter?.to).toBe('marta@example.org');
      expect(letter?.text).toContain(`${link}/`);
      for (const secret of ['Lindqvist', patient, 'emergency', 'abc'])
        expect([letter?.text, told[0]?.body].join()).not.toContain(secret);
      expect(told[0]?.signature).toMatch(/^sha256=[0-9a-f]{64}$/);
      const handle = ward.hospital.people.patient(patient)?.handle;
      expect(JSON.parse(told[0]?.body ?? '{}')).toMatchObject({ to: handle, link: `${link}/` });
      await later(() => notices.of({ kind: 'patient', patient })[0]?.sent === 'sent');
      const [listed] = notices.of({ kind: 'patient', patient });
      expect(listed).toMatchObject({ kind: 'emergency', sent: 'sent', isOpened: false });
      expect(notices.of({ kind: 'patient', patient: 'another' })).toEqual([]);
      expect(registryText(ward.hospital)).not.toContain('marta@');
    });
  });

  it('I3 a letter is written in the language in which its reader gave the address', async () => {
    const { letters, port } = await mailbox();
    await opened({ port }, async ({ notices, patient }) => {
      const to = `patient:${patient}`;
      await notices.addresses.set(to, { mail: 'marta@example.org', language: 'de' });
      await notices.tell({ to, kind: 'request', patient });
      await later(() => letters.length === 1);
      expect(letters[0]?.text).toContain('Subject: Neues bei Northgate');
      expect(letters[0]?.text).toContain('Melden Sie sich an');
      expect(letters[0]?.text).not.toMatch(/Something|Sign in/);
      await notices.addresses.set(to, { isOn: true });
      expect(notices.addresses.of(to)).toMatchObject({ language: 'de' });
    });
  });

  it('R7 what a mail server refuses is tried again later, and outlives a restart of the node', async () => {
    const { letters, port } = await mailbox(1);
    await opened({ port }, async ({ ward, notices, patient }) => {
      const to = `patient:${patient}`;
      await notices.addresses.set(to, { mail: 'marta@example.org' });
      await notices.tell({ to, kind: 'request', patient });
      await later(() => registryText(ward.hospital).includes('"attempts":1'));
      expect(letters).toHaveLength(0);
      expect(notices.of({ kind: 'patient', patient })).toMatchObject([{ sent: 'waiting' }]);
      ward.time.now += 61_000;
      await later(() => letters.length === 1);
      await later(() => notices.of({ kind: 'patient', patient })[0]?.sent === 'sent');
    });
  });

  it('C8.3 a second one escalates what nobody opened, to more people, and once', async () => {
    const { letters, port } = await mailbox();
    await opened({ port }, async ({ ward, notices }) => {
      await notices.addresses.set('user:privacy-officer', { mail: 'officer@northgate.example' });
      await notices.addresses.set('user:administrator', { mail: 'admin@northgate.example' });
      await notices.tell({ to: 'role:privacy-officer', kind: 'emergency', about: 'one' });
      await notices.tell({ to: 'role:privacy-officer', kind: 'review', about: 'two' });
      await later(() => letters.length === 2);
      const officer = ward.as('privacy-officer');
      const seen = notices.of(officer).find(({ id }) => id === 'two');
      await notices.open(officer, seen?.notice ?? '');
      await expect(notices.open(ward.as('nurse'), seen?.notice ?? '')).rejects.toMatchObject({
        code: 'not-found',
      });
      ward.time.now += hour;
      await later(() => letters.length === 4);
      expect(
        letters
          .slice(2)
          .map(({ to }) => to)
          .toSorted((a, b) => a.localeCompare(b)),
      ).toEqual(['admin@northgate.example', 'officer@northgate.example']);
      expect(letters[3]?.text).toContain('Not opened yet');
      ward.time.now += 2 * hour;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(letters).toHaveLength(4);
    });
  });

  it('X25 whoever switched notices off gets none outside, and sees them in the page', async () => {
    const { letters, port } = await mailbox();
    await opened({ port }, async ({ notices, patient }) => {
      const to = `patient:${patient}`;
      await notices.addresses.set(to, { mail: 'marta@example.org', isOn: false });
      await notices.tell({ to, kind: 'access', patient });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(letters).toHaveLength(0);
      expect(notices.of({ kind: 'patient', patient })).toMatchObject([{ sent: 'none' }]);
    });
  });
});
