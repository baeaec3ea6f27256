import type { AreaPages } from '../area.ts';
import { CheckPage } from './check-page.tsx';
import { ResetPage } from './reset-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** The pages that need no account. */
export const pages: AreaPages<'everyone'> = {
  'sign-in': SignInPage,
  reset: ResetPage,
  check: CheckPage,
};
