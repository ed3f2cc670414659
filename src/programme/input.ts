/** The pieces that inputs are made of, each with its limit and a sentence for when it is wrong. */
import { z } from 'zod'
import { isCountry } from '../kernel/country.ts'
import { type Day, parseDay } from '../kernel/day.ts'
import { type HiddenCharacter, hiddenIn } from '../kernel/name-look.ts'
import { isPlainLine, isPlainText } from '../kernel/text.ts'

const filledIn = (most: number) =>
  z
    .string({ error: 'Please fill this in.' })
    .trim()
    .min(1, { error: 'Please fill this in.' })
    .max(most, { error: `At most ${most} characters.` })

const ONE_LINE = 'One line of plain text, please.'

export const line = (most = 200) => filledIn(most).refine((text) => isPlainLine(text), { error: ONE_LINE })

/** What something is called: a line in which every character can be seen, or two names could look like one. */
export const named = (most = 120) =>
  filledIn(most).superRefine((text, context) => {
    const hidden = hiddenIn(text)
    if (hidden) context.addIssue({ code: 'custom', message: sayHidden(hidden) })
    else if (!isPlainLine(text)) context.addIssue({ code: 'custom', message: ONE_LINE })
  })

function sayHidden({ code, place, turns }: HiddenCharacter): string {
  return turns
    ? `Character ${place} of this name is ${code}, which nobody sees and which turns the order of what stands beside it; type the name without it.`
    : `Character ${place} of this name is ${code}, which nobody sees; type the name without it.`
}

export const prose = (most = 4000) =>
  filledIn(most).refine((text) => isPlainText(text), { error: 'Plain text, please: this holds control characters.' })

/** A text that may be left empty. */
export const maybeProse = (most = 4000) =>
  z
    .string()
    .trim()
    .max(most, { error: `At most ${most} characters.` })
    .refine((text) => isPlainText(text), { error: 'Plain text, please: this holds control characters.' })
    .default('')

export const email = () =>
  z
    .string({ error: 'An e-mail address, such as name@example.com.' })
    .trim()
    .toLowerCase()
    .max(254)
    .pipe(z.email({ error: 'An e-mail address, such as name@example.com.' }))

/** No day that somebody types in this trade lies outside these; a slip of the pen would stay for good. */
export const EARLIEST_DAY = '1990-01-01'
export const LATEST_DAY = '2100-12-31'

export const dayInput = () =>
  z
    .string({ error: 'A day as year-month-day, such as 2026-03-31.' })
    .trim()
    .transform((text, context) => {
      const parsed = parseDay(text)
      const wrong = wrongWith(parsed)
      if (parsed && !wrong) return parsed
      context.addIssue({ code: 'custom', message: wrong ?? 'A day as year-month-day, such as 2026-03-31.' })
      return z.NEVER
    }) as unknown as z.ZodType<Day>

function wrongWith(parsed: Day | null): string | null {
  if (parsed && parsed > LATEST_DAY) return `This day is too far ahead; the latest possible is ${LATEST_DAY}.`
  if (parsed && parsed < EARLIEST_DAY) return `This day is too long ago; the earliest possible is ${EARLIEST_DAY}.`
  return null
}

export const reference = () => z.string().trim().min(1).max(120)

export const country = () =>
  z
    .string({ error: 'A country, please.' })
    .trim()
    .toUpperCase()
    .refine(isCountry, { error: 'A two-letter country code of ISO 3166, such as DE.' })

/** A box that must be ticked. */
export const declared = (what: string) => z.literal(true, { error: `${what} must be declared.` })

export const webAddress = () =>
  z
    .string()
    .trim()
    .max(300)
    .refine((text) => text === '' || /^https?:\/\/[^\s<>"]+$/.test(text), {
      error: 'An address such as https://example.com.',
    })
    .default('')
