import { givenText, writeGiven } from '../consortium-file.ts';
import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { printRows, rowsOf, textIn } from '../rows.ts';
import { outputOf, sessionOf, type CommonFlags } from '../session.ts';

const actions: readonly string[] = ['list', 'enrol', 'bind', 'unbind', 'revoke'];
const usage =
  'device list | enrol --csr F | bind DEVICE --patient P | unbind DEVICE | revoke DEVICE';

/** `device list|enrol|bind|unbind|revoke`: a device's certificate and whom it measures. */
export async function device(
  [action = '', id = '']: string[],
  flags: CommonFlags & { csr?: string; patient?: string; output?: string },
): Promise<void> {
  const output = outputOf(flags);
  if (!actions.includes(action)) throw new CommandEnd(exitCodes.usage, usage);
  const client = await sessionOf(flags);
  if (action === 'list') {
    printRows(output, await client.call('devices', {}));
    return;
  }
  if (action === 'enrol') {
    const row = rowsOf(
      await client.call('device-enrol', { csr: givenText(wanted(flags.csr, '--csr')) }),
    )[0];
    if (flags.output !== undefined) writeGiven(flags.output, textIn(row, 'certificate'));
    output.row(
      row ?? {},
      `Device ${textIn(row, 'device')} is enrolled; ${flags.output === undefined ? `\n${textIn(row, 'certificate')}` : `its certificate is in ${flags.output}.`}`,
    );
    return;
  }
  const named = wanted(id, 'DEVICE');
  if (action === 'bind')
    printRows(
      output,
      await client.call('device-bind', {
        device: named,
        patient: wanted(flags.patient, '--patient'),
      }),
    );
  else if (action === 'unbind')
    printRows(output, await client.call('device-unbind', { device: named }));
  else printRows(output, await client.call('device-revoke', { device: named }));
}
