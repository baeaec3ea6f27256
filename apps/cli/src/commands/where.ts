import { join } from 'node:path';
import { consortiumOf, dataFolder } from '../consortium-file.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `where`: where everything of every member lies. */
export async function where(_: string[], flags: CommonFlags): Promise<void> {
  const data = dataFolder(flags.data);
  for (const member of consortiumOf(data).members) {
    const at = (name: string) => join(data, member.folder, name);
    const row = {
      member: member.id,
      journal: at('journal'),
      vault: at('vault'),
      registry: at('registry'),
      blocks: at('blocks'),
      state: at('state.sqlite'),
      index: at('index.sqlite'),
      logs: at('logs'),
      keys: at('keys'),
    };
    outputOf(flags).row(
      row,
      Object.entries(row)
        .map(([name, place]) => `${name}: ${place}`)
        .join('\n'),
    );
  }
}
