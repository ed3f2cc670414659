/**
 * A form that no answer came to says so: the server was down, or the line. What was typed stays where it is, and the
 * button can be pressed again; the form's own key sees to it that what was done is not done twice.
 */
import { say } from '../../src/languages/say.ts'

document.addEventListener('turbo:fetch-request-error', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
  for (const button of form.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy')
  form.querySelector('[data-unreached]')?.remove()
  const said = document.createElement('div')
  said.className = 'refusal'
  said.dataset.unreached = ''
  said.dataset.turboTemporary = ''
  said.setAttribute('role', 'alert')
  const words = document.createElement('p')
  words.textContent = say(
    'No answer came from the server. What you typed is still here: press again in a moment; it is done once, however often it is sent.',
  )
  said.append(words)
  form.prepend(said)
})

document.addEventListener('turbo:submit-start', (event) => {
  const form = event.target
  if (form instanceof HTMLFormElement) form.querySelector('[data-unreached]')?.remove()
})
