/** What a command runs: its positional arguments and its flags. */
export type Run = (args: string[], flags: Record<string, never>) => Promise<void>;

/** The syntax of one command; the code behind it is loaded when it is called. */
export interface CommandSyntax {
  name: string;
  does: string;
  options?: readonly { flags: string; says: string; many?: true }[];
  /** Acts on files only: no member, no session. */
  plain?: true;
  load: () => Promise<Run>;
}

/** A kind or a sensitive label, repeatable. */
export const category = {
  flags: '--category <name>',
  says: 'a kind or a sensitive label; may be repeated',
  many: true,
} as const;
/** Why somebody asks. */
export const purpose = { flags: '--purpose <code>', says: 'HL7 PurposeOfUse, default TREAT' };
/** The patient's own key. */
export const passkey = { flags: '--passkey <file>', says: "the patient's software authenticator" };
/** The second of two who sign for a patient. */
export const second = [
  { flags: '--with <user>', says: 'the second staff member who signs' },
  { flags: '--password-file2 <file>', says: 'the file with the password of --with' },
];
/** The file that a command writes. */
export const output = { flags: '-o, --output <file>', says: 'where to write' };

/** The password once more, for what wants a step-up. */
export const stepUp = {
  flags: '--step-up-file <file>',
  says: 'the file with your password, once more (not needed with --password-file)',
};

/** Who the members are, and a hospital's own node. */
export const membership: readonly CommandSyntax[] = [
  {
    name: 'members',
    does: 'the members of the consortium',
    options: [{ flags: '--proposals', says: 'what is to be decided about them' }],
    load: async () => (await import('./commands/governance.ts')).members,
  },
  {
    name: 'propose <application>',
    does: 'proposes a hospital that applied here (its id), or a file with its application',
    options: [stepUp],
    load: async () => (await import('./commands/governance.ts')).propose,
  },
  {
    name: 'approve <proposal>',
    does: "approves a proposal, this hospital's one word",
    options: [stepUp],
    load: async () => (await import('./commands/governance.ts')).approve,
  },
  {
    name: 'reject <proposal>',
    does: 'rejects a proposal, or takes back an own one',
    options: [stepUp],
    load: async () => (await import('./commands/governance.ts')).reject,
  },
  {
    name: 'suspend <member>',
    does: 'proposes to end exchange with a member',
    options: [
      stepUp,
      {
        flags: '--here',
        says: "stops this hospital's own releases to it at once (itself: to all)",
      },
      { flags: '--lift', says: 'takes it back' },
    ],
    load: async () => (await import('./commands/governance.ts')).suspend,
  },
  {
    name: 'node <action>',
    does: "one hospital's own node: node init | start",
    options: [
      { flags: '--name <name>', says: 'the name of the hospital' },
      { flags: '--join <url>', says: 'the address of a member of the consortium to join' },
      { flags: '--kind <kind>', says: 'hospital (default), laboratory, pharmacy or research' },
      { flags: '--port-base <port>', says: 'the first port (default 8100; joining, 8200)' },
      { flags: '--origin <url>', says: 'the address of its pages, https://…, where they have one' },
      { flags: '--admin <user>', says: 'the first administrator' },
      { flags: '--admin-name <name>', says: 'the name to show' },
      { flags: '--admin-password-file <file>', says: 'the file with the first password' },
    ],
    plain: true,
    load: async () => (await import('./commands/node.ts')).node,
  },
];

const notBuilt = (name: string, does: string): CommandSyntax => ({
  name: `${name} [args...]`,
  does: `${does} (not in this release)`,
  plain: true,
  load: async () => (await import('./commands/not-built.ts')).notBuilt,
});

/** Commands of later releases: each says so. */
export const later: readonly CommandSyntax[] = [
  notBuilt('restore', 'restores a backup'),
  notBuilt('fabric', 'a real Fabric network'),
  notBuilt('gateway', 'a gateway for devices'),
  notBuilt('load', 'bounded load'),
];
