import { hex32, list, nullable, object, spki, time, v1, type Of } from './form.ts';
import { statusEntry } from './staff-leaf.ts';

const binding = object({ subject: hex32, from: time, until: nullable(time) });
export type Binding = Of<typeof binding>;

/** A device as a leaf of `devices`: whom it measured when (a commitment for each), and its statuses. */
export const deviceLeaf = object({
  v: v1,
  handle: hex32,
  spki,
  bindings: list(binding, { min: 0, max: 256 }),
  status: list(statusEntry, { min: 1, max: 64 }),
});
export type DeviceLeaf = Of<typeof deviceLeaf>;
