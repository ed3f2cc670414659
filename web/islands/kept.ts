/**
 * Long forms under `data-keep` keep what is typed in the browser until it is sent: whoever leaves the page, or
 * whose browser ends, finds it there again, is told so, and may discard it.
 */
type Pair = readonly [name: string, value: string]
type Kept = { readonly fields: readonly Pair[]; /** What stood there when it was typed. */ readonly over: string }

const PAUSE_MS = 300

const keepers = new WeakMap<HTMLFormElement, Keeper>()

export function startKept(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-keep] form')) {
    const keeper = keepers.get(form) ?? new Keeper(form)
    keepers.set(form, keeper)
    keeper.putBack()
  }
}

class Keeper {
  private readonly form: HTMLFormElement
  private drawn: readonly Pair[] = []
  private timer = 0

  constructor(form: HTMLFormElement) {
    this.form = form
    form.addEventListener('input', (event) => {
      if (!event.isTrusted) return
      window.clearTimeout(this.timer)
      this.timer = window.setTimeout(() => this.keep(), PAUSE_MS)
    })
    form.addEventListener('turbo:submit-end', (event) => {
      if ((event as CustomEvent<{ success: boolean }>).detail.success) this.drop()
    })
    const leave = () => {
      if (this.timer !== 0 && form.isConnected) this.keep()
    }
    window.addEventListener('pagehide', leave)
    document.addEventListener('turbo:before-visit', leave)
  }

  /** Where the page was drawn anew around the form, too: it shows what is saved then, not what was typed. */
  putBack(): void {
    const shown = pairsOf(this.form)
    const kept = JSON.parse(localStorage.getItem(shelfOf(this.form)) ?? 'null') as Kept | null
    if (kept && isSame(kept.fields, shown) && this.drawn.length > 0) return
    this.drawn = shown
    if (!kept || isSame(kept.fields, shown)) return
    fill(this.form, kept.fields)
    this.note(JSON.stringify(shown) !== kept.over)
  }

  private keep(): void {
    this.timer = 0
    const fields = pairsOf(this.form)
    try {
      if (isSame(fields, this.drawn)) localStorage.removeItem(shelfOf(this.form))
      else localStorage.setItem(shelfOf(this.form), JSON.stringify({ fields, over: JSON.stringify(this.drawn) }))
    } catch {
      // A browser that keeps nothing still sends the form.
    }
  }

  private drop(): void {
    window.clearTimeout(this.timer)
    this.timer = 0
    localStorage.removeItem(shelfOf(this.form))
  }

  private note(isOverNewer: boolean): void {
    const line = document.createElement('p')
    line.className = 'done-note'
    line.dataset.turboTemporary = ''
    line.setAttribute('role', 'status')
    const words = document.createElement('span')
    words.textContent = isOverNewer
      ? 'Your unsaved text was put back. Somebody saved something else meanwhile: discard yours to see it.'
      : 'Your unsaved text was put back.'
    const discard = document.createElement('button')
    discard.type = 'button'
    discard.className = 'quiet'
    discard.textContent = 'Discard'
    discard.addEventListener('click', () => {
      this.drop()
      window.location.reload()
    })
    line.append(words, discard)
    this.form.prepend(line)
  }
}

/** In the order of the page: a table has grown by a row before that row is come to. */
function fill(form: HTMLFormElement, fields: readonly Pair[]): void {
  const typed = [...form.elements].filter(isTyped)
  for (const field of typed) {
    if (isTick(field)) field.checked = false
    else field.value = ''
  }
  const met = new Map<string, number>()
  for (const [name, value] of fields) {
    const turn = met.get(name) ?? 0
    met.set(name, turn + 1)
    const named = [...form.elements].filter(isTyped).filter((field) => field.name === name)
    const field = named.find((each) => isTick(each) && each.value === value) ?? named[turn]
    if (!field) continue
    if (isTick(field)) field.checked = true
    else field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** What is filled in; empty rows say nothing, and what steers the form is not typed. */
function pairsOf(form: HTMLFormElement): readonly Pair[] {
  return [...new FormData(form)].flatMap(([name, value]): Pair[] =>
    typeof value === 'string' && value !== '' && !name.startsWith('_') ? [[name, value]] : [],
  )
}

function isSame(one: readonly Pair[], other: readonly Pair[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isTyped(field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return field.matches('input[name]:not([type=hidden]), textarea[name], select[name]')
}

function isTick(field: Element): field is HTMLInputElement {
  return field.matches('input[type=radio], input[type=checkbox]')
}

function shelfOf(form: HTMLFormElement): string {
  const hidden = (name: string) => form.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? ''
  const who = document.querySelector('[data-who]')?.textContent ?? ''
  return ['kept', who, form.getAttribute('action'), hidden('_id'), hidden('_key')].join(' ')
}
