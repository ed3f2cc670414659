/** Ladders by keyboard: j and k, or the arrows while in the ladder, step from message to message; Escape closes one. */
let isListening = false
let arrivedAt = ''

export function startLadder(): void {
  arrive()
  if (isListening) return
  isListening = true
  document.addEventListener('keydown', (event) => {
    const ladder = document.querySelector<HTMLElement>('[data-ladder]')
    if (!ladder || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
    if (event.key === 'Escape') return close(ladder)
    const by = STEPS[event.key]
    if (by === undefined) return
    const isWithin = ladder.contains(document.activeElement)
    if (event.key.startsWith('Arrow') && !isWithin) return
    event.preventDefault()
    step(ladder, by)
  })
}

const STEPS: Readonly<Record<string, 1 | -1>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}

/** Whoever comes by the link of a packet goes on from there. */
function arrive(): void {
  if (location.href === arrivedAt) return
  arrivedAt = location.href
  if (!location.hash.startsWith('#packet-')) return
  document.getElementById(location.hash.slice(1))?.focus()
}

function step(ladder: HTMLElement, by: 1 | -1): void {
  const rungs = [...ladder.querySelectorAll<HTMLElement>('[data-rung]')]
  const focused = document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-rung]')
  const from = rungs.findIndex((rung) => rung === focused || (!focused && rung.ariaCurrent === 'true'))
  const next = rungs[from < 0 ? 0 : from + by]
  if (next) {
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    return
  }
  // At its edge the ladder goes on in another part.
  ladder.parentElement?.querySelector<HTMLElement>(by > 0 ? '[rel="next"]' : '[rel="prev"]')?.focus()
}

function close(ladder: HTMLElement): void {
  ladder.querySelector<HTMLElement>('[data-rung][aria-current]')?.click()
}
