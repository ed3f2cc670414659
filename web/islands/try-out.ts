/** Sends what the form of the API page says, as whoever is signed in, and shows the answer as it came; the line for the shell says it too. */
import { say } from '../../src/languages/say.ts'
import { callAddress, curlOf } from '../parts/curl.ts'

export function startTryOut(): void {
  const form = document.querySelector<HTMLFormElement>('[data-try]')
  if (!form || form.dataset.started) return
  form.dataset.started = 'yes'
  const button = form.querySelector<HTMLButtonElement>('[data-try-send]')!
  button.disabled = false
  form.addEventListener('input', () => showLine(form))
  // What a browser kept in the fields from before the page was left.
  showLine(form)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    button.disabled = true
    void send(form).finally(() => (button.disabled = false))
  })
}

async function send(form: HTMLFormElement): Promise<void> {
  const place = form.querySelector<HTMLElement>('[data-try-answer]')!
  const body = bodyOf(form)
  try {
    const answer = await fetch(addressOf(form), {
      method: form.dataset.method ?? 'GET',
      headers: { accept: 'application/json', ...(body === null ? {} : { 'content-type': 'application/json' }) },
      ...(body === null ? {} : { body }),
    })
    show(place, `${answer.status} ${answer.statusText}`, await said(answer))
  } catch {
    show(place, say('No answer'), say('The server could not be reached. Try again.'))
  }
}

function addressOf(form: HTMLFormElement): string {
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-in]')]
  return callAddress(
    form.dataset.path ?? '/',
    fields.map(({ name, dataset, required, value }) => ({
      name,
      place: dataset.in ?? 'query',
      isNeeded: required,
      value,
    })),
  )
}

const bodyOf = (form: HTMLFormElement): string | null =>
  form.querySelector<HTMLTextAreaElement>('[name=body]')?.value ?? null

/** The line for the shell does what the form does. */
function showLine(form: HTMLFormElement): void {
  const line = document.querySelector<HTMLElement>('[data-try-line]')
  if (!line) return
  line.textContent = curlOf({
    method: form.dataset.method ?? 'GET',
    address: addressOf(form),
    isOpen: form.dataset.open !== undefined,
    body: bodyOf(form),
  })
}

/** More than this is no longer read by anybody on a page. */
const MOST_SHOWN = 200_000

async function said(answer: Response): Promise<string> {
  const type = answer.headers.get('content-type') ?? ''
  if (!/json|text|xml|svg/.test(type)) return say`A file of the type ${type || '?'}; fetch it with the line below.`
  const text = await answer.text()
  const shown = type.includes('json') ? JSON.stringify(JSON.parse(text), null, 2) : text
  return shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}\n${say('… and more')}` : shown
}

function show(place: HTMLElement, status: string, text: string): void {
  const head = document.createElement('p')
  const strong = document.createElement('strong')
  strong.textContent = status
  head.append(strong)
  const code = document.createElement('pre')
  code.textContent = text
  code.tabIndex = 0
  place.replaceChildren(head, code)
}
