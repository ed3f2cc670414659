/**
 * Saves answers as they are typed, a second after the last key, one save at a time. Each answer goes with
 * the version that was shown, so that a late save never overwrites what somebody else wrote meanwhile;
 * what cannot be saved stays in the field with the reason beside it. Unsaved answers are kept in the
 * browser too, so that a closed tab costs nothing.
 */
import { startRows } from './rows.ts'

type Saved = {
  readonly refused?: { readonly says: string; readonly faults?: readonly { at: string; says: string }[] }
  /** The answers that were changed by it; one that stood there already keeps its version. */
  readonly data?: { readonly answers: Readonly<Record<string, unknown>> }
}

/** Answers not saved yet, with the versions they were typed over. */
type Kept = { readonly values?: Record<string, unknown>; readonly versions?: Record<string, number> }

const PAUSE_MS = 900

export function startAutosave(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]:not([data-ready])')) {
    form.dataset.ready = 'yes'
    new Autosave(form).start()
  }
}

class Autosave {
  private readonly form: HTMLFormElement
  private readonly state: HTMLElement | null
  private readonly changed = new Set<string>()
  private timer = 0
  private saving: Promise<void> | null = null
  /** Counts what was typed, so that an older page never replaces it. */
  private typed = 0

  constructor(form: HTMLFormElement) {
    this.form = form
    this.state = form.querySelector('[data-saved-state]')
  }

  start(): void {
    this.form.addEventListener('input', (event) => this.note(event.target))
    this.form.addEventListener('change', (event) => this.note(event.target))
    this.form.addEventListener('submit', (event) => this.submitAfterSaving(event))
    window.addEventListener('pagehide', () => void this.save(true))
    document.addEventListener('turbo:before-visit', () => void this.save(true), { once: true })
    this.restore()
  }

  private note(target: EventTarget | null): void {
    const answer = (target as HTMLElement | null)?.closest<HTMLElement>('[data-answer]')
    if (!answer?.dataset.answer) return
    this.changed.add(answer.dataset.answer)
    this.typed += 1
    this.keepLocally()
    this.say('Typing …')
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.save(false), PAUSE_MS)
  }

  /** A save under way has to end first: the form would else carry versions that it has just outdated. */
  private submitAfterSaving(event: SubmitEvent): void {
    window.clearTimeout(this.timer)
    if (!this.saving) return
    event.preventDefault()
    void this.saving.finally(() => {
      window.clearTimeout(this.timer)
      this.form.requestSubmit(event.submitter)
    })
  }

  private save(isLeaving: boolean): Promise<void> {
    if (this.changed.size === 0 || (this.saving && !isLeaving)) return Promise.resolve()
    const saving = this.send(isLeaving).finally(() => {
      if (this.saving === saving) this.saving = null
    })
    this.saving = saving
    return saving
  }

  private async send(isLeaving: boolean): Promise<void> {
    const sent = this.values([...this.changed])
    const keys = Object.keys(sent)
    const body = JSON.stringify({ answers: sent, seen: this.versions(keys) })
    this.say('Saving …')
    try {
      const response = await fetch(this.form.dataset.autosave!, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        keepalive: isLeaving,
      })
      if (response.status === 401) return this.later('Your session has ended: sign in again.')
      const answer = (await response.json()) as Saved
      if (response.ok) this.settled(sent, answer.data?.answers ?? {})
      else this.refused(keys, answer)
    } catch {
      this.later('No connection.')
    }
  }

  private later(why: string): void {
    this.say(`Not saved yet. ${why} It is kept in this browser and tried again.`)
    this.timer = window.setTimeout(() => void this.save(false), 4000)
  }

  /** What was typed on while the save was under way stays to be saved. */
  private settled(sent: Readonly<Record<string, unknown>>, changed: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(sent)
    const now = this.values(keys)
    for (const key of keys) {
      if (JSON.stringify(now[key]) === JSON.stringify(sent[key])) this.changed.delete(key)
      const version = this.part(key)?.querySelector<HTMLInputElement>('[data-version]')
      if (version && key in changed) version.value = String(Number(version.value) + 1)
      this.fault(key, null)
    }
    this.keepLocally()
    this.say(`Saved at ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.`)
    // What an answer changes elsewhere (further questions, clashes, the plan) is drawn anew around it.
    if (this.changed.size > 0) this.timer = window.setTimeout(() => void this.save(false), PAUSE_MS)
    else void this.refresh()
  }

  private refused(keys: readonly string[], answer: Saved): void {
    const faults = answer.refused?.faults ?? []
    for (const fault of faults) this.fault(fault.at, fault.says)
    const faulty = new Set(faults.map((fault) => fault.at))
    const rest = keys.filter((key) => !faulty.has(key))
    for (const key of keys) this.changed.delete(key)
    if (faults.length > 0 && rest.length > 0) {
      for (const key of rest) this.changed.add(key)
      this.timer = window.setTimeout(() => void this.save(false), PAUSE_MS)
    }
    this.say(
      faults.length > 0
        ? 'Some answers need another look; the others are saved.'
        : (answer.refused?.says ?? 'Not saved.'),
    )
  }

  /**
   * What an answer changes elsewhere is drawn anew: progress, clashes, what is still missing; and the questions
   * where some appear or vanish. A page that was fetched before something else was typed is of no use.
   */
  private async refresh(): Promise<void> {
    const typed = this.typed
    const response = await fetch(window.location.href, { headers: { accept: 'text/html' } }).catch(() => null)
    if (!response?.ok) return
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    if (typed !== this.typed) return
    for (const before of document.querySelectorAll<HTMLElement>('[data-fresh]')) {
      const after = page.querySelector(`[data-fresh="${CSS.escape(before.dataset.fresh!)}"]`)
      if (after) before.replaceWith(document.importNode(after, true))
    }
    const fresh = page.querySelector('form[data-autosave]')
    const asked = (root: ParentNode) =>
      [...root.querySelectorAll<HTMLElement>('[data-answer]')].map((part) => part.dataset.answer).join()
    if (!fresh || asked(fresh) === asked(this.form)) return
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.getAttribute('name') : null
    for (const question of this.form.querySelectorAll('.question')) question.remove()
    const actions = this.form.querySelector('.actions')
    for (const question of fresh.querySelectorAll('.question')) actions?.before(question)
    startRows()
    if (focused) this.form.querySelector<HTMLElement>(`[name="${CSS.escape(focused)}"]`)?.focus()
  }

  private values(keys: readonly string[]): Record<string, unknown> {
    return Object.fromEntries(
      keys.flatMap((key): [string, unknown][] => {
        const part = this.part(key)
        return part ? [[key, valueOf(part)]] : []
      }),
    )
  }

  private versions(keys: readonly string[]): Record<string, number> {
    return Object.fromEntries(
      keys.map((key) => [key, Number(this.part(key)?.querySelector<HTMLInputElement>('[data-version]')?.value ?? 0)]),
    )
  }

  private part(key: string): HTMLElement | null {
    return this.form.querySelector<HTMLElement>(`[data-answer="${CSS.escape(key)}"]`)
  }

  private fault(key: string, says: string | null): void {
    const part = this.part(key)
    const line = part?.querySelector<HTMLElement>('[data-fault]')
    part?.classList.toggle('wrong', says !== null)
    if (!line) return
    line.hidden = says === null
    const words = line.querySelector('span')
    if (words) words.textContent = says ?? ''
  }

  private say(words: string): void {
    if (this.state) this.state.textContent = words
  }

  private get shelf(): string {
    return `unsaved ${this.form.dataset.autosave}`
  }

  private keepLocally(): void {
    try {
      const keys = [...this.changed]
      if (keys.length === 0) localStorage.removeItem(this.shelf)
      else
        localStorage.setItem(this.shelf, JSON.stringify({ values: this.values(keys), versions: this.versions(keys) }))
    } catch {
      // A browser that keeps nothing still saves to the server.
    }
  }

  /** What a closed tab left behind is put back and saved, unless somebody changed that answer meanwhile. */
  private restore(): void {
    let kept: Kept
    try {
      kept = JSON.parse(localStorage.getItem(this.shelf) ?? '{}') as Kept
    } catch {
      return
    }
    const versions = this.versions(Object.keys(kept.values ?? {}))
    for (const [key, value] of Object.entries(kept.values ?? {})) {
      if (versions[key] !== kept.versions?.[key]) continue
      const part = this.part(key)
      if (!part || JSON.stringify(valueOf(part)) === JSON.stringify(value)) continue
      putBack(part, value)
      this.note(part)
    }
  }
}

/** Puts a value back into its field; rows that the page has no room for stay away until there is. */
function putBack(part: HTMLElement, value: unknown): void {
  const fields = fieldsOf(part)
  switch (part.dataset.kind) {
    case 'many':
    case 'countries':
    case 'one':
    case 'yes-no': {
      const chosen = new Set((Array.isArray(value) ? value : [value]).map(String))
      for (const field of fields) (field as HTMLInputElement).checked = chosen.has(field.value)
      return
    }
    case 'ordered':
      for (const [index, field] of fields.entries()) field.value = (value as readonly string[])[index] ?? ''
      return
    case 'rows':
      for (const [index, row] of [...part.querySelectorAll('tbody tr')].entries())
        for (const cell of row.querySelectorAll<HTMLInputElement>('[data-column]'))
          cell.value = (value as readonly Record<string, string>[])[index]?.[cell.dataset.column!] ?? ''
      return
    default:
      if (fields[0]) fields[0].value = String(value)
  }
}

function fieldsOf(part: HTMLElement): readonly (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[] {
  return [...part.querySelectorAll<HTMLInputElement>('[name]:not([data-version])')]
}

/** What a field holds, in the shape its kind has. */
function valueOf(part: HTMLElement): unknown {
  const fields = fieldsOf(part)
  switch (part.dataset.kind) {
    case 'many':
    case 'countries':
      return fields.filter((field) => (field as HTMLInputElement).checked).map((field) => field.value)
    case 'ordered':
      return fields.map((field) => field.value).filter((value) => value !== '')
    case 'rows':
      return [...part.querySelectorAll('tbody tr')]
        .map((row) =>
          Object.fromEntries(
            [...row.querySelectorAll<HTMLInputElement>('[data-column]')].map((cell) => [
              cell.dataset.column,
              cell.value,
            ]),
          ),
        )
        .filter((row) => Object.values(row).some((cell) => String(cell).trim() !== ''))
    case 'one':
      return fields.find((field) => (field as HTMLInputElement).checked)?.value ?? ''
    case 'yes-no': {
      const chosen = fields.find((field) => (field as HTMLInputElement).checked)?.value
      return chosen === undefined ? '' : chosen === 'true'
    }
    default:
      return fields[0]?.value ?? ''
  }
}
