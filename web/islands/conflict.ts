/** Two people changed one answer: what the other one wrote stands beside the field, and one of the two is chosen. */
import { say } from '../../src/languages/say.ts'
import { wordsOf } from './answer-values.ts'

export type Choices = { readonly keepMine: () => void; readonly takeTheirs: () => void }

export function showConflict(part: HTMLElement, theirs: HTMLElement, choices: Choices): void {
  clearConflict(part)
  const box = document.createElement('div')
  box.className = 'conflict'
  box.dataset.conflict = ''
  box.setAttribute('role', 'alert')
  const words = wordsOf(theirs)
  box.append(
    line('', say('Somebody changed this meanwhile. Yours stands in the field above and is not saved; theirs is:')),
    words === '' ? line('soft', say('nothing')) : line('prose theirs', words),
    buttons(choices),
  )
  part.classList.add('wrong')
  part.append(box)
}

export function clearConflict(part: HTMLElement): void {
  part.querySelector('[data-conflict]')?.remove()
  part.classList.remove('wrong')
}

function line(look: string, words: string): HTMLElement {
  const made = document.createElement('p')
  made.className = look
  made.textContent = words
  return made
}

function buttons({ keepMine, takeTheirs }: Choices): HTMLElement {
  const both = document.createElement('div')
  both.className = 'actions'
  for (const [words, choose] of [
    ['Keep mine', keepMine],
    ['Take theirs', takeTheirs],
  ] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button plain small'
    button.textContent = say(words)
    button.addEventListener('click', choose)
    both.append(button)
  }
  return both
}
