/** Pages that wait for something under way come back by themselves; only while somebody looks. */
import { visit } from '@hotwired/turbo'

export function startAgain(): void {
  const place = document.querySelector<HTMLElement>('[data-again]')
  if (!place) return
  setTimeout(() => {
    if (place.isConnected && document.visibilityState === 'visible') visit(location.href, { action: 'replace' })
  }, Number(place.dataset.again))
}
