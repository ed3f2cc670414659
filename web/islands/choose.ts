/**
 * Where a choice above decides what a form below is about, the page is drawn anew as soon as it changes; the
 * form below cannot be sent until it shows what was chosen. Without a script a button does the same.
 */
const started = new WeakSet<HTMLFormElement>()

export function startChoose(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-choose]')) {
    if (started.has(form)) continue
    started.add(form)
    form.addEventListener('change', (event) => {
      hold(true)
      const { id } = event.target as HTMLElement
      document.addEventListener(
        'turbo:load',
        () => document.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus(),
        {
          once: true,
        },
      )
      form.requestSubmit()
    })
    // Whoever comes back finds the choice that the form below shows.
    document.addEventListener('turbo:before-cache', () => {
      if (!form.isConnected) return
      form.reset()
      hold(false)
    })
  }
}

function hold(isHeld: boolean): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-chosen] button[type=submit]')) {
    if (isHeld) button.dataset.held = ''
    else if (button.dataset.held === undefined) continue
    else delete button.dataset.held
    button.disabled = isHeld
  }
}
