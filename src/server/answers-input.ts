/**
 * A section of the questionnaire as a form sends it, made into answers: which answers the page showed is
 * told by their versions, and the kind of each field says whether texts are one answer, a list or rows.
 */
import { fieldOf } from '../programme/questionnaire/items.ts'
import type { Field } from '../programme/questionnaire/item.ts'
import { type Branch, isLeaf, treeOf } from './form-input.ts'

export function answersInput(typed: URLSearchParams): {
  answers: Record<string, unknown>
  seen: Record<string, number>
} {
  // What a questionnaire does not send is passed on, to be refused as unknown like anywhere else.
  const { seen: versions, answers: texts, ...unknown } = treeOf(typed)
  const shown = branchOf(versions)
  const sent = branchOf(texts)
  const answers: Record<string, unknown> = {}
  const seen: Record<string, number> = {}
  for (const [key, version] of Object.entries(shown)) {
    const field = fieldOf(key)?.field
    const answer = field ? answerFrom(field, sent[key]) : undefined
    if (answer === undefined) continue
    answers[key] = answer
    seen[key] = Number(isLeaf(version) ? version.at(-1) : 0) || 0
  }
  return { ...unknown, answers, seen }
}

function branchOf(part: Branch[string] | undefined): Branch {
  return part === undefined || isLeaf(part) ? {} : part
}

/** What a field of this kind was given; nothing where nothing was chosen of what cannot be unchosen. */
function answerFrom(field: Field, part: Branch[string] | undefined): unknown {
  switch (field.kind) {
    case 'many':
    case 'ordered':
    case 'countries':
      return part !== undefined && isLeaf(part) ? part.filter((text) => text !== '') : []
    case 'rows':
      return rowsFrom(part)
    default:
      return part !== undefined && isLeaf(part) ? part.at(-1) : undefined
  }
}

function rowsFrom(part: Branch[string] | undefined): unknown {
  return Object.entries(branchOf(part))
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, row]) =>
      Object.fromEntries(
        Object.entries(branchOf(row)).map(([column, cell]) => [column, isLeaf(cell) ? (cell.at(-1) ?? '') : '']),
      ),
    )
    .filter((row) => Object.values(row).some((cell) => cell.trim() !== ''))
}
