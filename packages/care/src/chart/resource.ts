import type { Json } from '@careledger/proof';

/** A FHIR R4 resource as JSON. */
export interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [element: string]: Json | undefined;
}
