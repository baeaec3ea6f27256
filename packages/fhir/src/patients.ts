import { targetTypeOf } from './reference.ts';
import { isRecord, textOf } from './resource.ts';
import type { Resource } from './resource.ts';
import { parametersOf, patientParameters } from './search-parameters.ts';

/**
 * The references to patients in whose compartment a resource stands, each once, as they are written
 * (http://hl7.org/fhir/R4/compartmentdefinition-patient.html); a Patient stands in its own. `urn:`
 * references say no type: plan the transaction first.
 */
export function patientsOf(resource: Resource): string[] {
  const { resourceType: type, id } = resource;
  const found = new Set<string>(type === 'Patient' && id !== undefined ? [`Patient/${id}`] : []);
  for (const code of patientParameters.get(type) ?? [])
    for (const { value } of parametersOf(type).get(code)?.extract(resource) ?? []) {
      const reference = isRecord(value) ? textOf(value['reference']) : undefined;
      if (reference !== undefined && targetTypeOf(reference) === 'Patient') found.add(reference);
    }
  return [...found];
}
