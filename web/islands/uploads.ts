/**
 * Uploads that resume: a file is sent in pieces (tus 1.0.0), and after a cut line the server is asked how
 * much arrived. Where an upload stood is remembered in the browser, so that choosing the same file again
 * goes on. Drop files, choose them, or paste a screenshot.
 */
import { say } from '../../src/languages/say.ts'

const PIECE = 8 * 1024 * 1024
const PATIENCE = 40

const started = new WeakSet<HTMLElement>()

export function startUploads(): void {
  for (const zone of document.querySelectorAll<HTMLElement>('[data-upload]')) {
    if (started.has(zone)) continue
    started.add(zone)
    const input = zone.querySelector<HTMLInputElement>('[data-upload-input]')
    input?.addEventListener('change', () => {
      for (const file of input.files ?? []) void new Upload(zone, file).run()
      input.value = ''
    })
    zone.addEventListener('dragover', (event) => {
      event.preventDefault()
      zone.classList.add('over')
    })
    zone.addEventListener('dragleave', () => zone.classList.remove('over'))
    zone.addEventListener('drop', (event) => {
      event.preventDefault()
      zone.classList.remove('over')
      for (const file of event.dataTransfer?.files ?? []) void new Upload(zone, file).run()
    })
    document.addEventListener('paste', (event) => {
      if (!zone.isConnected) return
      for (const file of event.clipboardData?.files ?? []) void new Upload(zone, file).run()
    })
  }
}

class Upload {
  private readonly zone: HTMLElement
  private readonly file: File
  private readonly line = document.createElement('li')
  private readonly bar = document.createElement('progress')
  private readonly words = document.createElement('span')
  private readonly button = document.createElement('button')
  private isCancelled = false
  private isStopped = false

  constructor(zone: HTMLElement, file: File) {
    this.zone = zone
    this.file = file
  }

  async run(): Promise<void> {
    this.draw()
    try {
      const address = await this.begin()
      await this.send(address)
      if (this.isCancelled) return await this.cancelled(address)
      this.say('Being looked into …')
      const { then } = this.zone.dataset
      if (then) {
        this.forget()
        window.Turbo?.visit(then.replace(':upload', address.split('/').at(-1) ?? ''))
        return
      }
      await this.attach(address)
      this.forget()
      // The list of evidence shows it from now on.
      this.line.remove()
      window.Turbo?.visit(window.location.href, { action: 'replace' })
    } catch (fault) {
      this.stopped(fault instanceof Error ? fault.message : 'The upload stopped.')
    }
  }

  /** Stays until it was read and dismissed, whatever becomes of the files beside it. */
  private stopped(words: string): void {
    this.say(words)
    this.line.classList.add('stopped')
    this.words.className = 'fault'
    this.words.setAttribute('role', 'alert')
    this.bar.remove()
    this.button.textContent = say('Dismiss')
    this.button.setAttribute('aria-label', say`Dismiss ${this.file.name}`)
    this.isStopped = true
  }

  /** Where this very file was begun before, or a new upload. */
  private async begin(): Promise<string> {
    const known = localStorage.getItem(this.shelf)
    if (known && (await this.offsetOf(known)) !== null) return known
    const name = btoa(String.fromCodePoint(...new TextEncoder().encode(this.file.name)))
    const response = await fetch('/uploads', {
      method: 'POST',
      headers: { ...TUS, 'upload-length': String(this.file.size), 'upload-metadata': `filename ${name}` },
    })
    if (!response.ok) throw new Error(await saysOf(response))
    const address = response.headers.get('location') ?? ''
    localStorage.setItem(this.shelf, address)
    return address
  }

  private async send(address: string): Promise<void> {
    let offset = (await this.offsetOf(address)) ?? 0
    let failures = 0
    while (offset < this.file.size && !this.isCancelled) {
      this.show(offset)
      const piece = this.file.slice(offset, offset + PIECE)
      const response = await fetch(address, {
        method: 'PATCH',
        body: piece,
        headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      }).catch(() => null)
      if (response?.ok) {
        offset = Number(response.headers.get('upload-offset'))
        failures = 0
        continue
      }
      if (response && response.status !== 409 && response.status < 500) throw new Error(await saysOf(response))
      failures += 1
      if (failures > PATIENCE)
        throw new Error(
          'The connection does not come back. Choose the same file again later: it goes on where it stopped.',
        )
      this.say('The connection is cut; it goes on as soon as it is back.')
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * failures, 8000)))
      offset = (await this.offsetOf(address).catch(() => null)) ?? offset
    }
    this.show(offset)
  }

  private async offsetOf(address: string): Promise<number | null> {
    const response = await fetch(address, { method: 'HEAD', headers: TUS })
    return response.ok ? Number(response.headers.get('upload-offset')) : null
  }

  private async attach(address: string): Promise<void> {
    const { project, testCase } = this.zone.dataset
    const looking = setInterval(() => void this.sayLooked(address), 1000)
    const response = await fetch(`/api/projects/${project}/add-evidence`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ upload: address.split('/').at(-1), testCase: testCase || null }),
    }).finally(() => clearInterval(looking))
    if (response.ok) return
    const { says, code } = await refusedOf(response)
    // Refused for what it is, it is gone there: chosen again, it is sent anew.
    if (code === 'wrong-file' || code === 'too-large') this.forget()
    throw new Error(says)
  }

  /** Taking the sound out of a large capture takes a while. */
  private async sayLooked(address: string): Promise<void> {
    const response = await fetch(address, { method: 'HEAD', headers: TUS }).catch(() => null)
    const share = response?.headers.get('upload-looked-into')
    if (share && !this.isStopped) this.say(`Its sound is being taken out: ${Math.round(Number(share) * 100)} %`)
  }

  private async cancelled(address: string): Promise<void> {
    await fetch(address, { method: 'DELETE', headers: TUS }).catch(() => null)
    this.forget()
    this.line.remove()
  }

  private forget(): void {
    localStorage.removeItem(this.shelf)
  }

  private get shelf(): string {
    return `upload ${this.file.name} ${this.file.size} ${this.file.lastModified} ${this.zone.dataset.project} ${this.zone.dataset.testCase}`
  }

  private draw(): void {
    const name = document.createElement('span')
    name.textContent = this.file.name
    this.button.type = 'button'
    this.button.className = 'quiet'
    this.button.textContent = say('Cancel')
    this.button.addEventListener('click', () => {
      if (this.isStopped) return this.line.remove()
      this.isCancelled = true
      this.say('Cancelling …')
    })
    this.bar.max = this.file.size
    this.bar.setAttribute('aria-label', say`Upload of ${this.file.name}`)
    this.words.className = 'small soft'
    this.line.append(name, this.bar, this.words, this.button)
    this.zone.querySelector('[data-upload-list]')?.append(this.line)
  }

  private show(offset: number): void {
    this.bar.value = offset
    this.say(`${Math.floor((offset / this.file.size) * 100)} %`)
  }

  private say(words: string): void {
    this.words.textContent = say(words)
  }
}

const TUS = { 'tus-resumable': '1.0.0', accept: 'application/json' } as const

async function saysOf(response: Response): Promise<string> {
  return (await refusedOf(response)).says
}

async function refusedOf(response: Response): Promise<{ readonly says: string; readonly code: string }> {
  const answer = (await response.json().catch(() => ({}))) as { refused?: { code: string; says: string; next: string } }
  const { refused } = answer
  return refused
    ? { says: `${refused.says} ${refused.next}`, code: refused.code }
    : { says: `The server answered ${response.status}.`, code: '' }
}

declare global {
  interface Window {
    Turbo?: { visit: (path: string, options?: { action: string }) => void }
  }
}
