/** Sends what the form of the API page says, as whoever is signed in, and shows the answer as it came. */
import { say } from '../../src/languages/say.ts'

export function startTryOut(): void {
  const form = document.querySelector<HTMLFormElement>('[data-try]')
  if (!form || form.dataset.started) return
  form.dataset.started = 'yes'
  const button = form.querySelector<HTMLButtonElement>('[data-try-send]')!
  button.disabled = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    button.disabled = true
    void send(form).finally(() => (button.disabled = false))
  })
}

async function send(form: HTMLFormElement): Promise<void> {
  const place = form.querySelector<HTMLElement>('[data-try-answer]')!
  const body = form.querySelector<HTMLTextAreaElement>('[name=body]')?.value
  try {
    const answer = await fetch(addressOf(form), {
      method: form.dataset.method ?? 'GET',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
    })
    show(place, `${answer.status} ${answer.statusText}`, await said(answer))
  } catch {
    show(place, say('No answer'), say('The server could not be reached. Try again.'))
  }
}

/** The parts of the path filled in, and what was typed of the query behind it. */
function addressOf(form: HTMLFormElement): string {
  let path = form.dataset.path ?? '/'
  const query = new URLSearchParams()
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-in]')) {
    if (field.dataset.in === 'path') path = path.replace(`{${field.name}}`, encodeURIComponent(field.value))
    else if (field.value !== '') query.set(field.name, field.value)
  }
  return query.size > 0 ? `${path}?${query}` : path
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
