import { accessRequests } from './access-syntax.ts';
import {
  category,
  later,
  membership,
  output,
  passkey,
  purpose,
  second,
  type CommandSyntax,
} from './command-syntax.ts';
import { monitoring } from './monitoring-syntax.ts';

/** Every command of the command line, in the order of its help. */
export const commands: readonly CommandSyntax[] = [
  {
    name: 'up',
    does: 'starts a consortium: the orderer and one process per hospital',
    options: [
      { flags: '--demo', says: 'with synthetic patients and demonstration sign-ins' },
      { flags: '--engine <name>', says: 'embedded (default) or fabric' },
      { flags: '--fresh', says: 'deletes the data folder first' },
      { flags: '--port-base <port>', says: 'the first port (default 8100)' },
    ],
    load: async () => (await import('./commands/up.ts')).up,
  },
  { name: 'down', does: 'stops it', load: async () => (await import('./commands/down.ts')).down },
  {
    name: 'status',
    does: 'height, hash and what is not yet anchored, a member a line',
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'wipe',
    does: 'deletes a data folder',
    options: [{ flags: '--yes', says: 'yes, delete it' }],
    load: async () => (await import('./commands/wipe.ts')).wipe,
  },
  {
    name: 'demo',
    does: 'tells the whole story end to end, then ends',
    options: [
      { flags: '--bundle <file>', says: 'a FHIR R4 transaction bundle with one Patient' },
      { flags: '--engine <name>', says: 'embedded (default) or fabric' },
    ],
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'import <paths...>',
    does: 'FHIR transaction bundles, files or folders',
    load: async () => (await import('./commands/import.ts')).importBundles,
  },
  {
    name: 'label <file>',
    does: 'kind and sensitive labels of each entry of a bundle',
    plain: true,
    load: async () => (await import('./commands/label.ts')).label,
  },
  {
    name: 'patients',
    does: "my hospital's patients",
    load: async () => (await import('./commands/people.ts')).patients,
  },
  {
    name: 'enrol <patient>',
    does: 'two staff enrol a patient: handle, credential, card',
    options: [...second, passkey],
    load: async () => (await import('./commands/people.ts')).enrol,
  },
  {
    name: 'card <patient>',
    does: "a patient's card and stop code",
    load: async () => (await import('./commands/people.ts')).card,
  },
  {
    name: 'passkey <new>',
    does: 'a software authenticator for scripts: passkey new -o F',
    options: [output],
    plain: true,
    load: async () => (await import('./commands/passkey.ts')).passkey,
  },
  {
    name: 'routes',
    does: 'every page: its address, and who may open it',
    plain: true,
    load: async () => (await import('./commands/routes.ts')).routes,
  },
  {
    name: 'roots',
    does: 'the roots of trust that `check` wants',
    options: [output],
    load: async () => (await import('./commands/proofs.ts')).roots,
  },
  {
    name: 'add-patient <file>',
    does: 'admits a patient from a FHIR Patient',
    load: async () => (await import('./commands/people.ts')).addPatient,
  },
  {
    name: 'add-practitioner <user>',
    does: 'an account with a key of its own',
    options: [
      { flags: '--name <name>', says: 'the name to show' },
      { flags: '--role <role>', says: 'doctor, nurse, administrator or privacy-officer' },
      { flags: '--new-password-file <file>', says: 'the file with the first password' },
    ],
    load: async () => (await import('./commands/people.ts')).addPractitioner,
  },
  {
    name: 'suspend-practitioner <user>',
    does: 'ends what an account may do, at once',
    load: async () => (await import('./commands/people.ts')).suspendPractitioner,
  },
  {
    name: 'directory',
    does: "all hospitals' doctors",
    load: async () => (await import('./commands/people.ts')).directory,
  },
  {
    name: 'ask <card>',
    does: "another hospital's records of the card's patient",
    options: [
      { flags: '--for <patient>', says: 'my own patient, compared before anything is shown' },
      category,
      purpose,
      { flags: '--event <encounter>', says: 'the encounter here (default: a new walk-in)' },
    ],
    load: async () => (await import('./commands/exchange.ts')).ask,
  },
  {
    name: 'read <patient>',
    does: 'own records',
    options: [category],
    load: async () => (await import('./commands/records.ts')).read,
  },
  {
    name: 'history <id>',
    does: 'every version of a record',
    load: async () => (await import('./commands/records.ts')).history,
  },
  {
    name: 'amend <id> <file>',
    does: 'a new version of a record',
    options: [{ flags: '--if-match <version>', says: 'the version that it replaces' }],
    load: async () => (await import('./commands/records.ts')).amend,
  },
  {
    name: 'enter-in-error <id>',
    does: 'marks a record as entered in error',
    options: [{ flags: '--reason <text>', says: 'why' }],
    load: async () => (await import('./commands/records.ts')).enterInError,
  },
  {
    name: 'grant [patient]',
    does: "the patient's act: give access",
    options: [
      { flags: '--to <user@member>', says: 'who is given access' },
      category,
      purpose,
      { flags: '--days <n>', says: 'for how many days' },
      passkey,
      ...second,
    ],
    load: async () => (await import('./commands/consent.ts')).grant,
  },
  {
    name: 'withdraw <grant> [patient]',
    does: "the patient's act: take access back",
    options: [passkey, ...second],
    load: async () => (await import('./commands/consent.ts')).withdraw,
  },
  ...accessRequests,
  {
    name: 'stop',
    does: 'stops all release, for whoever shows the stop code',
    options: [
      { flags: '--code <stop>', says: 'the stop code' },
      { flags: '--member <custodian>', says: 'the hospital on the card' },
    ],
    load: async () => (await import('./commands/exchange.ts')).stop,
  },
  {
    name: 'break-glass <card>',
    does: 'the emergency summary, or the rest; recorded for patient and privacy officer',
    options: [
      { flags: '--reason <code>', says: 'for example ETREAT' },
      { flags: '--text <text>', says: 'why, in words' },
      { flags: '--step-up-file <file>', says: 'the file with your password, once more' },
      { flags: '--rest', says: 'more than the summary' },
      { flags: '--reason2 <code>', says: 'the second reason, with --rest' },
    ],
    load: async () => (await import('./commands/exchange.ts')).breakGlass,
  },
  {
    name: 'disclosures [patient]',
    does: 'who saw or was refused what',
    options: [passkey],
    load: async () => (await import('./commands/audit.ts')).disclosures,
  },
  ...membership,
  {
    name: 'login',
    does: 'signs in and prints a bearer token',
    load: async () => (await import('./commands/login.ts')).login,
  },
  {
    name: 'people',
    does: 'the demonstration sign-ins',
    load: async () => (await import('./commands/login.ts')).people,
  },
  {
    name: 'receipts',
    does: 'answers and receipts without their counterpart',
    load: async () => (await import('./commands/audit.ts')).receipts,
  },
  {
    name: 'incidents',
    does: 'what was set aside, mismatches, faults',
    load: async () => (await import('./commands/audit.ts')).incidents,
  },
  {
    name: 'verify',
    does: 'every log and index, offline or beside a running node',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'prove <id>',
    does: 'a proof of a record, disclosure or reading',
    options: [output],
    load: async () => (await import('./commands/proofs.ts')).prove,
  },
  {
    name: 'check <file>',
    does: 'checks a proof with no node',
    options: [{ flags: '--roots <file>', says: 'the roots of trust' }],
    plain: true,
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'rebuild',
    does: 'makes the indexes again from the logs',
    load: async () => (await import('./commands/rebuild.ts')).rebuild,
  },
  {
    name: 'backup',
    does: 'a consistent copy of all logs',
    options: [output],
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  {
    name: 'where',
    does: 'where everything lies',
    load: async () => (await import('./commands/where.ts')).where,
  },
  ...monitoring,
  ...later,
];
