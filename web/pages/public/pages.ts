/** The public pages: complete from the server, for everybody, without a script. */
import type { Page } from '../../visit.ts'
import { invitationPage, setUpPage, signInPage } from './sign-in.ts'

export const PUBLIC_PAGES: readonly Page[] = [signInPage, invitationPage, setUpPage]
