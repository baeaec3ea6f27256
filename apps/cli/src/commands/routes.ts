import { routes as table } from '@careledger/web/routes';
import { outputOf, type CommonFlags } from '../session.ts';

/** `routes`: every page, who may open it and the key of its title. */
export async function routes(_: string[], flags: CommonFlags): Promise<void> {
  const output = outputOf(flags);
  for (const { path, area, roles, title } of table)
    output.row(
      { path, area, roles, title },
      `${path}  ${roles === 'everyone' ? roles : roles.join(', ')}`,
    );
}
