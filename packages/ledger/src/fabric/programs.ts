import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { FabricError } from './fabric-error.ts';

const PROGRAMS = ['peer', 'orderer', 'configtxgen', 'configtxlator', 'osnadmin'] as const;

/** One of the native programs of Hyperledger Fabric that a network needs. */
export type Program = (typeof PROGRAMS)[number];

/** The absolute path of every program of Fabric that a network needs. */
export type Programs = Readonly<Record<Program, string>>;

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds Fabric's programs in the folder named by CARELEDGER_FABRIC_BIN, then on PATH.
 * Throws FabricError 'missing-program' that names every absent one and how to get it.
 */
export function findPrograms(env: NodeJS.ProcessEnv): Programs {
  const folders = [env['CARELEDGER_FABRIC_BIN'] ?? '', ...(env['PATH'] ?? '').split(delimiter)];
  const find = (name: Program): string | undefined =>
    folders
      .filter((folder) => folder !== '')
      .map((folder) => join(folder, name))
      .find(runnable);
  const missing = PROGRAMS.filter((name) => find(name) === undefined);
  if (missing.length > 0) {
    throw new FabricError(
      'missing-program',
      `Fabric's ${missing.join(', ')} not found: unpack the 2.5 release of github.com/hyperledger/fabric ` +
        'and put its bin folder on PATH or in CARELEDGER_FABRIC_BIN',
      { programs: missing },
    );
  }
  return {
    peer: find('peer') ?? '',
    orderer: find('orderer') ?? '',
    configtxgen: find('configtxgen') ?? '',
    configtxlator: find('configtxlator') ?? '',
    osnadmin: find('osnadmin') ?? '',
  };
}
