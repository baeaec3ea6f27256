import { createNodeClient, type NodeClient } from '@careledger/protocol';
import { readPeople, type Consortium } from '@careledger/node';
import { askedIn, patientSession } from '../patient-session.ts';
import { assertWith, readPasskey } from '../passkey-file.ts';
import { rowsOf, textIn } from '../rows.ts';
import type { Running } from '../supervise.ts';
import { expectThat, type Told } from './teller.ts';

/** Everything that the steps of the story share. */
export interface Stage {
  readonly data: string;
  readonly consortium: Consortium;
  readonly running: Running;
  readonly bundle: {
    readonly name: string;
    readonly value: { readonly [member: string]: unknown };
  };
  /** Where the story's own files go: passkey, proofs, roots, copies. */
  readonly scratch: string;
  readonly custodian: NodeClient;
  readonly doctor: NodeClient;
  /** Kind and labels of each entry of the bundle, by fullUrl. */
  readonly labels: readonly {
    fullUrl: string;
    type: string;
    kind: string;
    labels: readonly string[];
  }[];
  /** What steps tell later ones. */
  readonly facts: Map<string, string>;
}

/** A fact that an earlier step noted. */
export function fact(stage: Stage, name: string): string {
  const value = stage.facts.get(name);
  expectThat(value !== undefined, `an earlier step did not tell ${name}`);
  return value;
}

/** The resources of an answer as the story lists them. */
export function resourcesIn(
  answer: unknown,
): { type: string; id: string; fullUrl: string | null; version: number }[] {
  return rowsOf(rowsOf(answer)[0]?.['resources']).map((row) => ({
    type: textIn(row, 'type'),
    id: textIn(row, 'id'),
    fullUrl: textIn(row, 'fullUrl') || null,
    version: Number(row['version']),
  }));
}

/** Riverside's doctor asks with the card. */
export async function askWithCard(
  stage: Stage,
  categories?: string[],
): Promise<{ answer: Record<string, unknown>; resources: ReturnType<typeof resourcesIn> }> {
  const answer =
    rowsOf(
      await stage.doctor.call('ask', {
        card: fact(stage, 'card'),
        ...(categories ? { categories } : {}),
      }),
    )[0] ?? {};
  return { answer, resources: resourcesIn(answer) };
}

/** fullUrls of the bundle's entries of these kinds that carry no sensitive label. */
export function expectedUrls(stage: Stage, kinds: readonly string[]): string[] {
  return stage.labels
    .filter((row) => kinds.includes(row.kind) && row.labels.length === 0)
    .map((row) => row.fullUrl)
    .toSorted();
}

/** The patient grants by her passkey; the displayed text is what she signs. */
export async function patientGrants(
  stage: Stage,
  categories: string[],
): Promise<{ grant: string; tx: string; version: string }> {
  const doctor =
    readPeople(stage.data).find((p) => p.member === 'riverside' && p.role === 'doctor')?.user ?? '';
  return signedAct(stage, (patient) =>
    patient.call('grant-prepare', {
      to: `${doctor}@riverside`,
      categories,
      purpose: 'TREAT',
      days: 30,
    }),
  );
}

/** The patient withdraws a grant by her passkey. */
export function patientWithdraws(
  stage: Stage,
  grant: string,
): Promise<{ grant: string; tx: string; version: string }> {
  return signedAct(stage, (patient) => patient.call('withdraw-prepare', { grant }));
}

async function signedAct(stage: Stage, prepare: (patient: NodeClient) => Promise<unknown>) {
  const file = fact(stage, 'passkey');
  const patient = await patientSession({ data: stage.data, at: 'northgate' }, file);
  const draft = rowsOf(await prepare(patient))[0];
  const assertion = assertWith(readPasskey(file), askedIn(draft));
  const act = rowsOf(
    await patient.call('consent-sign', { draft: textIn(draft, 'draft'), assertion }),
  )[0];
  return { grant: textIn(act, 'grant'), tx: textIn(act, 'tx'), version: textIn(act, 'version') };
}

/** Waits until `holds`, at most `limitMs`; false when it never did. */
export async function until(holds: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (await holds().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** The state row of a member. */
export async function statusOf(stage: Stage, member: string): Promise<Record<string, unknown>> {
  const url = stage.consortium.members.find((m) => m.id === member)?.url ?? '';
  return rowsOf(await createNodeClient({ url, limitMs: 5000 }).call('status', {}))[0] ?? {};
}

/** A step that the bundle gives no occasion for. */
export const noOccasion = (why: string): Told => ({
  says: `The bundle gives no occasion: ${why}.`,
});
