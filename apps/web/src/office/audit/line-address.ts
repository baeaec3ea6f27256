/** A line of who saw what as addresses name it: one look may concern several patients, each of whom has a line of it. */
export interface Line {
  readonly id: string;
  readonly patient?: string;
}

/** What of a row names its line. */
interface Named {
  readonly id: string;
  readonly patient: string | null;
}

const ofPatient = /^((?:access|flood)\/\d+)\/(.+)$/;

/** The address that opens a line, with the random id of its patient where the line's own id is not hers alone. */
export function addressOfLine({ id, patient }: Named): string {
  const place = patient === null || !id.includes('/') ? id : `${id}/${patient}`;
  return `/audit/seen/${encodeURIComponent(place)}`;
}

/** The line that the last part of an address names. */
export function lineIn(place: string): Line {
  const [, id, patient] = ofPatient.exec(place) ?? [];
  return id === undefined || patient === undefined ? { id: place } : { id, patient };
}

/** Whether a row is that line. */
export function isLine(row: Named, { id, patient }: Line): boolean {
  return row.id === id && (patient === undefined || row.patient === patient);
}
