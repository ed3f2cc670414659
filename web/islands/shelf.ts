/**
 * Answers that are not saved yet, kept in the browser with the versions they were typed over: one shelf for a
 * questionnaire and a person, whichever of its sections is shown.
 */
export type Unsaved = { readonly value: unknown; readonly version: number; readonly isConflict?: boolean }

export class Shelf {
  private readonly name: string

  constructor(form: HTMLFormElement) {
    this.name = `unsaved ${document.querySelector('[data-who]')?.textContent ?? ''} ${form.dataset.autosave}`
  }

  read(): ReadonlyMap<string, Unsaved> {
    try {
      return new Map(Object.entries(JSON.parse(localStorage.getItem(this.name) ?? '{}') as Record<string, Unsaved>))
    } catch {
      return new Map()
    }
  }

  /** Puts what this section has in the place of what it had; other sections keep theirs. */
  write(isHere: (key: string) => boolean, unsaved: ReadonlyMap<string, Unsaved>): void {
    const all = [...[...this.read()].filter(([key]) => !isHere(key)), ...unsaved]
    try {
      if (all.length === 0) localStorage.removeItem(this.name)
      else localStorage.setItem(this.name, JSON.stringify(Object.fromEntries(all)))
    } catch {
      // A browser that keeps nothing still saves to the server.
    }
  }
}
