import {
  cpSync,
  openSync,
  readSync,
  writeSync,
  closeSync,
  fstatSync,
  readdirSync,
  mkdtempSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexSchema, logNames, verifyNode } from '@careledger/care';
import { verifySignature } from '@careledger/keys';
import { stateSchema } from '@careledger/peer';
import { checkProof } from '@careledger/proof';
import { ordererName } from '../supervise.ts';
import { rowsOf, textIn } from '../rows.ts';
import { fact, noOccasion, statusOf, until, type Stage } from './stage.ts';
import { expectThat, type Teller } from './teller.ts';

const schemas = { index: indexSchema, state: stateSchema };

/** The ledger away and back, proofs with no node, and what a changed byte does. */
export async function tellEvidence(stage: Stage, teller: Teller): Promise<void> {
  await teller.step('orderer-killed', async () => {
    await stage.running.kill(ordererName);
    const patient = fact(stage, 'patient');
    const created = rowsOf(await stage.custodian.fhir('POST', 'Observation', note(patient)))[0];
    expectThat(
      created?.['resourceType'] === 'Observation',
      'Northgate cannot chart without the ledger',
    );
    stage.facts.set('observation', textIn(created, 'id'));
    const tags = JSON.stringify(created?.['meta'] ?? {});
    expectThat(tags.includes('not-yet-anchored'), 'it is not marked as not yet anchored');
    return { says: 'The orderer is killed: Northgate charts on, marked as not yet anchored.' };
  });
  await teller.step('orderer-back', async () => {
    await stage.running.start(ordererName);
    const isAnchored = await until(
      async () => Number((await statusOf(stage, 'northgate'))['unanchored']) === 0,
      15_000,
    );
    expectThat(isAnchored, 'not everything was anchored in 15 s');
    const history = rowsOf(
      await stage.custodian.call('history', { id: `Observation/${fact(stage, 'observation')}` }),
    );
    expectThat(
      history.length === 1 && history[0]?.['tx'] !== null,
      'the entry is not anchored exactly once',
    );
    return { says: 'It returns: everything is anchored, once.', tx: textIn(history[0], 'tx') };
  });
  await teller.step('proofs', async () => proofs(stage));
  await teller.step('verify', async () => {
    const faults = await faultsOf(stage, join(stage.data));
    expectThat(
      faults.length === 0,
      `verify finds ${faults.length} faults: ${JSON.stringify(faults[0] ?? {})}`,
    );
    return { says: 'verify finds every log and index whole, beside the running nodes.' };
  });
  await teller.step('tampered', async () => tampered(stage));
}

function note(patient: string) {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'vital-signs',
          },
        ],
      },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: new Date().toISOString(),
    valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  };
}

async function proofs(stage: Stage) {
  const roots = textIn(rowsOf(await stage.custodian.call('roots', {}))[0], 'roots');
  const wanted = [
    ['record', stage.facts.get('record') ?? `Observation/${fact(stage, 'observation')}`],
    ['disclosure', fact(stage, 'disclosure')],
    ['reading', stage.facts.get('reading')],
  ] as const;
  const sizes: string[] = [];
  for (const [kind, id] of wanted) {
    if (id === undefined) continue;
    let text = '';
    const isMade = await until(async () => {
      text = textIn(rowsOf(await stage.custodian.call('prove', { id }))[0], 'proof');
      return text !== '';
    }, 10_000);
    expectThat(isMade, `no proof of the ${kind}`);
    const checked = await checkProof(text, roots, verifySignature);
    expectThat(
      checked.valid && Buffer.byteLength(text) <= 3072,
      `the proof of the ${kind} does not hold, or is too large`,
    );
    const digit = text.search(/[0-9]/);
    const changed = `${text.slice(0, digit)}${(Number(text[digit]) + 1) % 10}${text.slice(digit + 1)}`;
    expectThat(
      !(await checkProof(changed, roots, verifySignature)).valid,
      `a changed proof of the ${kind} holds`,
    );
    sizes.push(`${kind} ${Buffer.byteLength(text)} bytes`);
  }
  return {
    says: `Proofs are checked with no node: ${sizes.join(', ')}; one digit changed, and none holds.`,
  };
}

async function faultsOf(stage: Stage, data: string) {
  const found: { member: string; log: string }[] = [];
  for (const member of stage.consortium.members)
    for await (const finding of verifyNode(join(data, member.folder), schemas))
      if (!('unfinished' in finding)) found.push({ member: member.id, log: finding.log });
  return found;
}

async function tampered(stage: Stage) {
  await stage.running.stop();
  const named: string[] = [];
  for (const name of logNames) {
    const copy = mkdtempSync(join(tmpdir(), 'careledger-copy-'));
    cpSync(stage.data, copy, { recursive: true });
    changeOneByte(join(copy, 'northgate', name));
    const faults = await faultsOf(stage, copy);
    expectThat(
      faults.some((f) => f.member === 'northgate' && f.log === name),
      `a changed byte in ${name} was not found`,
    );
    expectThat(
      faults.every((f) => f.member === 'northgate' && f.log === name),
      `verify names more than ${name}`,
    );
    named.push(name);
    rmSync(copy, { recursive: true });
  }
  if (named.length === 0) return noOccasion('there is no log');
  return {
    says: `One byte is changed in a copy of each log (${named.join(', ')}), and verify names each.`,
  };
}

function changeOneByte(folder: string): void {
  const segment =
    readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .toSorted()[0] ?? '';
  const file = openSync(join(folder, segment), 'r+');
  const at = Math.floor(fstatSync(file).size / 2);
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.of((byte[0] ?? 0) ^ 0x10), 0, 1, at);
  closeSync(file);
}
