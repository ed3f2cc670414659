/** What every mail of the programme owes its reader, as a judge that names what is missing. */
import { dateWords, day } from '../../src/kernel/day.ts'
import { holdsMachineDay } from './invented-language.ts'
import type { Received } from './postbox.ts'

export type Told = {
  /** The address of whoever did what the mail tells of. */
  readonly actor: string
  readonly mailbox: string
  readonly publicUrl: string
  readonly project: { readonly id: string; readonly number: string } | null
  /** The day by which something is to be done, where there is one. */
  readonly by: string | null
}

export function faultsOfMail(mail: Received, told: Told): readonly string[] {
  const { text, header } = mail
  const host = new URL(told.publicUrl).hostname
  const thread = told.project ? `<project-${told.project.id}@${host}>` : ''
  const checks: readonly (readonly [isSo: boolean, fault: string])[] = [
    [mail.from === told.mailbox, 'is not from the programme'],
    [mail.to.length === 1 && mail.to[0] !== told.actor, 'tells somebody of their own act'],
    [header('to') === mail.to[0], 'names somebody else than it goes to'],
    [!told.project || mail.subject.startsWith(`${told.project.number} `), 'does not begin with the number'],
    [header('in-reply-to') === thread && header('references') === thread, 'is not in the thread of its project'],
    [/^<[0-9a-f-]{36}@/.test(mail.id), 'has no id of its own'],
    [header('auto-submitted') === 'auto-generated', 'does not say that no person wrote it'],
    [/^Clause [\dA-Z][\w.-]*\.$/m.test(text), 'names no clause'],
    [text.includes(`\n${told.publicUrl}/`), 'has no link'],
    [told.by === null || text.includes(`by ${dateWords(day(told.by))}`), `does not say by when: ${told.by}`],
    [!holdsMachineDay(text), 'names a day as machines do'],
    [credentialsIn(text).length === 0, `holds a credential: ${credentialsIn(text).join()}`],
    [header('date') !== '' && /^(text\/plain|multipart\/mixed);/.test(header('content-type')), 'is no plain mail'],
  ]
  return checks.filter(([isSo]) => !isSo).map(([, fault]) => `${mail.subject}: ${fault}`)
}

/** Long random words, and passwords by their name; a one-time link is the only place for one. */
export function credentialsIn(text: string): readonly string[] {
  const open = text.replace(/\/invitation\/[\w-]{32}$/gm, '')
  return [
    ...(open.match(/(?<![\w/-])[\w-]{28,}(?![\w-])/g) ?? []),
    ...(open.match(/\b(?:password|passwort|secret|token)\s*[:=]\s*\S+/gi) ?? []),
  ]
}
