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

const notBuilt = (name: string, does: string): CommandSyntax => ({
  name: `${name} [args...]`,
  does: `${does} (not in this release)`,
  plain: true,
  load: async () => (await import('./commands/not-built.ts')).notBuilt,
});

/** Commands of later releases: each says so. */
export const later: readonly CommandSyntax[] = [
  notBuilt('propose', 'proposes a member'),
  notBuilt('approve', 'approves a proposal'),
  notBuilt('reject', 'rejects a proposal'),
  notBuilt('suspend', 'suspends a member'),
  notBuilt('node', "one hospital's own node"),
  notBuilt('routes', 'the pages of the node'),
  notBuilt('requests', 'requests for access'),
  notBuilt('request', 'asks a patient for access'),
  notBuilt('decide', 'decides a request for access'),
  notBuilt('restore', 'restores a backup'),
  notBuilt('fabric', 'a real Fabric network'),
  notBuilt('gateway', 'a gateway for devices'),
  notBuilt('load', 'bounded load'),
];
