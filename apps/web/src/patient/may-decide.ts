import { useWho } from '../session/session.tsx';

/** Whether whoever is signed in is the patient, and whether he may give and withdraw; a person who acts for her may look, or decide too (I7). */
export function useMay(): { readonly isPatient: boolean; readonly decides: boolean } {
  const { guardian } = useWho();
  return { isPatient: guardian === undefined, decides: guardian?.scope !== 'view' };
}
