/**
 * Everything that the source says to readers in other languages, as keys: the text of templates, what goes through
 * `say`, and the sentences of rules, moves, mails and papers. `npm run words` tells what has no words yet, and what
 * has words that nothing says any more; `npm run words -- fr` lists it as JSON to be filled in.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { LANGUAGES, OTHER_LANGUAGES } from '../src/kernel/language.ts'
import { wordsOf } from '../src/languages/speaking.ts'
import { keysOf, onOneLine } from '../src/languages/template.ts'
import { FINDING_FILES, FINDINGS_UNSAID, SILENT_FILES, SPOKEN_FILES } from './spoken-files.ts'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

type Node = { readonly type: string; readonly [name: string]: unknown }

/** English keys, each with the first file that says it. */
export function spokenKeys(): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  for (const file of spokenFiles()) collect(keys, file, keysIn(file, textOf(file)))
  return keys
}

/** The same of what is found in captures. */
export function findingKeys(): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  for (const file of filesNamed(FINDING_FILES, FINDINGS_UNSAID))
    collect(keys, file, keysIn(file, textOf(file), isFound))
  return new Map([...keys].filter(([key]) => !/^(?:RFC|ITU-T|SIPconnect) /.test(key)))
}

function collect(keys: Map<string, string>, file: string, found: readonly string[]): void {
  for (const key of found) if (key !== '' && !keys.has(key)) keys.set(key, file)
}

const textOf = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8')

export type SpokenTemplate = { readonly file: string; readonly strings: readonly string[] }

/** Every template of a page, as it is written. */
export function spokenTemplates(): readonly SpokenTemplate[] {
  return spokenFiles().flatMap((file) => {
    const found: SpokenTemplate[] = []
    const visit = (node: Node): void => {
      if (node.type === 'TaggedTemplateExpression' && (node.tag as Node).name === 'html')
        found.push({ file, strings: stringsOf(node.quasi as Node) })
      for (const part of Object.values(node).flat()) if (isNode(part)) visit(part)
    }
    visit(parseSync(file, fs.readFileSync(path.join(root, file), 'utf8')).program as unknown as Node)
    return found
  })
}

const stringsOf = (template: Node): readonly string[] =>
  (template.quasis as Node[]).map(({ value }) => (value as { cooked: string }).cooked)

const spokenFiles = (): readonly string[] => filesNamed(SPOKEN_FILES, SILENT_FILES)

function filesNamed(files: readonly string[], but: readonly string[]): readonly string[] {
  const named = (patterns: readonly string[]) => patterns.flatMap((pattern) => fs.globSync(pattern, { cwd: root }))
  const silent = new Set(named(but))
  return [...new Set(named(files))].filter((file) => !file.endsWith('.test.ts') && !silent.has(file)).toSorted()
}

/** Tables of words by their names, single words as well; tables of pictures, addresses and the like hold no words. */
function isTableOfWords(node: Node): boolean {
  const { name = '' } = node.id as Node & { name?: string }
  const init = (node.init ?? null) as Node | null
  let value = init
  while (value?.type.startsWith('TS')) value = value.expression as Node
  return /^[A-Z][A-Z_]{2,}$/.test(name) && !WORDLESS.test(name) && value?.type === 'ObjectExpression'
}

const WORDLESS =
  /WEBHOOK|PICTURE|ICON|SHAPE|CLASS|TONE|PATH|ROUTE|CODE|PATTERN|FORM|LETTERS|ENDPOINT|FILES|COLUMNS|SIGNS|MEDIA|TYPES|ALIAS|^LINES$/

const nameOf = (property: Node): string => {
  const { name, value } = property.key as Node
  return String(name ?? value)
}

/** What is told to browsers, and what columns of files are known by. */
const isUnsaid = (name: string): boolean =>
  name === 'headings' || name === 'sameSite' || /^(?:cache-|content-(?!length))/.test(name)

/** What an object tells under these names is said, single words as well. */
const SAYING = new Set([
  'says',
  'next',
  'fix',
  'help',
  'label',
  'head',
  'asks',
  'why',
  'title',
  'caption',
  'submit',
  'who',
  'unit',
])

export function keysIn(file: string, text: string, isOurs = isSaid): readonly string[] {
  const keys: string[] = []
  const take = (words: string) => {
    const key = onOneLine(words)
    if (isOurs(key)) keys.push(key)
  }
  const visit = (node: Node): void => {
    if (UNSAID.has(node.type) || (node.type === 'Property' && isUnsaid(nameOf(node)))) return
    if (node.type === 'TaggedTemplateExpression') return tagged(node)
    if (node.type === 'CallExpression') return called(node)
    if (node.type === 'BinaryExpression' && node.operator === '+' && isText(node)) {
      take(inOne(node))
      return valuesIn(node).forEach(visit)
    }
    if (node.type === 'VariableDeclarator' && String((node.id as Node).name).endsWith('_POLICY')) return
    if (node.type === 'VariableDeclarator' && isTableOfWords(node)) keys.push(...wordsIn(node.init as Node))
    if (node.type === 'Property' && SAYING.has(nameOf(node)))
      keys.push(...literalsIn(node.value as Node).filter((key) => /\p{L}{2}/u.test(key)))
    if (node.type === 'TemplateLiteral') take(withValues(node))
    else if (node.type === 'Literal' && typeof node.value === 'string') take(node.value)
    within(node, node.type === 'Property' ? ['key'] : [])
  }
  const within = (node: Node, but: readonly string[] = []): void => {
    for (const [name, part] of Object.entries(node)) {
      if (but.includes(name)) continue
      for (const each of Array.isArray(part) ? (part as unknown[]) : [part]) if (isNode(each)) visit(each)
    }
  }
  const tagged = (node: Node): void => {
    const name = (node.tag as Node).name
    const quasi = node.quasi as Node
    const strings = stringsOf(quasi)
    if (name === 'html') {
      keys.push(...keysOf(strings))
      // Within a tag stand values that only programs read, but for what is said there on purpose.
      for (const [index, value] of (quasi.expressions as Node[]).entries())
        if (isSay(value) || !isMarkup(strings.slice(0, index + 1).join(' '))) visit(value)
    } else if (name === 'say') {
      keys.push(withValues(quasi))
      for (const value of quasi.expressions as Node[]) visit(value)
    }
  }
  const called = (node: Node): void => {
    const callee = node.callee as Node
    const name = (callee.name ?? (callee.property as Node | undefined)?.name) as string | undefined
    const given = node.arguments as Node[]
    if (name === 'say' && given[0]) keys.push(...literalsIn(given[0]))
    if (name === 'count' && given[1]?.type === 'Literal') {
      const noun = String(given[1].value)
      keys.push(`{0} ${noun}`, `{0} ${given[2]?.type === 'Literal' ? String(given[2].value) : `${noun}s`}`)
    } else if (!SILENT_CALLS.has(name ?? '') || (name === 'number' && callee.type === 'Identifier'))
      for (const each of given) visit(each)
    visit(callee)
  }
  visit(parseSync(file, text).program as unknown as Node)
  return keys
}

const isSay = ({ type, callee, tag }: Node): boolean =>
  (type === 'CallExpression' && (callee as Node).name === 'say') ||
  (type === 'TaggedTemplateExpression' && (tag as Node).name === 'say')

/** A text written over several lines, put together with `+`. */
function partsOf(node: Node): readonly Node[] {
  return node.type === 'BinaryExpression' && node.operator === '+'
    ? [...partsOf(node.left as Node), ...partsOf(node.right as Node)]
    : [node]
}

const isText = (node: Node): boolean =>
  partsOf(node).some(
    ({ type, value }) => type === 'TemplateLiteral' || (type === 'Literal' && typeof value === 'string'),
  )

function inOne(node: Node): string {
  let values = 0
  return partsOf(node)
    .map((part) => {
      if (part.type === 'Literal') return String(part.value)
      if (part.type !== 'TemplateLiteral') return `{${values++}}`
      return withValues(part, false).replaceAll(/\{\d+\}/g, () => `{${values++}}`)
    })
    .join('')
}

function valuesIn(node: Node): readonly Node[] {
  return partsOf(node).flatMap((part) =>
    part.type === 'Literal' ? [] : part.type === 'TemplateLiteral' ? (part.expressions as Node[]) : [part],
  )
}

/** Every value of a table, however deep; what stands on its left are names for programs. */
function wordsIn(node: Node): readonly string[] {
  if (node.type === 'Literal' || node.type === 'TemplateLiteral')
    return literalsIn(node).filter(
      (key) =>
        /^\p{Ll}{2,}[,:]?(?: [^=<>;]+)?$|^\p{L}+[^=<>]* [^=<>]*$/u.test(key) &&
        !/^(?:select|create|update|insert|delete) /.test(key),
    )
  if (node.type === 'Property' && isUnsaid(nameOf(node))) return []
  return Object.entries(node).flatMap(([name, part]) =>
    name === 'key'
      ? []
      : (Array.isArray(part) ? (part as unknown[]) : [part]).flatMap((each) => (isNode(each) ? wordsIn(each) : [])),
  )
}

/** What is passed to `say`, also where one of two is. */
function literalsIn(node: Node): readonly string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [onOneLine(node.value)] : []
  if (node.type === 'TemplateLiteral')
    return /\p{L}/u.test(withValues(node).replaceAll(/\{\d+\}/g, '')) ? [withValues(node)] : []
  if (node.type === 'ConditionalExpression')
    return [...literalsIn(node.consequent as Node), ...literalsIn(node.alternate as Node)]
  return []
}

function withValues(template: Node, isWhole = true): string {
  const text = stringsOf(template).reduce((all, part, index) => `${all}{${index - 1}}${part}`)
  return isWhole ? onOneLine(text) : text
}

/** Whether a value stands within a tag, where only some attributes are said. */
function isMarkup(before: string): boolean {
  return /<[^<>]*$/.test(before) && !/\b(?:aria-label|title|placeholder|alt|content)="[^"]*$/.test(before)
}

const UNSAID = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
])
const SILENT_CALLS = new Set([
  'asset',
  'address',
  'icon',
  'asked',
  'has',
  'includes',
  'startsWith',
  'endsWith',
  'split',
  'join',
  'replaceAll',
  'replace',
  'RegExp',
  'clauseLink',
  'Error',
  'closest',
  'get',
  'getAll',
  'querySelector',
  'querySelectorAll',
  'header',
  'headerValues',
  'param',
  'number',
])

/** Sentences, names and labels; not the words of programs, such as classes, ids and addresses. */
function isSaid(key: string): boolean {
  const literal = key.replaceAll(/\{\d+\}/g, '').trim()
  if (
    !/\p{L}{2}/u.test(literal) ||
    /^[.:@\w-]+\{|\w-\w+ rung|^Q-\d\d\.|^-H "|^curl |^(?:Escape|Enter)$|^input, textarea|^\[data-|^(?:pbx|provider)[?*]? (?:\d{3}|[A-Z]{3})/.test(
      literal,
    ) ||
    /^[/#?&.]|[<>]|;$|^\w+:\S|^https?:/.test(literal) ||
    (literal.includes('=') && !/^\p{Lu}\p{Ll}* .* .*[.]$/u.test(key))
  )
    return false
  if (/^\p{Lu}/u.test(literal)) return /\p{Ll}/u.test(literal) && !/^[A-Z][a-z]*[A-Z]\w*$/.test(literal)
  return / /.test(literal) && (/[.,:;’“]/.test(literal) || /\{\d+\}/.test(key)) && /\p{L}{2,} |, /u.test(literal)
}

/** What is found is told in sentences and in parts of them, such as `an inbound call`. */
function isFound(key: string): boolean {
  const literal = key.replaceAll(/\{\d+\}/g, ' ').trim()
  if (/[<>]|=\S/.test(key) || !/\p{Ll}{3}/u.test(literal)) return false
  return / /.test(literal) || /[.,;]$/.test(literal) || (key !== literal && /^\p{Ll}{4,}$/u.test(literal))
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

export type Wanting = {
  readonly missing: readonly string[]
  readonly idle: readonly string[]
  readonly wrong: readonly string[]
}

/** What a language lacks, what it has for nothing, and where its values or tags differ from the English. */
export function wantingIn(keys: ReadonlyMap<string, string>, words: ReadonlyMap<string, string>): Wanting {
  const signs = (text: string) => (text.match(/\{\d+\}|<\/?\d+\/?>/g) ?? []).toSorted().join(' ')
  return {
    missing: [...keys.keys()].filter((key) => !words.has(key)),
    idle: [...words.keys()].filter((key) => !keys.has(key)),
    wrong: [...words].flatMap(([key, text]) =>
      signs(key) === signs(text) && text.trim() !== '' && !/<(?!\/?\d+\/?>)/.test(text) && isNested(text) ? [] : [key],
    ),
  }
}

/** Whether each tag that closes closes the one opened last: `<1>…<2>…</2></1>`. */
function isNested(text: string): boolean {
  const open: string[] = []
  for (const [, closing, number = ''] of text.matchAll(/<(\/?)(\d+)>/g)) {
    if (!closing) open.push(number)
    else if (open.pop() !== number) return false
  }
  return open.length === 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const keys = spokenKeys()
  const asked = OTHER_LANGUAGES.find((each) => each === process.argv[2])
  const findings = findingKeys()
  for (const language of asked ? [asked] : OTHER_LANGUAGES) {
    const both = [wantingIn(keys, wordsOf(language)), wantingIn(findings, wordsOf(language, 'findings'))]
    const wanting = {
      missing: both.flatMap(({ missing }) => missing),
      idle: both.flatMap(({ idle }) => idle),
      wrong: both.flatMap(({ wrong }) => wrong),
    }
    const said = Object.entries(wanting).map(([name, list]) => `${list.length} ${name}`)
    process.stderr.write(`${LANGUAGES[language]}: ${keys.size + findings.size} said; ${said.join(', ')}\n`)
    if (asked)
      process.stdout.write(`${JSON.stringify(Object.fromEntries(wanting.missing.map((key) => [key, ''])), null, 2)}\n`)
  }
}
