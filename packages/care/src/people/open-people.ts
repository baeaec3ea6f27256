import type { MasterKey } from '@careledger/keys';
import type { OpenedChart } from '../chart/open-chart.ts';
import { guardianshipOf } from '../guardians/guardianship.ts';
import type { Journal } from '../journal/journal.ts';
import type { Registry } from '../registry/registry.ts';
import { openAccounts } from './accounts.ts';
import { createPasskeyChallenges } from './passkey-challenges.ts';
import { createPatients } from './patients.ts';
import type { People } from './people.ts';
import { openSignIn, type IdleTimes } from './sign-in.ts';
import { openStandings } from './standings.ts';
import { createStaffPasskeys } from './staff-passkeys.ts';

/** Opens accounts, sessions and patients over the registry. */
export function openPeople(deps: {
  registry: Registry;
  journal: Journal;
  masterKey: MasterKey;
  chart: OpenedChart;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
  idle: IdleTimes;
}): People {
  const accounts = openAccounts(deps);
  const challenges = createPasskeyChallenges(deps);
  const passkeys = createStaffPasskeys(deps);
  const patients = createPatients(deps).people;
  const { patient } = patients;
  const guardianOf = (credential: string) => {
    const row = deps.registry.get('guardian', credential);
    return row === undefined ? undefined : guardianshipOf(row);
  };
  const signIn = openSignIn({ ...deps, accounts, challenges, passkeys, patient, guardianOf });
  const standings = openStandings({ ...deps, accounts });
  return { ...patients, ...accounts.directory, ...standings, ...signIn, passkeys };
}
