/** The first letters of the last two words of a name. */
export function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(-2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}

const roleNames = [
  'patient',
  'guardian',
  'doctor',
  'nurse',
  'administrator',
  'privacy-officer',
  'auditor',
  'researcher',
] as const;

/** Whether a role of an answer is one that these pages have words for. */
export function isRole(role: string): role is (typeof roleNames)[number] {
  return roleNames.some((known) => known === role);
}
