/** A mail in the language its reader chose: ours said in it, what people wrote in it left as it is. */
import { languageNamed } from '../../kernel/language.ts'
import { say, saidOf } from '../../languages/say.ts'
import { inLanguage } from '../../languages/speaking.ts'

/** `quoted` are the lines of the body, by their place, that somebody wrote. */
type NoticeBody = { readonly body: string; readonly quoted: readonly number[] }

type MailText = NoticeBody & { readonly subject: string }

type MailWords = { readonly subject: string; readonly body: string; readonly foot: string }

/**
 * `language` as it is noted beside the reader's choice of mails; English where none is. `end` is where what they follow
 * is ended, for a mail that rests on that alone.
 */
export function mailSaid(
  mail: MailText,
  foot: { readonly code: string; readonly notices: string; readonly end?: string | null },
  language: string | null,
): MailWords {
  return inLanguage(languageNamed(language) ?? 'en', () => ({
    subject: subjectSaid(mail.subject),
    body: noticeSaid(mail),
    foot: foot.end
      ? say`Notice ${foot.code}. You get it because you follow this; to end that, open ${foot.end}`
      : say`Notice ${foot.code}. You get it because of your part in this; your notices are at ${foot.notices}`,
  }))
}

/** What it is about stands before a colon, what happened after it. */
export function subjectSaid(subject: string, colons: readonly number[] = lastColons(subject)): string {
  for (const [at, colon] of colons.entries()) {
    const what = subject.slice(colon + 2)
    const said = say(what)
    if (said !== what) return saidOf(subjectSaid(subject.slice(0, colon), colons.slice(0, at)), said)
  }
  const [, interop, platform] = /^([A-Z]+-\d{4}-\d+ [^:]+) on ([^:]+)$/.exec(subject) ?? []
  return interop && platform ? say`${interop} on ${platform}` : say(subject)
}

/** More than these stand in no subject of ours; the others are in names, which anybody may give. */
const MOST_COLONS = 4

const lastColons = (subject: string): readonly number[] =>
  [...subject.matchAll(/: /g)].slice(-MOST_COLONS).map(({ index }) => index)

/** Line by line: a paragraph is a line, and so is each notice of a day. What somebody wrote stays as it is. */
export function noticeSaid({ body, quoted }: NoticeBody): string {
  const own = new Set(quoted)
  return body
    .split('\n')
    .map((line, at) => (own.has(at) ? line : lineSaid(line)))
    .join('\n')
}

const lineSaid = (line: string): string => (line.startsWith('- ') ? `- ${subjectSaid(line.slice(2))}` : say(line))
