import { definitionOf, type ChannelConfig, type Policy } from './config.ts';

/** Whether endorsements by these organisations (each counted once) satisfy the policy in this configuration. */
export function satisfies(
  config: ChannelConfig,
  policy: Policy,
  endorsers: ReadonlySet<string>,
): boolean {
  const members = config.organisations.filter((one) => endorsers.has(one.mspId)).length;
  if (policy === 'ANY') return members >= 1;
  if (policy === 'MAJORITY') return members >= majority(config);
  return policy.any.some((mspId) => endorsers.has(mspId));
}

/** More than half of the members. */
export function majority(config: ChannelConfig): number {
  return Math.floor(config.organisations.length / 2) + 1;
}

/**
 * A small set of organisations whose endorsements satisfy the policies of all these namespaces, the
 * preferred one first wherever it counts; undefined when a namespace has no definition.
 */
export function endorsersFor(
  config: ChannelConfig,
  namespaces: readonly string[],
  preferred: string,
): string[] | undefined {
  const chosen = new Set<string>();
  const order = [
    preferred,
    ...config.organisations.map((one) => one.mspId).filter((mspId) => mspId !== preferred),
  ];
  for (const namespace of namespaces) {
    const definition = definitionOf(config, namespace);
    if (definition === undefined) return undefined;
    const { policy } = definition;
    for (const mspId of order) {
      if (satisfies(config, policy, chosen)) break;
      if (policy === 'MAJORITY' || policy === 'ANY' || policy.any.includes(mspId))
        chosen.add(mspId);
    }
  }
  return order.filter((mspId) => chosen.has(mspId));
}
