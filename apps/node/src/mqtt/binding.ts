/** Whose readings a device gives, from a time until another (ms), or until further notice. */
export interface Binding {
  /** The patient, as the caller names one. */
  readonly subject: string;
  readonly from: number;
  readonly until: number | null;
}

/** The subject of a reading, or why it has none: nobody was bound, or a change was near (T1.2). */
export type Belonging =
  { readonly subject: string } | { readonly because: 'unbound' | 'near-change' };

/**
 * Whose a reading is that was measured at `at`, and for certain between `earliest` and `latest`. In doubt are
 * times at which another patient was bound, or after which the device may already have been on the next one;
 * not the first minute of a binding before which there was nobody: until then it could be on no one else.
 */
export function belonging(
  bindings: readonly Binding[],
  { at, earliest, latest }: { at: number; earliest: number; latest: number },
): Belonging {
  const near = bindings.filter(
    ({ from, until }) => from <= latest && (until ?? Infinity) > earliest,
  );
  const inForce = near.filter((binding) => holdsAt(binding, at));
  const [binding] = inForce;
  if (!binding) return { because: near.length > 0 ? 'near-change' : 'unbound' };
  const { subject } = binding;
  if (near.some((other) => other.subject !== subject)) return { because: 'near-change' };
  const endsNear = near.some(
    ({ until }) =>
      until !== null &&
      until <= latest &&
      !near.some((other) => holdsAt(other, until) && other.subject === subject),
  );
  return endsNear ? { because: 'near-change' } : { subject };
}

function holdsAt({ from, until }: Binding, at: number): boolean {
  return from <= at && (until === null || at < until);
}
