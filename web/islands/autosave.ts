/**
 * Saves answers as they are typed, a second after the last key, one save at a time. Each answer goes with
 * the version that was shown, so that a late save never overwrites what somebody else wrote meanwhile;
 * what cannot be saved stays in the field with the reason beside it. Unsaved answers are kept in the
 * browser too, so that a closed tab costs nothing.
 */
import { say } from '../../src/languages/say.ts'
import { isSameAnswer, putInto, valueOf } from './answer-values.ts'
import { clearConflict, showConflict } from './conflict.ts'
import { released } from './press.ts'
import { startRows } from './rows.ts'
import { Shelf, type Unsaved } from './shelf.ts'

type Saved = {
  readonly refused?: {
    readonly code: string
    readonly says: string
    readonly faults?: readonly { at: string; says: string }[]
  }
  /** Nothing was new: what is told is of an earlier time. */
  readonly repeated?: boolean
  /** What was changed by it, under the name it was sent under; what stood there already keeps its version. */
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const PAUSE_MS = 900

const started = new WeakMap<HTMLFormElement, Autosave>()

export function startAutosave(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
    const known = started.get(form)
    // Where the page was drawn anew around the form, what is not saved is put back into it.
    if (known) {
      known.restore()
      continue
    }
    const fresh = new Autosave(form)
    started.set(form, fresh)
    fresh.start()
  }
}

class Autosave {
  private readonly form: HTMLFormElement
  /** The name under which answers go: those of a questionnaire, or parts of something else. */
  private readonly as: string
  private readonly shelf: Shelf
  private readonly changed = new Set<string>()
  /** Answers that somebody else changed meanwhile: they wait for a choice, and are not sent by themselves. */
  private readonly conflicts = new Set<string>()
  /** Answers that were refused for what they say, until they are typed anew. */
  private readonly wrong = new Set<string>()
  private timer = 0
  private saving: Promise<void> | null = null
  /** Whether a form that is sent whole has just been brought up to what others wrote. */
  private isCaughtUp = false
  /** Counts what was typed, so that an older page never replaces it. */
  private typed = 0

  constructor(form: HTMLFormElement) {
    this.form = form
    this.as = form.dataset.autosaveAs ?? 'answers'
    this.shelf = new Shelf(form)
  }

  /** Asked for each time: a page drawn anew around the form, such as after a refusal, brings its own. */
  private get state(): HTMLElement | null {
    return this.form.querySelector('[data-saved-state]')
  }

  start(): void {
    this.form.addEventListener('input', (event) => this.note(event.target))
    this.form.addEventListener('change', (event) => this.note(event.target))
    this.form.addEventListener('submit', (event) => this.submitAfterSaving(event))
    window.addEventListener('pagehide', () => void this.save(true))
    document.addEventListener('turbo:before-visit', () => void this.save(true), { once: true })
    this.restore()
    this.noteWhatCameFirst()
  }

  /** What was typed before this script was there to hear it, on a slow line or by a quick hand. */
  private noteWhatCameFirst(): void {
    for (const part of this.form.querySelectorAll<HTMLElement>('[data-answer]')) {
      const asSent = new DOMParser().parseFromString(new XMLSerializer().serializeToString(part), 'text/html')
      const drawn = partOf(asSent, part.dataset.answer!)
      if (drawn && !isSameAnswer(valueOf(drawn), valueOf(part))) this.note(part)
    }
  }

  private note(target: EventTarget | null): void {
    const answer = (target as HTMLElement | null)?.closest<HTMLElement>('[data-answer]')
    const key = answer?.dataset.answer
    if (!key) return
    this.typed += 1
    if (!this.conflicts.has(key)) {
      this.wrong.delete(key)
      this.changed.add(key)
    }
    this.keepLocally()
    if (this.changed.size === 0) return
    this.say('Typing …')
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.save(false), PAUSE_MS)
  }

  /**
   * A save under way has to end first: the form would else carry versions that it has just outdated. And
   * whoever has a choice to make makes it before going on.
   */
  private submitAfterSaving(event: SubmitEvent): void {
    window.clearTimeout(this.timer)
    const waiting = this.form.querySelector<HTMLElement>('[data-conflict]')
    const isWhole = 'whole' in this.form.dataset && !this.isCaughtUp
    this.isCaughtUp = false
    if (!this.saving && !waiting && !isWhole) return
    event.preventDefault()
    if (!this.saving && waiting) return waiting.querySelector('button')?.focus()
    void (this.saving ?? this.catchUpWithOthers()).finally(() => {
      window.clearTimeout(this.timer)
      this.form.requestSubmit(event.submitter)
    })
  }

  /** A form that is sent whole would else bring back what somebody else changed meanwhile, where nothing was typed. */
  private async catchUpWithOthers(): Promise<void> {
    await this.save(false)
    const page = await this.pageNow().catch(() => null)
    if (page) this.takeIn(page)
    this.isCaughtUp = true
  }

  private takeIn(page: Document): void {
    for (const part of this.form.querySelectorAll<HTMLElement>('[data-answer]')) {
      const key = part.dataset.answer!
      const isMine = this.changed.has(key) || this.conflicts.has(key) || this.wrong.has(key)
      const theirs = partOf(page, key)
      if (isMine || part.contains(document.activeElement) || !theirs || versionOf(theirs) <= versionOf(part)) continue
      part.replaceWith(document.importNode(theirs, true))
    }
    startRows()
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
    const body = JSON.stringify({ [this.as]: sent, seen: this.versions(keys) })
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
      if (response.ok) this.settled(sent, (answer.repeated ? null : answer.data?.[this.as]) ?? {})
      else await this.refused(keys, answer)
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
    this.sayStanding(`Saved at ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`)
    // What an answer changes elsewhere (further questions, clashes, the plan) is drawn anew around it.
    if (this.changed.size > 0) this.timer = window.setTimeout(() => void this.save(false), PAUSE_MS)
    else void this.refresh()
  }

  private async refused(keys: readonly string[], answer: Saved): Promise<void> {
    const faults = (answer.refused?.faults ?? []).map(({ at, says }) => ({ at: this.keyAt(at), says }))
    const faulty = new Set(faults.map((fault) => fault.at))
    // One look at the page as it is now tells which of them somebody else changed.
    const page = answer.refused?.code === 'stale' ? await this.pageNow() : null
    for (const fault of faults) {
      this.changed.delete(fault.at)
      if (page && this.raise(fault.at, page)) continue
      this.wrong.add(fault.at)
      this.fault(fault.at, fault.says)
    }
    const rest = keys.filter((key) => !faulty.has(key))
    if (faults.length === 0) for (const key of rest) this.changed.delete(key)
    this.keepLocally()
    if (faults.length === 0) return this.say(answer.refused?.says ?? 'Not saved.')
    this.sayStanding('')
    if (this.changed.size > 0) this.timer = window.setTimeout(() => void this.save(false), PAUSE_MS)
  }

  /** Shows what somebody else made of an answer, if they did, with the choice between the two. */
  private raise(key: string, page: Document): boolean {
    const part = this.part(key)
    const theirs = partOf(page, key)
    if (!part || !theirs || versionOf(part) === versionOf(theirs)) return false
    this.conflicts.add(key)
    this.changed.delete(key)
    this.fault(key, null)
    const settle = () => {
      this.conflicts.delete(key)
      clearConflict(part)
    }
    showConflict(part, theirs, {
      keepMine: () => {
        settle()
        setVersion(part, versionOf(theirs))
        this.changed.add(key)
        this.keepLocally()
        void this.save(false)
      },
      takeTheirs: () => {
        settle()
        part.replaceWith(document.importNode(theirs, true))
        startRows()
        this.keepLocally()
        this.sayStanding('Theirs is taken')
        if (this.changed.size === 0) void this.refresh()
      },
    })
    return true
  }

  /**
   * What an answer changes elsewhere is drawn anew: progress, clashes, what is still missing; and the questions
   * where some appear or vanish. A page that was fetched before something else was typed, or for a
   * form that has been left since, is of no use.
   */
  private async refresh(): Promise<void> {
    const typed = this.typed
    const page = await this.pageNow().catch(() => null)
    await released()
    if (!page || typed !== this.typed || !this.form.isConnected) return
    for (const before of document.querySelectorAll<HTMLElement>('[data-fresh]')) {
      const after = page.querySelector(`[data-fresh="${CSS.escape(before.dataset.fresh!)}"]`)
      if (after) replaceOpen(before, document.importNode(after, true))
    }
    this.catchUp(page)
    if ('whole' in this.form.dataset) this.takeIn(page)
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
    // What waits for a choice was in the questions that were taken away.
    this.restore()
  }

  /** Who typed what stands there already changed nothing, but goes on from the version it has now. */
  private catchUp(page: Document): void {
    for (const part of this.form.querySelectorAll<HTMLElement>('[data-answer]')) {
      const now = partOf(page, part.dataset.answer!)
      if (now && isSameAnswer(valueOf(now), valueOf(part))) setVersion(part, versionOf(now))
    }
  }

  private async pageNow(): Promise<Document> {
    const response = await fetch(window.location.href, { headers: { accept: 'text/html' } })
    if (!response.ok) throw new Error(`the page answered ${response.status}`)
    return new DOMParser().parseFromString(await response.text(), 'text/html')
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
    return Object.fromEntries(keys.map((key) => [key, versionOf(this.part(key))]))
  }

  /** What a fault names stands inside what was sent; the whole part is looked at. */
  private keyAt(at: string): string {
    return at.startsWith(`${this.as}.`) ? at.split('.', 2)[1]! : at
  }

  private nameOf(key: string): string {
    return this.part(key)?.dataset.says ?? questionOf(key)
  }

  private part(key: string): HTMLElement | null {
    return partOf(this.form, key)
  }

  private fault(key: string, says: string | null): void {
    const part = this.part(key)
    const line = part?.querySelector<HTMLElement>('[data-fault]')
    part?.classList.toggle('wrong', says !== null)
    if (!line) return
    line.hidden = says === null
    const words = line.querySelector('span')
    if (words) words.textContent = says ?? ''
    const field = part?.matches('fieldset') ? part : part?.querySelector('fieldset, [id][name]')
    if (field) tellOf(field, line.id, says !== null)
  }

  private say(words: string): void {
    if (!this.state) return
    this.state.textContent = say(words)
    this.state.dataset.said = words
  }

  /** Never says more than is true: what waits for a choice or another look is told with it, wherever it stands. */
  private sayStanding(saved: string, otherwise = `${saved}.`): void {
    const elsewhere = [...this.shelf.read()].filter(([key, { isConflict }]) => isConflict && !this.part(key))
    const waiting = [...new Set([...this.conflicts, ...elsewhere.map(([key]) => key)].map((key) => this.nameOf(key)))]
    const wrong = [...new Set([...this.wrong].map((key) => this.nameOf(key)))]
    const words = [
      waiting.length > 0 ? `${waiting.join(', ')} not saved: choose between yours and theirs.` : '',
      wrong.length > 0 ? `${wrong.join(', ')} not saved: it needs another look.` : '',
    ].filter(Boolean)
    const isAll = words.length === 0
    this.state?.classList.toggle('unsaved', !isAll)
    this.say(isAll ? otherwise : [saved && `${saved}, but not everything.`, ...words].filter(Boolean).join(' '))
  }

  /** When it was saved is still so after the page was drawn anew around it, however late that is. */
  private saidLast(): string | null {
    const said = this.state?.dataset.said ?? ''
    return said.startsWith('Saved at') ? said : null
  }

  private keepLocally(): void {
    const keys = [...this.changed, ...this.conflicts, ...this.wrong]
    const unsaved = keys.flatMap((key): [string, Unsaved][] => {
      const part = this.part(key)
      if (!part) return []
      return [[key, { value: valueOf(part), version: versionOf(part), isConflict: this.conflicts.has(key) }]]
    })
    this.shelf.write((key) => this.part(key) !== null, new Map(unsaved))
  }

  /** What a reload or a closed tab left behind is put back: to be saved, or to be chosen from. */
  restore(): void {
    const kept = [...this.shelf.read()].filter(([key]) => this.part(key))
    // Before anything is put back: the page as it was drawn says what stands on the server.
    const now = kept.map(([key]) => this.part(key)!.cloneNode(true) as HTMLElement)
    for (const [index, [key, { value, version }]] of kept.entries()) {
      const part = this.part(key)!
      const theirs = now[index]!
      if (part.querySelector('[data-conflict]')) continue
      this.conflicts.delete(key)
      if (isSameAnswer(value, valueOf(part))) continue
      putInto(part, value)
      if (version === versionOf(theirs)) {
        this.note(part)
        continue
      }
      setVersion(part, version)
      const page = new DOMParser().parseFromString('', 'text/html')
      page.body.append(theirs)
      this.raise(key, page)
    }
    this.keepLocally()
    if (this.changed.size === 0) this.sayStanding('', this.saidLast() ?? 'Everything here is saved.')
  }
}

/** What was said before the words of the page's language had come. */
export function sayAgain(): void {
  for (const state of document.querySelectorAll<HTMLElement>('[data-saved-state][data-said]'))
    state.textContent = say(state.dataset.said!)
}

/** What somebody has opened does not close under their hand. */
function replaceOpen(before: Element, after: Element): void {
  const folds = after.querySelectorAll('details')
  for (const [index, fold] of before.querySelectorAll('details').entries()) {
    const same = folds[index]
    if (same && fold.open) same.open = true
  }
  before.replaceWith(after)
}

/** Those who hear the page are told at the field itself that it is wrong, and where the words for it stand. */
function tellOf(field: Element, lineId: string, isWrong: boolean): void {
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '' && id !== lineId)
  const ids = isWrong ? [...others, lineId] : others
  if (ids.length > 0) field.setAttribute('aria-describedby', ids.join(' '))
  else field.removeAttribute('aria-describedby')
  // A group is wrong as a whole only where it is one choice.
  if (field.matches('fieldset:not([role])')) return
  if (isWrong) field.setAttribute('aria-invalid', 'true')
  else if (!others.some((id) => id.endsWith('-wrong'))) field.removeAttribute('aria-invalid')
}

function partOf(root: ParentNode, key: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-answer="${CSS.escape(key)}"]`)
}

function versionOf(part: HTMLElement | null): number {
  return Number(part?.querySelector<HTMLInputElement>('[data-version]')?.value ?? 0)
}

function setVersion(part: HTMLElement, version: number): void {
  const field = part.querySelector<HTMLInputElement>('[data-version]')
  if (field) field.value = String(version)
}

function questionOf(key: string): string {
  return key.split('.', 1)[0]!
}
