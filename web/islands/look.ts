/**
 * A file looked at in the browser: dropped or chosen, read by a worker with progress and cancel, and drawn by the same
 * views as the server’s pages. Loaded with the page that has a place for it, so that nothing is fetched afterwards.
 */
import type { LadderWindow } from '../../src/capture/ladder-window.ts'
import { ANALYSER } from '../../src/conformance/wire/judge.ts'
import { findingSaid, html, type Html, nothing, say, written } from '../parts/html.ts'
import { captureView, firstShown } from '../views/capture.ts'
import type { CaptureLinks } from '../views/links.ts'
import type { Asked, Told } from './capture-talk.ts'
import { fetchWords } from './words.ts'

/** Which part of the capture is shown; the same that addresses of the server’s pages say in their query. */
type Place = { readonly calls: readonly number[]; readonly begins: number; readonly open: string | null }

type Read = Extract<Told, { kind: 'reading' }>

export function startLook(zone: HTMLElement): void {
  if (zone.dataset.started) return
  zone.dataset.started = 'yes'
  // Before it says it is ready: from then on nothing is fetched any more.
  void fetchWords('captures').then(() => new Look(zone).start())
}

class Look {
  private readonly zone: HTMLElement
  private readonly progress: HTMLElement
  private readonly result: HTMLElement
  private readonly chosen: HTMLSelectElement
  private readonly worker: Worker
  private name = ''
  private isReading = false
  private read: Read | null = null
  private place: Place = { calls: [], begins: 0, open: null }
  /** The test case that what is drawn was drawn for. */
  private drawnFor: string | null = null

  constructor(zone: HTMLElement) {
    this.zone = zone
    this.progress = zone.querySelector<HTMLElement>('[data-look-progress]')!
    this.result = zone.querySelector<HTMLElement>('[data-look-result]')!
    this.chosen = zone.querySelector<HTMLSelectElement>('[data-look-case]')!
    this.worker = new Worker(new URL('./capture-worker.ts', import.meta.url), { type: 'module' })
    this.worker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.hear(data))
  }

  start(): void {
    const input = this.zone.querySelector<HTMLInputElement>('[data-look-input]')!
    const drop = this.zone.querySelector<HTMLElement>('[data-look-zone]')!
    const take = () => {
      const file = input.files?.[0]
      if (file) this.open(file)
      input.value = ''
    }
    input.addEventListener('change', take)
    // Whoever was quicker than this script has chosen already.
    take()
    drop.addEventListener('dragover', (event) => {
      event.preventDefault()
      drop.classList.add('over')
    })
    drop.addEventListener('dragleave', () => drop.classList.remove('over'))
    drop.addEventListener('drop', (event) => {
      event.preventDefault()
      drop.classList.remove('over')
      const file = event.dataTransfer?.files[0]
      if (file) this.open(file)
    })
    this.chosen.addEventListener('change', () => this.begin())
    this.result.addEventListener('click', (event) => this.follow(event))
    this.result.addEventListener('submit', (event) => {
      event.preventDefault()
      const chosen = [...new FormData(event.target as HTMLFormElement).getAll('call')].map(Number)
      if (chosen.length > 0) this.ask({ calls: chosen.slice(0, MOST_TOGETHER), begins: 0, open: null })
    })
    // A page kept for going back has no worker any more, and the file is nobody else’s to see.
    document.addEventListener('turbo:before-cache', () => this.end(), { once: true })
  }

  private end(): void {
    this.worker.terminate()
    delete this.zone.dataset.started
    delete this.zone.dataset.ready
    this.progress.replaceChildren()
    this.result.replaceChildren()
  }

  private say(asked: Asked): void {
    this.worker.postMessage(asked)
  }

  private open(file: File): void {
    const said = this.zone.querySelector<HTMLInputElement>('[data-look-provider]')!.value
    this.name = file.name
    this.read = null
    this.isReading = true
    this.result.replaceChildren()
    this.showProgress(0)
    this.say({ kind: 'read', file, provider: said.split(/[\s,;]+/).filter((word) => word !== '') })
  }

  private hear(told: Told): void {
    switch (told.kind) {
      case 'ready':
        this.zone.dataset.ready = 'yes'
        return
      case 'progress':
        // What was on its way when the reading was cancelled says nothing any more.
        return this.isReading ? this.showProgress(told.share) : undefined
      case 'refused':
        this.isReading = false
        return put(this.progress, html`<p class="fault" role="alert">${written(findingSaid(told.says))}</p>`)
      case 'reading': {
        this.read = told
        this.isReading = false
        put(
          this.progress,
          html`<p class="small soft">${written(this.name)} was read in this browser; nothing of it was sent.</p>`,
        )
        return this.begin()
      }
      case 'ladder':
        this.place = { ...this.place, calls: told.calls }
        return this.draw(told.window)
    }
  }

  /** With what the chosen test case is about: its call, or the registration or keep-alive it was judged by; else the first call. */
  private begin(): void {
    if (!this.read) return
    const { calls, packet } = firstShown({ ...this.read.reading, own: this.own })
    if (calls.length > 0 || packet !== null) return this.ask({ calls, begins: 0, open: packet })
    this.place = { calls, begins: 0, open: null }
    this.draw(null)
  }

  /** The test case chosen, by its place in the plan. */
  private get own(): string | null {
    return this.chosen.value === '' ? null : this.chosen.value
  }

  private ask(place: Place): void {
    this.place = place
    this.say({ kind: 'ladder', calls: place.calls, begins: place.begins, ref: place.open })
  }

  private showProgress(share: number): void {
    const percent = `${Math.round(share * 100)} %`
    const bar = this.progress.querySelector('progress')
    if (bar) {
      bar.value = share
      this.progress.querySelector('span')!.textContent = percent
      return
    }
    put(
      this.progress,
      html`<p>Reading ${written(this.name)}: <span>${percent}</span></p>
        <progress max="1" value="${share}" aria-label="Reading ${this.name}"></progress>
        <button type="button" class="button plain small">Cancel</button>`,
    )
    this.progress.querySelector('button')!.addEventListener('click', () => {
      this.isReading = false
      this.say({ kind: 'cancel' })
      put(this.progress, html`<p class="soft">Reading ${written(this.name)} was cancelled.</p>`)
    })
  }

  private draw(window: LadderWindow | null): void {
    if (!this.read) return
    const { reading, titles } = this.read
    const { calls, open } = this.place
    const focused = document.activeElement?.id
    const scrolled = this.result.querySelector('[data-ladder]')?.scrollTop ?? 0
    // Another test case has other folds.
    const isSame = this.drawnFor === this.own
    const unfolded = isSame ? [...this.result.querySelectorAll('details')].map((details) => details.open) : []
    this.drawnFor = this.own
    put(
      this.result,
      captureView({
        ...reading,
        analyser: ANALYSER,
        titleOf: (id) => titles[id] ?? '',
        own: this.own,
        ofNone: say('Every test case of the SIP trunk plan was held against it.'),
        aboutSides: say('Name the provider’s addresses above and choose the file again.'),
        ladder: { calls, window, instead: nothing, open },
        links: LINKS,
      }),
    )
    for (const [index, details] of [...this.result.querySelectorAll('details')].entries())
      details.open = unfolded[index] ?? details.open
    this.result.querySelector('[data-ladder]')?.scrollTo({ top: scrolled })
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
  }

  /** Links of a capture that is nowhere but here lead to a part of it; others go to their place in the page by themselves. */
  private follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const place = placeIn(link?.getAttribute('href') ?? '')
    if (!place) return
    event.preventDefault()
    this.ask(place)
  }
}

/** Calls that one ladder shows at most. */
const MOST_TOGETHER = 8

const LINKS: CaptureLinks = {
  ladder: (calls, begins = 0) => `#part?calls=${calls.join(',')}&from=${begins}`,
  message: (calls, ref) => `#part?calls=${calls.join(',')}&packet=${ref}`,
}

function placeIn(href: string): Place | null {
  if (!href.startsWith('#part?')) return null
  const query = new URLSearchParams(href.slice('#part?'.length))
  const calls = (query.get('calls') ?? '').split(',').filter((text) => text !== '')
  return { calls: calls.map(Number), begins: Number(query.get('from') ?? 0), open: query.get('packet') }
}

/** Views escape what they are given, as they do on the server. */
function put(where: HTMLElement, what: Html): void {
  const template = document.createElement('template')
  template.innerHTML = (what as { toString: () => string }).toString()
  where.replaceChildren(template.content)
}
