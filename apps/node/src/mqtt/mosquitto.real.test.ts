import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readingsTopic } from '@careledger/telemetry';
import { describe, expect, it } from 'vitest';
import type { Identity } from './identity.fixture.ts';
import { createAuthority } from './identity.fixture.ts';
import { openWard } from './ward.fixture.ts';

const isInstalled = spawnSync('mosquitto_pub', ['--help']).error === undefined;
if (!isInstalled)
  console.warn('SKIPPED: mosquitto_pub is not installed (apt-get install mosquitto-clients)');

describe.skipIf(!isInstalled)('mosquitto_pub', () => {
  it('I5 publishes with a certificate, and fails without one and on another topic', async () => {
    const authority = await createAuthority();
    const [monitor, pump] = await Promise.all([authority.device(), authority.device()]);
    await using ward = await openWard({ authority, admitted: [monitor, pump] });
    const folder = mkdtempSync(join(tmpdir(), 'careledger-mqtt-'));
    try {
      for (const [name, text] of [
        ['ca', authority.ca],
        ['cert', monitor.cert],
        ['key', monitor.key],
      ] as const)
        writeFileSync(join(folder, name), text);
      const { port } = ward.broker.address;
      const to = ['-h', 'localhost', '-p', String(port), '--cafile', join(folder, 'ca'), '-q', '1'];
      const own = ['--cert', join(folder, 'cert'), '--key', join(folder, 'key')];
      expect(await mosquittoPub([...to, ...own, '-t', topicOf(monitor), '-m', 'x'])).toBe(0);
      expect(ward.delivered).toHaveLength(1);
      expect(await mosquittoPub([...to, '-t', topicOf(monitor), '-m', 'x'])).not.toBe(0);
      expect(await mosquittoPub([...to, ...own, '-t', topicOf(pump), '-m', 'x'])).not.toBe(0);
      expect(ward.delivered).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function mosquittoPub(args: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn('mosquitto_pub', args, { stdio: 'ignore', timeout: 20_000 });
    child.once('close', (code) => resolve(code));
  });
}

function topicOf({ handle }: Identity): string {
  return readingsTopic('northgate', handle);
}
