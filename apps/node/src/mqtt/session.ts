import type { Duplex } from 'node:stream';
import type { Hex } from '@careledger/proof';
import type { Pace, Rate } from './pace.ts';
import { createPace } from './pace.ts';

/** One connection of a device; `will` is what it left to be published if it is lost. */
export interface Session {
  readonly device: Hex;
  readonly number: number;
  readonly pace: Pace;
  will: object | null;
}

/** Which connection is whose, and how fast each device goes over all of its connections. */
export interface Sessions {
  /** Starts a session on a stream that ends it by closing; the device's oldest above its limit is closed. */
  open(device: Hex, stream: Duplex): Session;
  of(stream: object): Session | undefined;
  has(device: Hex): boolean;
  devices(): Hex[];
  disconnect(device: Hex): void;
}

/** No session yet. */
export function createSessions(
  limits: { readonly connectionsPerDevice: number; readonly rate: Rate },
  { clock, onClose }: { clock: () => number; onClose: (device: Hex) => void },
): Sessions {
  const byStream = new WeakMap<object, Session>();
  const streams = new Map<Hex, Set<Duplex>>();
  const paces = new Map<Hex, Pace>();
  let count = 0;

  /** A device that reconnects goes on at its pace: entries stay, one for each enrolled device. */
  function paceOf(device: Hex): Pace {
    const known = paces.get(device);
    if (known) return known;
    const pace = createPace(limits.rate, { clock });
    paces.set(device, pace);
    return pace;
  }

  return {
    open(device, stream) {
      count += 1;
      const session: Session = { device, number: count, pace: paceOf(device), will: null };
      byStream.set(stream, session);
      const own = streams.get(device) ?? new Set();
      streams.set(device, own.add(stream));
      stream.once('close', () => {
        own.delete(stream);
        if (own.size === 0 && streams.get(device) === own) streams.delete(device);
        onClose(device);
      });
      const [oldest] = own;
      if (own.size > limits.connectionsPerDevice) oldest?.destroy();
      return session;
    },
    of: (stream) => byStream.get(stream),
    has: (device) => streams.has(device),
    devices: () => [...streams.keys()],
    disconnect(device) {
      for (const stream of streams.get(device) ?? []) stream.destroy();
    },
  };
}
