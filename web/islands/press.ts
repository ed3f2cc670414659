/**
 * A press that has begun ends where it began. Were the page drawn anew between the finger going down and coming up, the
 * button would move away under it, and the press would be lost without a word.
 */
let isDown = false
const waiting = new Set<() => void>()

/** After the click that the release brings has been heard. */
function letGo(): void {
  setTimeout(() => {
    isDown = false
    for (const go of waiting) go()
    waiting.clear()
  })
}

document.addEventListener('pointerdown', () => (isDown = true), true)
for (const end of ['pointerup', 'pointercancel', 'dragend']) document.addEventListener(end, letGo, true)
window.addEventListener('blur', letGo)

/** When nothing is being pressed: at once, or when it is let go. */
export function released(): Promise<void> {
  return isDown ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve()
}
