/** The palette: Ctrl or Cmd with K, a few letters, Enter. Places are there at once; projects and products are asked for. */
import { say } from '../../src/languages/say.ts'

type Place = { readonly name: string; readonly path: string; readonly kind?: string }

export function startPalette(): void {
  const dialog = document.querySelector<HTMLDialogElement>('[data-palette-dialog]')
  const button = document.querySelector<HTMLButtonElement>('[data-palette]')
  if (!dialog || !button || dialog.dataset.ready) return
  dialog.dataset.ready = 'yes'
  button.hidden = false
  const input = dialog.querySelector<HTMLInputElement>('[data-palette-input]')!
  const list = dialog.querySelector<HTMLUListElement>('[data-palette-list]')!
  const nothing = dialog.querySelector<HTMLElement>('[data-palette-nothing]')!
  const places: readonly Place[] = [...list.querySelectorAll('a')].map((link) => ({
    name: link.textContent ?? '',
    path: link.getAttribute('href') ?? '/',
  }))
  let chosen = 0
  let shown: readonly Place[] = places
  let asked = 0

  const draw = () => {
    list.replaceChildren(
      ...shown.map((place, index) => {
        const item = document.createElement('li')
        item.setAttribute('aria-selected', String(index === chosen))
        const link = document.createElement('a')
        link.href = place.path
        const name = document.createElement('span')
        name.textContent = place.name
        link.append(name)
        if (place.kind) {
          const kind = document.createElement('span')
          kind.className = 'soft small'
          kind.textContent = place.kind
          link.append(kind)
        }
        item.append(link)
        return item
      }),
    )
    list.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }
  const look = async () => {
    const words = input.value.trim().toLowerCase()
    chosen = 0
    const found = places.filter((place) => words.split(/\s+/).every((word) => place.name.toLowerCase().includes(word)))
    shown = found
    nothing.textContent = ''
    draw()
    const mine = ++asked
    if (words.length < 2) return
    const answer = await fetch(`/find?q=${encodeURIComponent(words)}`, {
      headers: { accept: 'application/json' },
    }).catch(() => null)
    if (!answer?.ok || mine !== asked) return
    const { places: more } = (await answer.json()) as { places: readonly Place[] }
    shown = [...found, ...more.filter(({ path }) => !found.some((place) => place.path === path))]
    nothing.textContent = shown.length === 0 ? say`Nothing found for “${words}”.` : ''
    draw()
  }
  const open = () => {
    input.value = ''
    nothing.textContent = ''
    shown = places
    chosen = 0
    draw()
    dialog.showModal()
  }
  button.addEventListener('click', open)
  input.addEventListener('input', () => void look())
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % Math.max(shown.length, 1)
      draw()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const place = shown[chosen]
      if (place) window.location.assign(place.path)
    }
  })
  if (!document.documentElement.dataset.paletteKey) {
    document.documentElement.dataset.paletteKey = 'yes'
    document.addEventListener('keydown', (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        document.querySelector<HTMLButtonElement>('[data-palette]')?.click()
      }
    })
  }
}
