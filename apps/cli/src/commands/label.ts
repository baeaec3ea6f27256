import { labelBundle } from '@careledger/fhir';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, type CommonFlags } from '../session.ts';
import { resourceIn } from './people.ts';

/** `label FILE`: kind and sensitive labels of each entry of a bundle. */
export async function label([file = '']: string[], flags: CommonFlags): Promise<void> {
  const bundle = resourceIn(file);
  if (bundle.resourceType !== 'Bundle')
    throw new CommandEnd(exitCodes.usage, `${file} is a ${bundle.resourceType}, not a Bundle.`);
  const output = outputOf(flags);
  for (const row of labelBundle(bundle))
    output.row(row, `${row.fullUrl}  ${row.type}  ${row.kind}  ${row.labels.join(' ')}`);
}
