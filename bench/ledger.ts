import {
  claimBook,
  contribute,
  createHospital,
  enrolStaff,
  foundConsortium,
  foundOwnBook,
  memberForm,
  random32,
  type Hospital,
  type Person,
} from '@careledger/contracts/testing';
import { generateSigner, verifySignature } from '@careledger/keys';
import type { Ledger } from '@careledger/ledger';
import { openLog } from '@careledger/store';
import { join } from 'node:path';
import { openEmbeddedEngine, type EmbeddedEngine } from '../tests/conformance/embedded-engine.ts';
import { createRecorder } from '../tests/conformance/recorder.ts';
import type { BenchDeps } from './figure.ts';
import { measure, percentile, rateOf } from './measure.ts';

const ONE_BY_ONE = 200;
const MANY = 640;
const AT_ONCE = 64;
const APPENDS = 500;
const APPEND_BYTES = 4096;

/** Transactions on the embedded engine, beside durable appends and signatures, which bound them. */
export async function benchLedger(deps: BenchDeps): Promise<void> {
  await measureLimits(deps);
  deps.progress('ledger: founding an orderer and two members …');
  const engine = await openEmbeddedEngine({ folder: join(deps.folder, 'engine') });
  try {
    await measureSubmits(engine, deps);
  } finally {
    await engine.close();
  }
}

async function measureLimits({ folder, signal, figure, progress }: BenchDeps): Promise<void> {
  progress('ledger: durable appends and signatures, the limits …');
  const log = await openLog({ folder: join(folder, 'limit'), name: 'limit' });
  try {
    const body = Buffer.alloc(APPEND_BYTES, 7);
    const settings = { bytes: APPEND_BYTES };
    const single = await measure({ count: APPENDS }, { signal, once: () => log.append(body) });
    figure('ledger.limit.append', single.perSecond, '1/s', { ...settings, atOnce: 1 });
    const grouped = await measure(
      { count: APPENDS * 4, atOnce: AT_ONCE },
      { signal, once: () => log.append(body) },
    );
    figure('ledger.limit.append', grouped.perSecond, '1/s', { ...settings, atOnce: AT_ONCE });
  } finally {
    await log.close();
  }
  const signer = generateSigner();
  const message = Buffer.alloc(1024, 7);
  const rate = rateOf(() => void verifySignature(signer.spki, message, signer.sign(message)));
  figure('ledger.limit.sign-and-verify', rate, '1/s', { curve: 'P-256', bytes: message.length });
}

async function measureSubmits(
  engine: EmbeddedEngine,
  { signal, figure, progress }: BenchDeps,
): Promise<void> {
  const ledgers = new Map<string, Ledger>();
  try {
    for (const id of ['northgate', 'riverside']) ledgers.set(id, await engine.connect(id));
    const doctor = await founded(engine, ledgers);
    const ledger = ledgers.get('northgate');
    const once = async (): Promise<void> => {
      const { book, fn, arg, secret, endorsedBy } = contribute(doctor, [random32()]);
      const call = { book, fn, arg, endorsedBy };
      await ledger?.transact(secret === undefined ? call : { ...call, transient: secret });
    };
    const place = { engine: engine.name, members: 2, processes: 1, transaction: 'contribute' };
    progress(`ledger: ${ONE_BY_ONE} transactions one by one, then ${MANY} at ${AT_ONCE} at once …`);
    await measure({ count: 20 }, { signal, once });
    const single = await measure({ count: ONE_BY_ONE }, { signal, once });
    const settings = { ...place, count: ONE_BY_ONE, atOnce: 1 };
    figure('ledger.submit.p50', percentile(single, 50), 'ms', settings);
    figure('ledger.submit.p95', percentile(single, 95), 'ms', settings);
    const many = await measure({ count: MANY, atOnce: AT_ONCE }, { signal, once });
    const loaded = { ...place, count: MANY, atOnce: AT_ONCE };
    figure('ledger.submit', many.perSecond, '1/s', loaded);
    figure('ledger.submit.p50', percentile(many, 50), 'ms', loaded);
  } finally {
    for (const ledger of ledgers.values()) ledger.close();
  }
}

/** Founds the consortium and Northgate's book, and registers its first doctor. */
async function founded(
  engine: EmbeddedEngine,
  ledgers: ReadonlyMap<string, Ledger>,
): Promise<Person> {
  const recorder = createRecorder(ledgers);
  const hospital = (id: string): Hospital =>
    createHospital({ id, channel: engine.channel, clock: () => Date.now() });
  const [north, river] = [hospital('northgate'), hospital('riverside')];
  const forms = [north, river].map((each) => memberForm(each, engine.certificates(each.id)));
  await recorder.send('the consortium', north, foundConsortium([north, river], forms));
  await recorder.send('a book', north, foundOwnBook(north));
  await recorder.send('its writer', north, claimBook(north));
  const { step, person } = enrolStaff(north, { role: 'doctor' });
  await recorder.send('a doctor', north, step);
  return person;
}
