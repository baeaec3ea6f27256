import { randomBytes } from 'node:crypto';
import { leafHashOf, leafMessage, type DeviceLeaf } from '@careledger/contracts';
import { issueCertificate, parseCertificate, type Issuer } from '@careledger/keys';
import {
  commitment,
  fromBase64url,
  isObject,
  toBase64url,
  toHex,
  type Hex,
  type Json,
} from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import type { StaffActor } from '../people/actor.ts';

/** A device as the intake of readings needs it; times in ms, `subject` is the patient's FHIR id. */
export interface KnownDevice {
  readonly handle: Hex;
  readonly spki: Uint8Array;
  readonly bindings: readonly {
    readonly subject: string;
    readonly from: number;
    readonly until: number | null;
  }[];
  readonly status: DeviceLeaf['status'];
}

/** Devices of a hospital: each has a certificate of the device authority and a leaf under the own root. */
export interface Devices {
  /** Issues a certificate for the key of a request; its subject is the new handle, never what the request asked for. */
  enrol(
    actor: StaffActor,
    csr: string,
  ): Promise<{ device: Hex; certificate: string; authority: string; tx: string }>;
  bind(
    actor: StaffActor,
    options: { device: Hex; patient: string },
  ): Promise<{ device: Hex; patient: string; tx: string }>;
  unbind(actor: StaffActor, device: Hex): Promise<{ device: Hex; tx: string }>;
  revoke(actor: StaffActor, device: Hex): Promise<{ device: Hex; tx: string }>;
  known(handle: Hex): KnownDevice | undefined;
  /** All devices of the hospital, those that may send first, then by when they were added, the newest first. */
  all(actor: StaffActor): KnownDevice[];
  /** The handle of the device with this key, where it is active; undefined otherwise. */
  byKey(certificatePem: string): Promise<Hex | undefined>;
}

const kind = 'device-bindings';
const deviceDays = 730;

/** Opens the devices of a hospital's book; `authority` issues for devices and for nothing else. */
export function openDevices(deps: { book: Book; authority: Issuer }): Devices {
  const { book, authority } = deps;
  const { hospital, leaves, writer } = book;
  const { channel, member, clock, registry } = hospital;

  function demandTreating(actor: StaffActor): void {
    if (actor.role !== 'doctor' && actor.role !== 'nurse')
      throw new CareError('forbidden', 'Doctors and nurses manage devices.');
  }

  async function change(
    actor: StaffActor,
    leaf: DeviceLeaf,
    rows: { kind: string; id: string; value: Json }[] = [],
  ) {
    demandTreating(actor);
    const old = leaves.device(leaf.handle) ?? null;
    const nonce = randomBytes(32).toString('hex');
    const leafHash = leafHashOf(leaf, nonce);
    const oldHash = old && leafHashOf(old.leaf, old.nonce);
    const signature = toBase64url(
      actor.sign(
        leafMessage({
          channel,
          member,
          map: 'devices',
          handle: leaf.handle,
          old: oldHash,
          leaf: leafHash,
        }),
      ),
    );
    return writer.change({
      map: 'devices',
      handle: leaf.handle,
      old,
      leaf,
      nonce,
      leafHash,
      rows,
      by: () => {
        const staff = leaves.staffProof(actor.handle);
        if (!staff)
          throw new CareError(
            'not-ready',
            'Your account is not yet on the ledger; try again in a moment.',
          );
        return { kind: 'practitioner', staff: { ...staff }, signature };
      },
    });
  }

  function held(device: Hex): DeviceLeaf {
    const kept = leaves.device(device);
    if (!kept) throw new CareError('not-found', 'There is no such device here.');
    return kept.leaf;
  }

  function subjects(device: Hex): string[] {
    const row = registry.get(kind, device);
    const list = isObject(row) ? row['subjects'] : undefined;
    return Array.isArray(list) ? list.map(String) : [];
  }

  function known(handle: Hex): KnownDevice | undefined {
    const kept = leaves.device(handle);
    if (!kept) return undefined;
    const patients = subjects(handle);
    return {
      handle,
      spki: fromBase64url(kept.leaf.spki),
      bindings: kept.leaf.bindings.map(({ from, until }, index) => ({
        subject: patients[index] ?? '',
        from,
        until,
      })),
      status: kept.leaf.status,
    };
  }

  const ended = (leaf: DeviceLeaf, at: number) =>
    leaf.bindings.map((b) => (b.until === null ? { ...b, until: at } : b));

  return {
    async enrol(actor, csr) {
      const device = toHex(randomBytes(32));
      const certificate = await issueCertificate({
        ca: authority,
        subject: { cn: device, ou: 'device' },
        csrPem: csr,
        days: deviceDays,
        client: true,
      }).catch((cause: unknown) => {
        throw new CareError(
          'invalid',
          'This is not a certificate request for a P-256 key, or its signature is wrong.',
          { cause },
        );
      });
      const spki = toBase64url((await parseCertificate(certificate)).spki);
      const { tx } = await change(actor, {
        v: 1,
        handle: device,
        spki,
        bindings: [],
        status: [{ status: 'active', at: clock() - 1000 }],
      });
      return { device, certificate, authority: authority.certPem, tx };
    },
    async bind(actor, { device, patient }) {
      const leaf = held(device);
      if (!hospital.people.patient(patient))
        throw new CareError('not-found', 'There is no such patient here.');
      if (leaf.bindings.some((b) => b.until === null))
        throw new CareError('conflict', 'This device is bound; unbind it first.');
      const from = clock();
      const subject = commitment(toHex(randomBytes(32)), { patient });
      const rows = [{ kind, id: device, value: { subjects: [...subjects(device), patient] } }];
      const { tx } = await change(
        actor,
        { ...leaf, bindings: [...leaf.bindings, { subject, from, until: null }] },
        rows,
      );
      return { device, patient, tx };
    },
    async unbind(actor, device) {
      const { tx } = await change(actor, {
        ...held(device),
        bindings: ended(held(device), clock()),
      });
      return { device, tx };
    },
    async revoke(actor, device) {
      const leaf = held(device);
      const at = clock();
      const { tx } = await change(actor, {
        ...leaf,
        bindings: ended(leaf, at),
        status: [...leaf.status, { status: 'ended', at }],
      });
      return { device, tx };
    },
    known,
    all(actor) {
      demandTreating(actor);
      const rank = ({ status }: KnownDevice) => (status.at(-1)?.status === 'active' ? 0 : 1);
      const added = ({ status }: KnownDevice) => status[0]?.at ?? 0;
      return [...registry.all('leaf-devices')]
        .flatMap(([handle]) => known(handle) ?? [])
        .toSorted((a, b) => rank(a) - rank(b) || added(b) - added(a));
    },
    async byKey(certificatePem) {
      const { subject, spki } = await parseCertificate(certificatePem);
      const leaf = /^[0-9a-f]{64}$/.test(subject.cn) ? leaves.device(subject.cn)?.leaf : undefined;
      const isActive = leaf?.status.at(-1)?.status === 'active';
      return leaf && isActive && leaf.spki === toBase64url(spki) ? leaf.handle : undefined;
    },
  };
}
