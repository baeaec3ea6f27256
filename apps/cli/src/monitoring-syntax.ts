import { output, type CommandSyntax } from './command-syntax.ts';

/** Devices, simulated monitors, and what was measured. */
export const monitoring: readonly CommandSyntax[] = [
  {
    name: 'device <action> [device]',
    does: 'device list | enrol --csr F | bind DEVICE --patient P | unbind DEVICE | revoke DEVICE',
    options: [
      { flags: '--csr <file>', says: 'the certificate request of the device' },
      { flags: '--patient <patient>', says: 'whom it measures' },
      output,
    ],
    load: async () => (await import('./commands/devices.ts')).device,
  },
  {
    name: 'simulate',
    does: 'simulated monitors over MQTT',
    options: [
      { flags: '--patient <patient>', says: 'whom they measure' },
      { flags: '--devices <n>', says: 'how many' },
      { flags: '--readings <n>', says: 'how many readings in all' },
      { flags: '--seed <s>', says: 'the same seed gives the same readings' },
      { flags: '--speed <x>', says: 'times real time; default as fast as the node takes them' },
      {
        flags: '--faults <f>',
        says: 'forged,replayed: this many of each, as forged=50,replayed=50',
      },
    ],
    load: async () => (await import('./commands/simulate.ts')).simulate,
  },
  {
    name: 'readings <patient>',
    does: 'the series of a patient',
    load: async () => (await import('./commands/monitoring.ts')).readings,
  },
  {
    name: 'scores <patient>',
    does: 'NEWS2 over time',
    load: async () => (await import('./commands/monitoring.ts')).scores,
  },
  {
    name: 'alerts [patient]',
    does: 'open and past alerts',
    load: async () => (await import('./commands/monitoring.ts')).alerts,
  },
  {
    name: 'quarantine',
    does: 'readings that were kept out, and why',
    load: async () => (await import('./commands/monitoring.ts')).quarantine,
  },
];
