/** Loads what makes pages livelier: every one of them works without it, but for uploads. */
import '@hotwired/turbo'
import { startAgain } from './again.ts'
import { sayAgain, startAutosave } from './autosave.ts'
import { startChoose } from './choose.ts'
import { startDrafts } from './drafts.ts'
import { startFocus } from './focus.ts'
import { startLadder } from './ladder.ts'
import { startPalette } from './palette.ts'
import { startRows } from './rows.ts'
import { startTryOut } from './try-out.ts'
import { startUploads } from './uploads.ts'
import { fetchWords } from './words.ts'
import './unreached.ts'

function start(): void {
  void fetchWords('islands').then(sayAgain)
  startFocus()
  startDrafts()
  // Before whatever puts rows back: tables grow as they are filled.
  startRows()
  startAutosave()
  startPalette()
  startChoose()
  startUploads()
  startAgain()
  startLadder()
  startTryOut()
  const look = document.querySelector<HTMLElement>('[data-look]')
  if (look) void import('./look.ts').then(({ startLook }) => startLook(look))
}

document.addEventListener('turbo:load', start)
document.addEventListener('turbo:render', start)
