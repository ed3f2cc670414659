/** Brings the eye and the keyboard to what just happened; keeps a form from being sent twice by a second click. */
export function startFocus(): void {
  for (const tab of document.querySelectorAll<HTMLElement>('.tabs [aria-current], .section-list [aria-current]'))
    showTab(tab)
  for (const row of document.querySelectorAll<HTMLElement>('.tabs:not([data-ready])')) {
    row.dataset.ready = 'yes'
    // Browsers leave one that is in sight by a corner where it is.
    row.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLElement && target.matches(':focus-visible'))
        target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
  }
  document.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: false })
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.refusal a[href^="#"]:not([data-ready])'))
    leadIn(link)
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]:not([data-ready])')) {
    form.dataset.ready = 'yes'
    form.addEventListener('submit', () => {
      const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
      // After the form has been read, so that the button's own value is still sent.
      setTimeout(() => button?.setAttribute('aria-busy', 'true'))
      setTimeout(() => button?.removeAttribute('aria-busy'), 8000)
    })
  }
  for (const choices of document.querySelectorAll<HTMLElement>('[data-shown-for]:not([data-ready])')) showFor(choices)
}

/**
 * To a field of this page without leaving it: Turbo would fetch the page anew even for a place within it, and what was
 * typed and refused would be gone, now or by the back button.
 */
function leadIn(link: HTMLAnchorElement): void {
  link.dataset.ready = 'yes'
  link.addEventListener('click', (event) => {
    const field = document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    field.focus()
  })
}

/** Where tabs do not fit side by side, the one that is open is in sight; the page itself stays where it is. */
function showTab(tab: HTMLElement): void {
  const row = tab.closest<HTMLElement>('.tabs, .section-list')
  if (!row || row.scrollWidth <= row.clientWidth) return
  const from = tab.getBoundingClientRect().left - row.getBoundingClientRect().left
  row.scrollLeft += from - (row.clientWidth - tab.offsetWidth) / 2
}

/** Fields that belong to one choice are shown with it. */
function showFor(part: HTMLElement): void {
  part.dataset.ready = 'yes'
  const form = part.closest('form')
  const wanted = part.dataset.shownFor
  const look = () => {
    const chosen = form?.querySelector<HTMLInputElement>('input[name=verdict]:checked')?.value
    part.hidden = chosen !== wanted
  }
  form?.addEventListener('change', look)
  look()
}
