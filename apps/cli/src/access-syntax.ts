import { category, passkey, purpose, second, type CommandSyntax } from './command-syntax.ts';

const days = { flags: '--days <n>', says: 'for how many days' };
const window = [
  { flags: '--data-from <day>', says: 'records from this day on, YYYY-MM-DD' },
  { flags: '--data-until <day>', says: 'records up to this day' },
];
const erase = { flags: '--erase-days <n>', says: 'after how many days unfiled copies are erased' };

/** Requests for access: a practitioner asks, the patient grants, narrows or denies. */
export const accessRequests: readonly CommandSyntax[] = [
  {
    name: 'requests [patient]',
    does: 'what I asked for, or with --passkey or PATIENT what is asked of a patient',
    options: [passkey],
    load: async () => (await import('./commands/requests.ts')).requests,
  },
  {
    name: 'request <card>',
    does: 'asks a patient of another hospital for access',
    options: [
      category,
      ...window,
      purpose,
      days,
      erase,
      { flags: '--for <patient>', says: 'the own patient whose card it is' },
      {
        flags: '--event <encounter>',
        says: 'the encounter, appointment or referral that it is for',
      },
      { flags: '--text <text>', says: 'words to the patient' },
    ],
    load: async () => (await import('./commands/requests.ts')).request,
  },
  {
    name: 'decide <request> [patient]',
    does: "the patient's act: answers a request for access, once",
    options: [
      { flags: '--grant', says: 'as it was asked' },
      {
        flags: '--narrow',
        says: 'less: with --category, --days, --data-from, --data-until, --erase-days',
      },
      { flags: '--deny', says: 'not at all' },
      category,
      days,
      ...window,
      erase,
      passkey,
      ...second,
    ],
    load: async () => (await import('./commands/requests.ts')).decide,
  },
];
