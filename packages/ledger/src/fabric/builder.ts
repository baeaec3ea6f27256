import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DETECT = `#!/bin/sh
# Takes packages whose metadata says that they run as a service.
grep -Eq '"type"[[:space:]]*:[[:space:]]*"ccaas"' "$2/metadata.json"
`;

const BUILD = `#!/bin/sh
# Nothing to compile: the package is the address of the running service.
set -e
cp "$1/connection.json" "$3/connection.json"
`;

const RELEASE = `#!/bin/sh
# Tells the peer where the service listens.
set -e
mkdir -p "$2/chaincode/server"
cp "$1/connection.json" "$2/chaincode/server/connection.json"
`;

/** Writes the external builder that lets a peer use chaincode that runs as a service. */
export function writeBuilder(folder: string): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, script] of Object.entries({ detect: DETECT, build: BUILD, release: RELEASE })) {
    writeFileSync(join(bin, name), script, { mode: 0o755 });
  }
}
