/** Tables and lists to fill in grow by themselves: whoever writes in the last row gets another. */
export function startRows(): void {
  for (const body of document.querySelectorAll<HTMLElement>(
    '[data-rows]:not([data-ready]), [data-lines]:not([data-ready])',
  )) {
    body.dataset.ready = 'yes'
    body.addEventListener('input', () => grow(body))
  }
}

function grow(body: HTMLElement): void {
  const last = body.lastElementChild
  const most = Number(body.dataset.rows ?? '60')
  if (!last || body.children.length >= most || isEmpty(last)) return
  const index = body.children.length
  const fresh = last.cloneNode(true) as HTMLElement
  for (const fault of fresh.querySelectorAll('.fault')) fault.remove()
  for (const field of fresh.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    'input, textarea, select',
  )) {
    field.value = ''
    field.name = field.name.replace(/\[\d+\]/, `[${index}]`)
    field.setAttribute('aria-label', (field.getAttribute('aria-label') ?? '').replace(/\d+$/, String(index + 1)))
    // A row that nobody sent has nothing wrong in it, and no list leads there.
    for (const name of ['id', 'aria-invalid', 'aria-describedby']) field.removeAttribute(name)
  }
  body.append(fresh)
}

function isEmpty(row: Element): boolean {
  return [...row.querySelectorAll<HTMLInputElement>('input, textarea, select')].every(
    (field) => field.value.trim() === '',
  )
}
