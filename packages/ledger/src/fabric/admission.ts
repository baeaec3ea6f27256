import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { channelConfig } from './channel-config.ts';
import { FabricError } from './fabric-error.ts';
import {
  adminEnv,
  approve,
  bookDefinition,
  commit,
  definitionsOf,
  installPackages,
  joinChannel,
  ordererArgs,
} from './lifecycle.ts';
import type { NetworkFacts } from './network-facts.ts';
import type { PlannedOrganisation } from './plan.ts';
import { patiently, run } from './processes.ts';

/**
 * Adds an organisation to the channel's configuration, signed by every present one; from then on
 * its peer may join. `facts` is of the plan that already holds the newcomer.
 */
export async function addToChannel(
  facts: NetworkFacts,
  newcomer: PlannedOrganisation,
  present: readonly PlannedOrganisation[],
): Promise<void> {
  const [sender, ...signers] = present;
  if (sender === undefined) throw new FabricError('not-a-network', 'nobody could admit anybody');
  const folder = mkdtempSync(join(tmpdir(), 'careledger-admission-'));
  try {
    const update = await writeUpdate(facts, { newcomer, sender, folder });
    for (const signer of signers) {
      await asAdmin(facts, signer, ['channel', 'signconfigtx', '--file', update]);
    }
    await asAdmin(facts, sender, [
      'channel',
      'update',
      '--file',
      update,
      '--channelID',
      facts.plan.channel,
      ...ordererArgs(facts, sender),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Joins a newcomer's running peer to the channel and agrees on the contracts: it approves what
 * there is, everybody approves its book, and one commit makes that definition.
 */
export async function settleIn(
  facts: NetworkFacts,
  newcomer: PlannedOrganisation,
  present: readonly PlannedOrganisation[],
): Promise<void> {
  const { signal } = facts;
  await patiently(signal, () => joinChannel(facts, newcomer));
  await installPackages(facts, newcomer);
  for (const definition of definitionsOf(present)) {
    // The peer may still be reading the channel's blocks.
    await patiently(signal, () => approve(facts, newcomer, definition));
  }
  const everybody = [...present, newcomer];
  const book = bookDefinition(newcomer);
  await Promise.all(
    everybody.map((organisation) => patiently(signal, () => approve(facts, organisation, book))),
  );
  await patiently(signal, () => commit(facts, everybody, book));
}

function asAdmin(
  facts: NetworkFacts,
  organisation: PlannedOrganisation,
  args: readonly string[],
): Promise<string> {
  return run(
    { file: facts.programs.peer, args, env: adminEnv(facts, organisation) },
    { signal: facts.signal },
  );
}

/** Writes the unsigned envelope of the configuration update and returns its path. */
async function writeUpdate(
  facts: NetworkFacts,
  {
    newcomer,
    sender,
    folder,
  }: { newcomer: PlannedOrganisation; sender: PlannedOrganisation; folder: string },
): Promise<string> {
  const file = (name: string) => join(folder, name);
  const { programs, layout, plan, signal } = facts;
  const translate = (args: readonly string[]) =>
    run({ file: programs.configtxlator, args }, { signal });
  const decode = async (type: string, name: string): Promise<unknown> => {
    const output = file(`${name}.json`);
    const input = file(`${name}.pb`);
    await translate(['proto_decode', '--type', type, '--input', input, '--output', output]);
    return JSON.parse(readFileSync(output, 'utf8'));
  };
  const encode = async (type: string, name: string, value: unknown): Promise<string> => {
    const input = file(`${name}.json`);
    const output = file(`${name}.pb`);
    writeFileSync(input, JSON.stringify(value));
    await translate(['proto_encode', '--type', type, '--input', input, '--output', output]);
    return output;
  };

  await asAdmin(facts, sender, [
    'channel',
    'fetch',
    'config',
    file('block.pb'),
    '--channelID',
    plan.channel,
    ...ordererArgs(facts, sender),
  ]);
  const block = await decode('common.Block', 'block');
  const original = at(block, ['data', 'data', '0', 'payload', 'data', 'config']);
  const changed: unknown = structuredClone(original);
  const members = at(changed, ['channel_group', 'groups', 'Application', 'groups']);
  if (!isRecord(members)) throw unreadable();
  members[newcomer.mspId] = await groupOf(facts, newcomer);

  await translate([
    'compute_update',
    '--channel_id',
    plan.channel,
    '--original',
    await encode('common.Config', 'original', original),
    '--updated',
    await encode('common.Config', 'changed', changed),
    '--output',
    file('update.pb'),
  ]);
  mkdirSync(layout.channelConfig, { recursive: true });
  return encode('common.Envelope', 'envelope', {
    payload: {
      header: { channel_header: { channel_id: plan.channel, type: 2 } },
      data: { config_update: await decode('common.ConfigUpdate', 'update') },
    },
  });
}

/** The newcomer's entry in the channel configuration, as configtxgen prints it. */
async function groupOf(
  { layout, plan, programs, signal }: NetworkFacts,
  newcomer: PlannedOrganisation,
): Promise<unknown> {
  mkdirSync(layout.channelConfig, { recursive: true });
  writeFileSync(join(layout.channelConfig, 'configtx.yaml'), channelConfig(plan, layout));
  const args = ['-configPath', layout.channelConfig, '-printOrg', newcomer.mspId];
  const printed = await run({ file: programs.configtxgen, args }, { signal });
  return JSON.parse(printed.slice(printed.indexOf('\n{') + 1, printed.lastIndexOf('\n}') + 2));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    if (!isRecord(inner) || inner[name] === undefined) throw unreadable();
    return inner[name];
  }, value);
}

function unreadable(): FabricError {
  return new FabricError('command-failed', 'the channel’s configuration cannot be read');
}
