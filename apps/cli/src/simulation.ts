import { createCsr, generateSigner } from '@careledger/keys';
import {
  simulatedMonitor,
  simulatedPackets,
  type Fault,
  type SimulatedPacket,
} from '@careledger/telemetry';
import type { NodeClient } from '@careledger/protocol';
import { connectAsync, type MqttClient } from 'mqtt';
import { rowsOf, textIn } from './rows.ts';

/** What to simulate at a member's node; `speed` null sends as fast as the node takes it. */
export interface SimulationPlan {
  readonly member: string;
  readonly patient: string;
  readonly devices: number;
  readonly readings: number;
  readonly seed: string;
  readonly speed: number | null;
  readonly faults: Partial<Record<Fault, number>>;
}

const intervalMs = 1000;
const inFlight = 256;

/** A simulated monitor that is enrolled, bound and connected. */
interface Simulated {
  readonly client: MqttClient;
  readonly packets: readonly SimulatedPacket[];
  readonly device: string;
}

/** Enrols monitors, has them measure a patient over MQTT, and unbinds them; gives how many messages were acknowledged. */
export async function simulate(
  node: NodeClient,
  plan: SimulationPlan,
  progress: (sent: number, of: number) => void,
): Promise<{ sent: number; ofFaults: number; seconds: number }> {
  const share = Math.ceil(plan.readings / plan.devices);
  const monitors: Simulated[] = [];
  try {
    for (let index = 0; index < plan.devices; index += 1)
      monitors.push(
        await openMonitor(node, plan, {
          index,
          count: Math.min(share, plan.readings - index * share),
        }),
      );
    const total = monitors.reduce((sum, m) => sum + m.packets.length, 0);
    const started = performance.now();
    let sent = 0;
    await Promise.all(
      monitors.map((monitor) =>
        publish(monitor, plan, () => {
          sent += 1;
          if (sent % 500 === 0) progress(sent, total);
        }),
      ),
    );
    const ofFaults = monitors.reduce(
      (sum, m) => sum + m.packets.filter((p) => p.fault !== null).length,
      0,
    );
    return { sent, ofFaults, seconds: (performance.now() - started) / 1000 };
  } finally {
    for (const { client, device } of monitors) {
      await client.endAsync();
      await node.call('device-unbind', { device }).catch(() => {});
    }
  }
}

async function openMonitor(
  node: NodeClient,
  plan: SimulationPlan,
  { index, count }: { index: number; count: number },
): Promise<Simulated> {
  const signer = generateSigner();
  const stranger = generateSigner();
  const csr = await createCsr(signer, { cn: `monitor-${index}` });
  const enrolled = rowsOf(await node.call('device-enrol', { csr }))[0];
  const device = textIn(enrolled, 'device');
  await node.call('device-bind', { device, patient: plan.patient });
  const speed = plan.speed ?? 1;
  const start = plan.speed === null ? Date.now() : Date.now() + 50;
  const forms = simulatedMonitor({
    seed: `${plan.seed} ${index}`,
    device,
    start,
    intervalMs: plan.speed === null ? 1 : intervalMs / speed,
    count,
    episode: { from: 0.3, until: 0.9 },
  });
  const packets = simulatedPackets(
    forms,
    { member: plan.member, seed: `${plan.seed} ${index}`, faults: plan.faults },
    { sign: (message) => signer.sign(message), strangerSign: (message) => stranger.sign(message) },
  );
  const client = await connectAsync(textIn(enrolled, 'mqtt'), {
    cert: textIn(enrolled, 'certificate'),
    key: signer.pem(),
    ca: textIn(enrolled, 'server'),
    clientId: device.slice(0, 16),
    reconnectPeriod: 500,
    protocolVersion: 4,
  });
  return { client, packets, device };
}

async function publish(
  { client, packets }: Simulated,
  plan: SimulationPlan,
  onSent: () => void,
): Promise<void> {
  const window = new Set<Promise<void>>();
  for (const packet of packets) {
    const acknowledged = client
      .publishAsync(packet.topic, Buffer.from(packet.payload), { qos: 1, dup: packet.dup })
      .then(onSent)
      .finally(() => window.delete(acknowledged));
    window.add(acknowledged);
    if (window.size >= inFlight) await Promise.race(window);
    if (plan.speed !== null)
      await new Promise((resolve) => setTimeout(resolve, intervalMs / (plan.speed ?? 1)));
  }
  await Promise.all(window);
}
