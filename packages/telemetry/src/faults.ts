import type { Hex } from '@careledger/proof';
import { toHex, utf8 } from '@careledger/proof';
import type { MessageForm } from './message.ts';
import { readingsTopic, signMessage } from './message.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';

/**
 * What can go wrong on the way: `forged` a value altered after signing, `replayed` sent again as new,
 * `wrong-device` another device's handle inside, `other-key` signed by a stranger, `impossible` a saturation
 * of 120 %, `future` a clock ten minutes ahead, `duplicated` redelivered with the DUP flag, `reordered` swapped
 * with the next one, `late` held back by 100 messages.
 */
export const faultKinds = [
  'forged',
  'replayed',
  'wrong-device',
  'other-key',
  'impossible',
  'future',
  'duplicated',
  'reordered',
  'late',
] as const;

/** One of {@link faultKinds}. */
export type Fault = (typeof faultKinds)[number];

/** One MQTT message of a simulated device, with what its receiver must do with it. */
export interface SimulatedPacket {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly dup: boolean;
  readonly fault: Fault | null;
  readonly expect: 'accepted' | 'quarantined' | 'repeated';
}

type Sign = (message: Uint8Array) => Uint8Array;

const HELD_BACK = 100;
const SWAPPING = 1;

/**
 * Messages signed and put on their device's topic, with as many of each fault as asked for among them, at
 * places that the seed decides. Every message itself still arrives exactly once, except the `impossible` ones:
 * faults add packets, delay them or (`future`) change a message's own time.
 */
export function simulatedPackets(
  forms: Iterable<MessageForm>,
  options: {
    readonly member: string;
    readonly seed: string;
    readonly faults?: Partial<Record<Fault, number>>;
  },
  { sign, strangerSign }: { readonly sign: Sign; readonly strangerSign: Sign },
): SimulatedPacket[] {
  const all = [...forms];
  const random = createRandom(`${options.seed} faults`);
  const places = faultPlaces(all.length, options.faults ?? {}, random);
  const sent: { readonly order: number; readonly packet: SimulatedPacket }[] = [];

  for (const [index, form] of all.entries()) {
    const fault = places.get(index) ?? null;
    const delay = fault === 'late' ? HELD_BACK : fault === 'reordered' ? SWAPPING : 0;
    const own = ownForm(form, fault);
    const packet = packetOf(options.member, own, sign, fault);
    sent.push({ order: index + (delay === 0 ? 0 : delay + 0.5), packet });
    const extra = extraPacket(packet, own, fault, options.member, { sign, strangerSign });
    if (extra) sent.push({ order: index + 0.25, packet: extra });
  }
  return sent.toSorted((left, right) => left.order - right.order).map(({ packet }) => packet);
}

/** The message as its device sends it. */
function ownForm(form: MessageForm, fault: Fault | null): MessageForm {
  if (fault === 'future') return { ...form, at: form.at + 600_000 };
  if (fault !== 'impossible') return form;
  const [first, ...rest] = form.observations;
  if (!first) return form;
  const others = rest.filter(({ code }) => code !== '2708-6');
  return { ...form, observations: [{ code: '2708-6', value: '120', unit: '%' }, ...others] };
}

function packetOf(
  member: string,
  form: MessageForm,
  sign: Sign,
  fault: Fault | null,
): SimulatedPacket {
  const marks = fault !== null && !ADDING.has(fault);
  return {
    topic: readingsTopic(member, form.device),
    payload: utf8(JSON.stringify(signMessage(form, sign))),
    dup: false,
    fault: marks ? fault : null,
    expect: fault === 'impossible' ? 'quarantined' : 'accepted',
  };
}

const ADDING: ReadonlySet<Fault> = new Set([
  'forged',
  'replayed',
  'wrong-device',
  'other-key',
  'duplicated',
]);

/** The packet that a fault adds behind the true one. */
function extraPacket(
  original: SimulatedPacket,
  form: MessageForm,
  fault: Fault | null,
  member: string,
  { sign, strangerSign }: { readonly sign: Sign; readonly strangerSign: Sign },
): SimulatedPacket | undefined {
  const topic = readingsTopic(member, form.device);
  const next = { ...form, counter: form.counter + 1_000_000 };

  function added(payload: Uint8Array, expect: SimulatedPacket['expect'] = 'quarantined') {
    return { topic, payload, dup: expect === 'repeated', fault, expect };
  }

  switch (fault) {
    case 'replayed':
      return added(original.payload);
    case 'duplicated':
      return added(original.payload, 'repeated');
    case 'forged':
      return added(text({ ...signMessage(next, sign), at: next.at + 1 }));
    case 'other-key':
      return added(text(signMessage(next, strangerSign)));
    case 'wrong-device':
      return added(text(signMessage({ ...next, device: otherHandle(form.device) }, sign)));
    default:
      return undefined;
  }
}

function text(message: unknown): Uint8Array {
  return utf8(JSON.stringify(message));
}

function otherHandle(device: Hex): Hex {
  return toHex(
    utf8(device)
      .slice(0, 32)
      .map((byte) => byte ^ 0x5a),
  );
}

/** Each fault gets places of its own, chosen by the seed. */
function faultPlaces(
  count: number,
  faults: Partial<Record<Fault, number>>,
  random: Random,
): ReadonlyMap<number, Fault> {
  const free = Array.from({ length: count }, (_, index) => index);
  const places = new Map<number, Fault>();
  for (const fault of faultKinds)
    for (let left = faults[fault] ?? 0; left > 0 && free.length > 0; left -= 1) {
      const [place] = free.splice(random.below(free.length), 1);
      if (place !== undefined) places.set(place, fault);
    }
  return places;
}
