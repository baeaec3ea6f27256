/** What of an address is to be saved: the one in the field where it differs from the saved one, null to delete that. */
export function changedMail(
  written: string,
  saved: string | null,
): { readonly mail: string | null } | undefined {
  const mail = written.trim() === '' ? null : written.trim();
  return mail === saved ? undefined : { mail };
}
