import type { Hex } from '@careledger/proof';

/** What a device may publish (I5). */
export type DeliveryKind = 'readings' | 'status' | 'acknowledgements';

/** The kind of a topic if it is one on which this device of this member may publish, else undefined (I5). */
export function publishedKind(
  topic: string,
  member: string,
  device: Hex,
): DeliveryKind | undefined {
  const own = `careledger/${member}/${device}/`;
  if (!topic.startsWith(own)) return undefined;
  const kind = topic.slice(own.length);
  return kind === 'readings' || kind === 'status' || kind === 'acknowledgements' ? kind : undefined;
}

/** The one topic to which a device may subscribe (I5). */
export function commandsTopic(member: string, device: Hex): string {
  return `careledger/${member}/${device}/commands`;
}
