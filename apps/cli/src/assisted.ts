import { wanted } from './flags.ts';
import { CommandEnd, exitCodes } from './output.ts';
import { passwordIn } from './session.ts';

/** Whom an assisted act is for, and who signs beside; exit 2 where it is nobody's act. */
export function assisted(
  patient: string,
  flags: { with?: string; passwordFile2?: string },
): { patient: string; second: { user: string; password: string } } {
  if (patient === '' || flags.with === undefined)
    throw new CommandEnd(
      exitCodes.usage,
      "Whose act is it? --passkey F for the patient's own, or PATIENT --with USER2 --password-file2 F for an assisted one.",
    );
  return {
    patient,
    second: {
      user: flags.with,
      password: passwordIn(wanted(flags.passwordFile2, '--password-file2')),
    },
  };
}
