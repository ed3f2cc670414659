import { expect, test } from 'vitest'
import { asAtom } from './atom.ts'
import { xmlText } from './xml.ts'

const FEED = {
  id: 'http://house.test/feed?a=1&b=2',
  title: 'Standing',
  author: 'Vendor & Sons',
  updated: '2026-06-15T00:00:00Z',
  self: 'http://house.test/feed?a=1&b=2',
  alternate: 'http://house.test/list?a=1&b=2',
  entries: [
    {
      id: 'http://house.test/x#1',
      title: '<b>Bell</b> "Desk"',
      updated: '2026-06-14T00:00:00Z',
      link: 'http://house.test/x',
      summary: 'It is old.\u0007 ]]> & more \ud800',
    },
  ],
}

test('a feed has what RFC 4287 asks for: ids, titles, days, who says so, and where it stands', () => {
  const feed = asAtom(FEED)
  for (const part of [
    '<feed xmlns="http://www.w3.org/2005/Atom"',
    '<id>http://house.test/feed?a=1&#38;b=2</id>',
    '<author><name>Vendor &#38; Sons</name></author>',
    '<link rel="self" type="application/atom+xml" href="http://house.test/feed?a=1&#38;b=2"/>',
    '<updated>2026-06-15T00:00:00Z</updated>',
    '<updated>2026-06-14T00:00:00Z</updated>',
    '<title type="text">&#60;b&#62;Bell&#60;/b&#62; &#34;Desk&#34;</title>',
  ])
    expect(feed).toContain(part)
})

test('what XML cannot hold is left out, and what would be markup is not', () => {
  expect(xmlText('a\u0000\u0007\ufffe<>&\'"\t\n😀')).toBe('a&#60;&#62;&#38;&#39;&#34;\t\n😀')
  expect(asAtom(FEED)).not.toMatch(/\p{Cs}|\]\]>/u)
  expect(asAtom(FEED)).not.toContain('\u0007')
})
