/**
 * The course of a call that a test case wants to see, message by message: what a ladder is drawn from beside the one
 * seen. Written as lines that read like a ladder:
 *
 *     pbx       INVITE
 *     provider* 100 INVITE
 *     provider  200 INVITE
 *     pbx       ACK
 *     either    BYE
 *     other     200 BYE
 *
 * A question mark stands behind what may be left out, an asterisk behind what may also come several times; `|` stands
 * between what is as good, `400-699` for all from the one to the other. `[Refer-Sub: false]` asks for
 * a header with this value, of those a ladder shows. `either` leaves open which side it is, and `other` is then the one that it was not.
 */
export type CourseSide = 'pbx' | 'provider' | 'either' | 'other'

export type Step = {
  readonly by: CourseSide
  /** Of an answer, those of what it answers. */
  readonly methods: readonly string[]
  /** Null for a request. */
  readonly statuses: readonly number[] | null
  /** `Refer-Sub: false`; null where any will do. */
  readonly header: string | null
  readonly isOptional: boolean
  /** Whether it may come again, wherever it does. */
  readonly isRepeatable: boolean
}

export type Course = { readonly steps: readonly Step[]; readonly begins: 'pbx' | 'provider' }

const LINE = /^(pbx|provider|either|other)([?*])? +(?:(\d{3}(?:[|-]\d{3})*) )?([A-Z]+(?:\|[A-Z]+)*)(?: \[(.+)\])?$/

/** Throws on a line that is none: courses stand in this project. The first line says who calls. */
export function courseOf(lines: string): Course {
  const steps = lines
    .trim()
    .split('\n')
    .map((text): Step => {
      const [, by, mark, statuses, methods, header = null] = LINE.exec(text.trim()) ?? []
      if (!by || !methods) throw new Error(`No step of a course: ${text}`)
      return {
        by: by as CourseSide,
        methods: methods.split('|'),
        statuses: statuses ? statuses.split('|').flatMap(allOf) : null,
        header,
        isOptional: mark !== undefined,
        isRepeatable: mark === '*',
      }
    })
  const begins = steps[0]?.by
  if (begins !== 'pbx' && begins !== 'provider') throw new Error('A course begins with the side that calls.')
  return { steps, begins }
}

/** `486` is one, `400-699` all from the one to the other. */
function allOf(statuses: string): readonly number[] {
  const [first, last = first] = statuses.split('-').map(Number)
  return Array.from({ length: last! - first! + 1 }, (_, at) => first! + at)
}

/** Whether it is the course of a call; otherwise of a registration or a keep-alive. */
export function isOfCall({ steps }: Course): boolean {
  return steps[0]?.methods.includes('INVITE') === true
}

/** `INVITE`, `180 or 183 (INVITE)`, `180 to 183 (INVITE)`, `200 (REFER, Refer-Sub: false)`. */
export function sayStep({ methods, statuses, header }: Step): string {
  const method = [methods.join(' or '), header ?? []].flat().join(', ')
  return statuses ? `${sayStatuses(statuses)} (${method})` : method
}

function sayStatuses(statuses: readonly number[]): string {
  const [first] = statuses
  const isRun = statuses.length > 2 && statuses.every((status, at) => status === first! + at)
  return isRun ? `${first} to ${statuses.at(-1)}` : statuses.join(' or ')
}

/** Whether it goes from the side that calls to the other; what is left open is drawn from the PBX. */
export function isFromCaller({ begins }: Course, { by }: Step): boolean {
  if (by === 'either') return begins === 'pbx'
  if (by === 'other') return begins === 'provider'
  return by === begins
}

const WIDTH = 44

/** As a ladder in plain characters. */
export function courseAsText(course: Course): string {
  const names = course.begins === 'pbx' ? ['PBX', 'Provider'] : ['Provider', 'PBX']
  const head = `${names[0]!.padEnd(WIDTH + 2 - names[1]!.length)}${names[1]}`
  const lines = course.steps.map((step) => {
    const note = step.isOptional ? ', or not' : step.by === 'either' ? ', by either side' : ''
    const label = ` ${sayStep(step)}${note} `
    const left = Math.floor((WIDTH - 1 - label.length) / 2)
    const line = (step.statuses ? '.' : '-').repeat(Math.max(1, left))
    const body = `${line}${label}${line}`.padEnd(WIDTH - 1, step.statuses ? '.' : '-').slice(0, WIDTH - 1)
    return isFromCaller(course, step) ? `|${body}>|` : `|<${body}|`
  })
  return [head, ...lines].join('\n')
}
