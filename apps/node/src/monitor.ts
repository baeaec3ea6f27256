import { verifySignature } from '@careledger/keys';
import {
  openDevices,
  openMonitoring,
  type Book,
  type Devices,
  type Monitoring,
} from '@careledger/care';
import type { Json } from '@careledger/proof';
import { counted, emptyReplayWindow, type ReplayWindow } from '@careledger/telemetry';
import type { ConsortiumMember } from './consortium.ts';
import type { KeyRing } from './found/key-ring.ts';
import {
  openBroker,
  openIntake,
  type Accepted,
  type Broker,
  type Quarantined,
} from './mqtt/index.ts';

/** The monitoring of one hospital: its devices, what they sent, and the broker that takes it. */
export interface Monitor {
  readonly devices: Devices;
  readonly monitoring: Monitoring;
  readonly broker: Broker;
}

/** Opens broker and intake; a reading is on disk before its PUBACK is sent. */
export async function openMonitor(
  options: { member: ConsortiumMember },
  deps: { book: Book; ring: KeyRing; log: (line: object) => void },
): Promise<Monitor> {
  const { member } = options;
  const { book, ring, log } = deps;
  const { hospital } = book;
  const authority = ring.authority('device-ca');
  const devices = openDevices({ book, authority });
  const monitoring = openMonitoring(hospital);
  const intake = openIntake(
    { windows: windowsOf(monitoring) },
    {
      device: (handle) => devices.known(handle),
      verify: verifySignature,
      journal: (outcome) => keep(monitoring, outcome),
    },
  );
  const { cert, key } = ring.credential('tls');
  const broker = await openBroker(
    {
      listen: { host: '127.0.0.1', port: member.ports.mqtt },
      tls: { key, cert, ca: authority.certPem },
      member: member.id,
    },
    {
      deviceOf: (certificate) => devices.byKey(certificate.toString()),
      async accept(delivery) {
        if (delivery.kind === 'readings') await intake.take(delivery);
      },
      note: ({ what, device }) => log({ event: 'mqtt', what, device: device?.slice(0, 8) ?? null }),
      clock: hospital.clock,
    },
  );
  return { devices, monitoring, broker };
}

async function keep(monitoring: Monitoring, outcome: Accepted | Quarantined): Promise<void> {
  if (outcome.kind === 'accepted') {
    const { device, subject, reading, message } = outcome;
    await monitoring.accepted({
      device,
      patient: subject,
      receivedAt: reading.receivedAt,
      message: plain(message),
    });
    return;
  }
  const { device, reason, detail, alarm, digest, message } = outcome;
  const isCounted = message !== null && reason !== 'replay' && reason !== 'wrong-device';
  await monitoring.quarantined({
    device,
    reason,
    detail,
    alarm,
    digest,
    message: plain(message),
    counted: isCounted ? { boot: message.boot, counter: message.counter } : null,
  });
}

function windowsOf(monitoring: Monitoring): Map<string, ReplayWindow> {
  const windows = new Map<string, ReplayWindow>();
  for (const { device, boot, counter } of monitoring.counted()) {
    const next = counted(windows.get(device) ?? emptyReplayWindow(), boot, counter);
    if (next) windows.set(device, next);
  }
  return windows;
}

function plain(value: object | null): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}
