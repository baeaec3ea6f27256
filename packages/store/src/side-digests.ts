import { createHash, type Hash } from 'node:crypto';

/** Digests of what the derived files of a log must hold, entry by entry. */
export class SideDigests {
  readonly #offsets: Hash;
  readonly #tree: Hash;

  private constructor(offsets: Hash, tree: Hash) {
    this.#offsets = offsets;
    this.#tree = tree;
  }

  static start(): SideDigests {
    return new SideDigests(createHash('sha256'), createHash('sha256'));
  }

  /** Takes the place of an entry and the nodes that it completes. */
  add(at: number, nodes: readonly Buffer[]): void {
    const place = Buffer.allocUnsafe(4);
    place.writeUInt32BE(at);
    this.#offsets.update(place);
    for (const node of nodes) this.#tree.update(node);
  }

  copy(): SideDigests {
    return new SideDigests(this.#offsets.copy(), this.#tree.copy());
  }

  /** The digests so far, as hex. */
  sums(): { offsets: string; tree: string } {
    return {
      offsets: this.#offsets.copy().digest('hex'),
      tree: this.#tree.copy().digest('hex'),
    };
  }
}
