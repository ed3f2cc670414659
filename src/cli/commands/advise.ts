/** `certwright advise`: path, level and membership advice for one enquiry in a file. */
import fs from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import type { z } from 'zod'
import { figures } from '../../app/house.ts'
import { noSuchFile } from '../../app/no-such-file.ts'
import { refuse } from '../../kernel/refusal.ts'
import { applicantInput } from '../../programme/applicant.ts'
import { readInput } from '../../programme/input-faults.ts'
import { TIER_NAMES } from '../../programme/membership.ts'
import { type Advice, adviseApplicant } from '../../rulebook/advice.ts'
import { figuresOn } from '../../rulebook/parameters.ts'
import { type Command, dayOption, done, withAnyInstallation, wrongUsage } from '../command.ts'

export const command: Command = {
  name: 'advise',
  usage: 'advise FILE [--on DAY]',
  says: 'Tells whether certification is required, which paths are open, and what membership and SAT it takes.',
  example: 'certwright advise enquiry.json --json',
  options: { on: { type: 'string', value: 'DAY', says: 'The day whose figures count; today unless told.' } },
  run: async (call) => {
    const [file, ...more] = call.words
    if (!file || more.length > 0) wrongUsage(command, 'One file is wanted')
    const day = dayOption(command, call)
    const enquiry = await readApplicant(file)
    // Whoever only asks needs no installation: then the figures count that the programme is shipped with.
    const advice = await withAnyInstallation(call, async (house) =>
      adviseApplicant(enquiry, day, house ? await figures(house.database, day) : figuresOn(day)),
    )
    return done(sayAdvice(advice), advice)
  },
}

async function readApplicant(file: string): Promise<z.infer<typeof applicantInput>> {
  const text = await (file === '-' ? textOf(process.stdin) : fs.readFile(file, 'utf8')).catch(() => null)
  if (text === null) return noSuchFile(file)
  const read = readInput(applicantInput, asJson(text, file))
  if ('value' in read) return read.value
  return refuse('wrong-input', {
    says: 'The enquiry is not filled in as it should be.',
    next: 'Correct the fields named.',
    clause: '4.1',
    faults: read.faults,
  })
}

function asJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('wrong-file', { says: `${file} is not JSON.`, next: 'Check how it was written.' })
  }
}

function sayAdvice(advice: Advice): string {
  const because = (reasons: Advice['level']['because']) =>
    reasons.map((reason) => `    ${reason.clause}  ${reason.says}`).join('\n')
  const paths = advice.paths.map(
    (path) => `  Path ${path.path}: ${path.open ? 'open' : 'closed'}\n${because(path.because)}`,
  )
  return [
    `Certification is ${advice.certification}.`,
    ...paths,
    `Membership needed: ${advice.membership ? TIER_NAMES[advice.membership] : 'none'}.`,
    `The level is ${advice.level.open ? 'open' : 'not open yet'}.\n${because(advice.level.because)}`,
    `SAT: ${advice.sat}.`,
    ...advice.next.map((step) => `  - ${step}`),
  ].join('\n')
}
