/**
 * What was typed into a form is kept by the browser while the form is on its way, and for this tab alone. If
 * the server did not take it since the session had ended, it stands there again after signing in anew.
 */
type Draft = { readonly who: string; readonly form: string; readonly fields: readonly (readonly [string, string])[] }

/** What the form showed when it was typed into: taken along, so that nothing changed since is undone unseen. */
const STANDPOINT = new Set(['_seen', '_fields'])

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export function startDrafts(): void {
  restore()
  for (const form of document.querySelectorAll<HTMLFormElement>('form.move:not([data-draft])')) {
    form.dataset.draft = 'yes'
    form.addEventListener('submit', () => keep(form))
    form.addEventListener('turbo:submit-end', (event) => {
      if ((event as CustomEvent<{ success: boolean }>).detail.success) drop()
    })
  }
}

function keep(form: HTMLFormElement): void {
  const fields = [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && (!name.startsWith('_') || STANDPOINT.has(name)) ? [[name, value]] : [],
  )
  try {
    sessionStorage.setItem(shelf(), JSON.stringify({ who: who(), form: nameOf(form), fields } satisfies Draft))
  } catch {
    // A browser that keeps nothing has the page before under its back button.
  }
}

/** Puts a draft back where its form is, for the one who typed it; it is put back once. */
function restore(): void {
  const draft = JSON.parse(sessionStorage.getItem(shelf()) ?? 'null') as Draft | null
  if (!draft || who() === '') return
  drop()
  // A page that says why it was refused is the answer itself, and holds what was typed as it goes on from there.
  if (draft.who !== who() || document.querySelector('.refusal[data-focus]')) return
  const form = [...document.querySelectorAll<HTMLFormElement>('form.move')].find((each) => nameOf(each) === draft.form)
  if (!form) return
  const left = new Map<string, string[]>()
  for (const [name, value] of draft.fields) left.set(name, [...(left.get(name) ?? []), value])
  for (const field of form.elements) if (isTyped(field)) putBack(field, left)
  form.closest('details')?.setAttribute('open', '')
  form.dispatchEvent(new Event('change'))
}

function isTyped(field: Element): field is Typed {
  const isPart = field.matches('input[name]:not([type=hidden]), textarea[name], select[name]')
  return isPart || (field instanceof HTMLInputElement && STANDPOINT.has(field.name))
}

/** Fields of one name get its values in turn. */
function putBack(field: Typed, left: ReadonlyMap<string, string[]>): void {
  const values = left.get(field.name) ?? []
  if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox'))
    field.checked = values.includes(field.value)
  else field.value = values.shift() ?? ''
}

function drop(): void {
  sessionStorage.removeItem(shelf())
}

function shelf(): string {
  return `typed ${window.location.pathname}${window.location.search}`
}

function who(): string {
  return document.querySelector('[data-who]')?.textContent ?? ''
}

/** The same form on the page as it is drawn anew: its move, what it is done to, and what tells it from its like. */
function nameOf(form: HTMLFormElement): string {
  const hidden = (name: string) => form.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? ''
  return [form.getAttribute('action'), hidden('_id'), hidden('_key')].join(' ')
}
