/** A feed as Atom (RFC 4287), for whoever reads news by a program of their own. Texts are texts, never markup (§3.1). */
import { xmlText } from './xml.ts'

export type FeedEntry = {
  /** An address that stays the same for the same piece of news, and is of no other (§4.2.6). */
  readonly id: string
  readonly title: string
  /** An instant, `2026-06-15T00:00:00Z`. */
  readonly updated: string
  readonly link: string
  readonly summary: string
}

export type Feed = {
  readonly id: string
  readonly title: string
  readonly author: string
  readonly updated: string
  /** Where the feed itself is, and the page that shows the same. */
  readonly self: string
  readonly alternate: string
  readonly entries: readonly FeedEntry[]
}

export function asAtom(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    ...head(feed),
    `<author><name>${xmlText(feed.author)}</name></author>`,
    link('self', 'application/atom+xml', feed.self),
    link('alternate', 'text/html', feed.alternate),
    ...feed.entries.flatMap((entry) => [
      '<entry>',
      ...head(entry),
      link('alternate', 'text/html', entry.link),
      `<summary type="text">${xmlText(entry.summary)}</summary>`,
      '</entry>',
    ]),
    '</feed>',
    '',
  ].join('\n')
}

function head({ id, title, updated }: Pick<FeedEntry, 'id' | 'title' | 'updated'>): readonly string[] {
  return [
    `<id>${xmlText(id)}</id>`,
    `<title type="text">${xmlText(title)}</title>`,
    `<updated>${xmlText(updated)}</updated>`,
  ]
}

function link(rel: string, type: string, href: string): string {
  return `<link rel="${rel}" type="${type}" href="${xmlText(href)}"/>`
}
