/** Templates taken apart and put together again: nothing of the markup is lost, and values find their places. */
import { describe, expect, test } from 'vitest'
import { keysIn, spokenTemplates, wantingIn } from '../../bin/spoken.ts'
import { OTHER_LANGUAGES } from '../kernel/language.ts'
import { wordsOf } from './speaking.ts'
import { keysOf, put, takenApart } from './template.ts'

const strings = (parts: TemplateStringsArray, ..._: readonly unknown[]) => parts

describe('a template', () => {
  test.each([
    [
      'a sentence with a link',
      strings`<p>Certified.\n  <a href="/x" title="Clause ${1}">The handbook</a> tells ${2}.</p>`,
      ['Certified. <1>The handbook</1> tells {0}.', 'Clause {0}'],
    ],
    ['what stands beside each other', strings`<dt>Level</dt><dd>${1}</dd>`, ['Level']],
    [
      'a button with a picture',
      strings`<button class="plain small" aria-label="Go to ${1}">${2} Send</button>`,
      ['Go to {0}', '{0} Send'],
    ],
    ['a tag around all of it', strings`<li><strong>Not needed</strong></li>`, ['Not needed']],
    ['tags without a partner', strings`<span>Open ${1}`, ['Open {0}']],
    ['attributes by themselves', strings`aria-label="Where you are" class="x"`, ['Where you are']],
    ['attributes that nobody reads', strings`disabled aria-describedby="${1}"`, []],
    ['attributes with more behind them', strings`id="${1}" name="${2}" ${3}\n  ${4} ${5}`, []],
    ['an attribute without a value among them', strings`data-autosave="${1}" title="Kept" data-whole`, ['Kept']],
    ['a sentence that quotes', strings`Choose mode="sendrecv" of ${1}`, ['Choose mode="sendrecv" of {0}']],
    ['scripts and fields', strings`<script>let x = 'Search'</script><textarea>Typed</textarea>`, []],
    ['a line break', strings`Either<br />or`, ['Either<1/>or']],
  ])('%s', (_, template, keys) => {
    expect(keysOf(template)).toEqual(keys)
  })

  test('in another language has its values where the grammar wants them, and its quotation marks escaped', () => {
    const words = new Map([
      ['Next: <1>{0}</1> from {1}', 'Ab {1}: <1>{0}</1>'],
      ['Say {0}', 'Sag "{0}"'],
    ])
    const template = put(
      takenApart(strings`<p title="Say ${0}">Next: <b class="c${1}">${2}</b> from ${3}</p>`),
      (key) => words.get(key),
    )
    expect(template).toEqual({
      strings: ['<p title="Sag &quot;', '&quot;">Ab ', ': <b class="c', '">', '</b></p>'],
      order: [0, 3, 1, 2],
      isSaid: [true, true, false, true],
    })
  })
})

describe('every template of the pages', () => {
  const all = spokenTemplates()

  test('is the same where no words are known', () => {
    expect(all.length).toBeGreaterThan(1500)
    for (const { file, strings: written } of all) {
      const same = put(takenApart(written), () => undefined)
      expect(onOneLine(same.strings), file).toEqual(onOneLine(written))
      expect(same.order, file).toEqual(written.slice(1).map((_, index) => index))
    }
  })

  test('says nothing of what stands in a tag but what people read or hear', () => {
    const unread = (written: readonly string[]) => keysOf(written).filter((key) => /(?:^|\s)[\w-]+="/.test(key))
    expect(unread(strings`${0} name="${1}"`), 'control: attributes behind a value').toHaveLength(1)
    expect(all.flatMap(({ strings: written }) => unread(written))).toEqual([])
  })

  test('gives no value of an attribute as something said', () => {
    const attributes = put(takenApart(strings`id="${0}" name="${1}" ${2}`), () => undefined)
    expect(attributes.isSaid).toEqual([false, false, false])
    expect(put(takenApart(strings`aria-label="${0}" id="${1}"`), () => undefined).isSaid).toEqual([true, false])
  })

  test.each(OTHER_LANGUAGES)('keeps its values and its tags in %s', (language) => {
    const words = wordsOf(language)
    expect(words.size).toBeGreaterThan(1000)
    const tags = (parts: readonly string[]) =>
      parts
        .join('\uE000')
        .match(/<\/?\w+/g)
        ?.toSorted()
    for (const { file, strings: written } of all) {
      const said = put(takenApart(written), (key) => words.get(key))
      expect(
        said.order.toSorted((a, b) => a - b),
        file,
      ).toEqual(written.slice(1).map((_, index) => index))
      expect(tags(said.strings), file).toEqual(tags(written))
      expect(leftOpen(said.strings), file).toEqual(leftOpen(written))
    }
  })

  test('control: a value lost, or a tag, is seen', () => {
    const lost = put(takenApart(strings`<p>On <b>${0}</b> ${1}</p>`), () => 'Am {0}')
    expect(lost.order).toEqual([0])
    expect(lost.strings.join('')).not.toContain('<b>')
  })

  test('control: tags that cross each other are seen', () => {
    const written = strings`<p>The <b>new <i>release</i></b> of ${0}</p>`
    const crossed = put(takenApart(written), () => 'Das <1>neue <2>Release</1></2> von {0}')
    expect([leftOpen(written), leftOpen(crossed.strings)]).toEqual([[], ['p', 'b', 'i', '/b', '/i', '/p']])
  })
})

/** Tags that do not close the one opened last, and those that are never closed. */
function leftOpen(parts: readonly string[]): readonly string[] {
  const open: string[] = []
  const tags = parts.join('\uE000').matchAll(/<(\/?)(\w+)(?:"[^"]*"|[^"<>])*?(\/?)>/g)
  for (const [, closing, name = '', isEmpty] of tags) {
    if (isEmpty || /^(?:br|img|input|link|meta)$/.test(name)) continue
    if (closing && open.at(-1) === name) open.pop()
    else open.push(`${closing}${name}`)
  }
  return open
}

describe('what a language wants', () => {
  const keys = new Map([['Read <1>the <2>guide</2></1> of {0}', 'x.ts']])
  const wanting = (text: string) => wantingIn(keys, new Map([[[...keys.keys()][0]!, text]])).wrong.length

  test.each([
    ['<1>Der <2>Leitfaden</2></1> von {0}', 0],
    ['Von {0}: <1>der <2>Leitfaden</2></1>', 0],
    ['<1>Der <2>Leitfaden</1></2> von {0}', 1],
    ['</1>Der <2>Leitfaden</2><1> von {0}', 1],
    ['<1>Der <2>Leitfaden</2></1>', 1],
    ['<1>Der Leitfaden</1> von {0}', 1],
    ['<1>Der <2>Leitfaden</2></1> von <b>{0}</b>', 1],
  ])('is found in %j: %i', (text, wrong) => {
    expect(wanting(text)).toBe(wrong)
  })
})

test('columns of files, headers and policies are not taken for words, and what a field is called is', () => {
  const source = `
    const READ_POLICY = "default-src 'none'; sandbox; img-src 'self'"
    const headers = { 'content-range': \`bytes \${from}-\${to}/\${size}\`, 'set-cookie-says': 'Kept for a year.' }
    const GUIDE_FIELDS = { ga: { says: 'Available since', headings: ['ga date', 'Product GA'] } }`
  expect(new Set(keysIn('x.ts', source))).toEqual(new Set(['Kept for a year.', 'Available since']))
})

/** Runs of blanks say nothing in HTML. */
const onOneLine = (parts: readonly string[]) => parts.map((part) => part.replaceAll(/\s+/g, ' '))
