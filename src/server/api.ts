/**
 * The API: the contract's reads, and one route for each move. Errors are refusals like everywhere else.
 * Moves are parsed by the write path itself, after it has settled who may see and do them.
 */
import { dayFrom } from './asked-day.ts'
import { implement, ORPCError } from '@orpc/server'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { CONTRACT } from '../api/contract.ts'
import { type MovePlace, movePlaces } from '../api/moves.ts'
import { act } from '../app/act.ts'
import { apiDescription } from '../app/ask/api-description.ts'
import { refuseValuesMisread } from '../app/ask/guide-asked.ts'
import { guideRowAsData, referenceGuide } from '../app/ask/reference-guide.ts'
import { certificationByNumber } from '../app/ask/certifications.ts'
import { listEquipment } from '../app/ask/equipment.ts'
import { listFeeRequests } from '../app/ask/fee-requests.ts'
import { mayReadReferenceGuide } from '../app/ask/entitlement.ts'
import { listWaitingTexts } from '../app/ask/listing-texts.ts'
import { noticesOf } from '../app/ask/notices.ts'
import { openThing, type OpenThing } from '../app/ask/open-thing.ts'
import { allPlatforms } from '../app/ask/platforms.ts'
import { factAsShownTo, listProjects, openProjectFile } from '../app/ask/projects.ts'
import { answerSupport, refuseUnnamed } from '../app/ask/support.ts'
import { deliveriesOf, deliveryAsData, listWebhooks, webhookAsData } from '../app/ask/webhooks.ts'
import { figures, today } from '../app/house.ts'
import { MOVES, SENT_MOVES, TARGETS } from '../app/targets.ts'
import { Refusal, refuse } from '../kernel/refusal.ts'
import { SEES_EQUIPMENT } from '../programme/equipment.ts'
import { readInput, sayFaults } from '../programme/input-faults.ts'
import { isCertified } from '../programme/level.ts'
import { mightEver, VISITOR, whoseAlone } from '../programme/permission.ts'
import { SEES_WEBHOOKS } from '../programme/webhook.ts'
import { adviseApplicant } from '../rulebook/advice.ts'
import { readJournal } from '../app/ask/journal.ts'
import { callOf, mayReach } from './call.ts'
import { intakeOf } from './intake.ts'
import { languageOfData, refusedAsData } from './refused.ts'
import type { Call, Services } from './route.ts'
import { clientOf } from './security.ts'
import { textSent } from './sent-text.ts'
import { toldTo } from './told.ts'

const os = implement(CONTRACT).$context<Call>()

/** Every read is held against its declared permission before its input is even looked at. */
const guarded = os.use(async ({ context, next, procedure }, input) => {
  const { meta, route, inputSchema } = procedure['~orpc']
  const { permission } = meta
  if (!mightEver(context.actor, permission)) {
    if (context.actor === VISITOR)
      refuse('not-signed-in', { says: 'You have to sign in for this.', next: 'POST /api/sessions gives a token.' })
    refuse('not-permitted', {
      says: 'This is not for your role.',
      next: 'Ask a programme manager if you should have it.',
    })
  }
  mayReach(context, 'read')
  const isBody = route.method === 'POST'
  const fields = inputSchema instanceof z.ZodObject && !isBody ? Object.keys(inputSchema.shape) : []
  onlyKnown(
    context,
    fields.filter((name) => !route.path?.includes(`{${name}}`)),
  )
  if (inputSchema instanceof z.ZodType) understood(inputSchema, input)
  return next()
})

/** Read before the library reads it, since its sentences are none of ours. */
function understood(schema: z.ZodType, input: unknown): void {
  const read = readInput(schema, input)
  if ('value' in read) return
  refuse('wrong-input', { says: sayFaults(read.faults), next: 'Correct them and send again.', faults: read.faults })
}

/** A filter that is not known would be a list of everything: it is refused, as an unknown field of a body is. */
function onlyKnown({ context }: Call, known: readonly string[]): void {
  const asked = new Set(new URL(context.req.url).searchParams.keys())
  const unknown = [...asked].filter((name) => !known.includes(name)).map((name) => name.slice(0, 60))
  if (unknown.length === 0) return
  refuse('wrong-input', {
    says: `Unknown in the address: ${unknown.slice(0, 5).join(', ')}.`,
    next:
      known.length > 0 ? `Ask for ${known.join(', ')}, or leave it out.` : 'Leave it out; nothing is asked for there.',
    faults: unknown.slice(0, 5).map((name) => ({ at: name, says: `Unknown: ${name}.` })),
  })
}

const router = guarded.router({
  session: {
    open: os.session.open.handler(async ({ input, context }) => {
      const { token } = await context.services.signIn.signIn(input, clientOf(context))
      return { token, person: input.email.trim().toLowerCase() }
    }),
    me: os.session.me.handler(({ context }) => {
      const { person } = context.identity!
      return { id: person.id, name: person.name, organisation: person.organisation, roles: [...person.roles] }
    }),
  },
  public: {
    referenceGuide: os.public.referenceGuide.handler(async ({ input, context: { house, actor } }) => {
      await mayReadReferenceGuide(house, actor)
      const on = dayFrom(input.on, today(house))
      const { on: _, standing, after, limit, ...filter } = input
      await refuseValuesMisread(house.database, filter)
      const found = await referenceGuide(house.database, {
        on,
        today: today(house),
        filter,
        standing: standing ?? null,
        after: cursorFrom(after),
        limit,
      })
      return {
        on,
        rows: found.rows.map(asData),
        after: found.next ? `${found.next.granted}~${found.next.number}` : null,
      }
    }),
    support: os.public.support.handler(async ({ input, context: { house, actor } }) => {
      const { on, ...deployment } = input
      await refuseUnnamed(house.database, actor, today(house), input.product)
      const { answer } = await answerSupport(
        house.database,
        { ...deployment, country: input.country.toUpperCase(), on: dayFrom(on, today(house)) },
        today(house),
      )
      return answer
    }),
    advise: os.public.advise.handler(async ({ input, context: { house } }) => {
      const advice = adviseApplicant(input, today(house), await figures(house.database, today(house)))
      return structuredClone(advice) as never
    }),
    certification: os.public.certification.handler(async ({ input, context: { house } }) => {
      const found = await certificationByNumber(house, input.number, today(house))
      // A SAT is the partner's own assertion and is never given out (3T.SAT).
      const shown = found && isCertified(found.certification.level) ? found : null
      return {
        number: input.number,
        genuine: shown?.genuine ?? false,
        inForce: shown?.inForce ?? false,
        row: shown?.row ? asData(shown.row) : null,
        certification: shown?.certification ?? null,
      }
    }),
    description: os.public.description.handler(async () => ({ ...(await apiDescription()) })),
    platforms: os.public.platforms.handler(async ({ context: { house } }) => ({
      platforms: [...(await allPlatforms(house.database))],
    })),
  },
  project: {
    list: os.project.list.handler(async ({ input, context: { house, actor } }) => {
      const found = await listProjects(house.database, actor, {
        stage: input.stage ?? null,
        after: input.after ?? null,
        limit: input.limit,
      })
      return { projects: [...found.projects], after: found.after }
    }),
    get: os.project.get.handler(async ({ input, context: { house, actor } }) => {
      const { file, revision, moves } = await openProjectFile(house, actor, input.project)
      return { revision, file, moves: moves.map(({ findings: _findings, ...move }) => move) }
    }),
    journal: os.project.journal.handler(async ({ input, context: { house, actor } }) => {
      const { file } = await openProjectFile(house, actor, input.project)
      const page = await readJournal(house.database, {
        project: file.project.id,
        limit: input.limit,
        ...(input.before ? { before: input.before } : {}),
      })
      return { facts: page.facts.map((fact) => factAsShownTo(actor, fact, file.project.sponsor)), before: page.older }
    }),
  },
  equipment: {
    list: os.equipment.list.handler(async ({ input, context: { house, actor } }) => {
      const asked = { organisation: whoseAlone(actor, SEES_EQUIPMENT), after: input.after ?? null, limit: input.limit }
      const { rows, after } = await listEquipment(house.database, asked)
      return { rows: [...rows], after }
    }),
    get: os.equipment.get.handler(async ({ input, context: { house, actor } }) =>
      asThing(await openThing(house, actor, TARGETS.equipmentOrder, input.order)),
    ),
  },
  listingText: {
    list: os.listingText.list.handler(async ({ input, context: { house, actor } }) => {
      const asked = { after: input.after ?? null, limit: input.limit }
      const { rows, after } = await listWaitingTexts(house.database, actor, asked)
      return { rows: [...rows], after }
    }),
  },
  feeRequest: {
    list: os.feeRequest.list.handler(async ({ input, context: { house, actor } }) => {
      const asked = { after: input.after ?? null, limit: input.limit }
      const { rows, after } = await listFeeRequests(house.database, actor, asked)
      return { rows: [...rows], after }
    }),
    // Whoever is asked to bear a fee sees the request, and nothing else of the project.
    get: os.feeRequest.get.handler(async ({ input, context: { house, actor } }) => {
      const { file, moves } = asThing(await openThing(house, actor, TARGETS.feeRequest, input.request))
      return { request: file.request, number: file.project.number, names: { ...file.names }, moves }
    }),
  },
  webhook: {
    list: os.webhook.list.handler(async ({ input, context: { house, actor } }) => {
      const own = whoseAlone(actor, SEES_WEBHOOKS)
      if (own !== null && input.organisation !== undefined && input.organisation !== own) notTheirs()
      const asked = { organisation: own ?? input.organisation ?? null, after: input.after ?? null, limit: input.limit }
      const { rows, after } = await listWebhooks(house.database, asked)
      return { rows: rows.map((row) => ({ ...webhookAsData(row.webhook, row.organisation), last: row.last })), after }
    }),
    get: os.webhook.get.handler(async ({ input, context: { house, actor, identity } }) => {
      const { revision, file, moves } = asThing(await openThing(house, actor, TARGETS.webhook, input.webhook))
      const { address, added, ended, secret } = file.webhook
      // No token reaches the page that shows the address, nor the address here.
      const shown = identity?.reach ? null : address
      return {
        ...webhookAsData(file.webhook, file.organisation.name),
        revision,
        address: shown,
        added,
        ended,
        secretMade: secret,
        moves,
      }
    }),
    deliveries: os.webhook.deliveries.handler(async ({ input, context: { house, actor, identity } }) => {
      const { file } = await openThing(house, actor, TARGETS.webhook, input.webhook)
      const asked = { before: input.before ?? null, limit: input.limit }
      const { rows, older } = await deliveriesOf(house.database, file.webhook.id, asked)
      return { deliveries: rows.map((row) => deliveryAsData(row, !identity?.reach)), before: older }
    }),
  },
  programme: {
    journal: os.programme.journal.handler(async ({ input, context: { house } }) => {
      const page = await readJournal(house.database, {
        limit: input.limit,
        ...(input.before ? { before: input.before } : {}),
      })
      return { facts: [...page.facts], before: page.older }
    }),
    notices: os.programme.notices.handler(async ({ input, context: { house, actor } }) => ({
      notices: [...(await noticesOf(house.database, actor.id, input.limit))],
    })),
  },
})

function notTheirs(): never {
  const says = 'The webhooks of another organisation are not yours to see.'
  refuse('not-permitted', {
    says,
    next: 'Leave the organisation out: those of your own are told.',
    faults: [{ at: 'organisation', says }],
  })
}

function asThing<File>({ revision, file, moves }: OpenThing<File>) {
  return { revision, file, moves: moves.map(({ findings: _findings, ...move }) => move) }
}

/** Every move's address under /api. */
export const MOVE_PLACES = movePlaces(SENT_MOVES)

export function mountApi(app: Hono, services: Services): void {
  for (const place of MOVE_PLACES) {
    app.post(`/api${place.path.replace('{id}', ':id')}`, (context) =>
      answered(context, services, (call) => moved(call, place)),
    )
  }
  // The library makes an answer of its own out of every fault; ours are answered where all the others are.
  const faults = new WeakMap<Call, unknown>()
  const handler = new OpenAPIHandler(router, {
    interceptors: [
      async (step) => {
        try {
          return await step.next()
        } catch (fault) {
          faults.set(step.context, fault)
          throw fault
        }
      },
    ],
  })
  app.all('/api/*', (context) =>
    answered(context, services, async (call) => {
      const { matched, response } = await handler.handle(await asked(context), { prefix: '/api', context: call })
      if (faults.has(call)) return notAnswered(faults.get(call), response?.status)
      if (matched) return response
      return noSuchAddress()
    }),
  )
}

function noSuchAddress(): never {
  refuse('not-found', { says: 'The API has no such address.', next: 'Look it up in the list of routes.' })
}

/**
 * What the library is given to read: a body that is text. Asked for the head alone, a read is answered as otherwise; its
 * body is let go (RFC 9110 §9.3.2).
 */
async function asked(context: Context): Promise<Request> {
  const { url, method, headers } = context.req.raw
  if (method === 'GET' || method === 'HEAD') return new Request(url, { headers })
  // No request of the platform may be one of these; nothing answers to it here either.
  if (method === 'TRACE') return noSuchAddress()
  return new Request(url, { method, headers, body: await textSent(context) })
}

/** A fault of the contract's reads, as it was thrown; what could not even be read is the sender's to mend. */
function notAnswered(fault: unknown, status: number | undefined): never {
  if (status === 400 && !(fault instanceof Refusal))
    refuse('wrong-input', { says: 'The request could not be read.', next: 'Send JSON.' })
  throw fault
}

async function moved(call: Call, place: MovePlace): Promise<Response> {
  const { context, house, actor } = call
  const named = MOVES.get(place.move)!
  if (!mightEver(actor, named.move.by) && actor === VISITOR) {
    refuse('not-signed-in', { says: 'You have to sign in for this.', next: 'POST /api/sessions gives a token.' })
  }
  mayReach(call, place.scope)
  onlyKnown(call, [])
  const seen = seenIn(context.req.header('if-match'))
  const once = context.req.header('idempotency-key')
  const id = place.hasId ? (context.req.param('id') ?? null) : null
  const sent = await jsonBody(context)
  const taken = await intakeOf(call, { move: place.move, id, input: sent, once })
  const deed = {
    move: place.move,
    id,
    input: taken.input,
    sent,
    ...(seen ? { seen: Number(seen) } : {}),
    ...(once ? { once } : {}),
    language: languageOfData(context),
  }
  const done = await act(house, actor, deed, taken.alongside)
  await taken.clear()
  return context.json({
    fact: done.fact.seq,
    kind: done.fact.kind,
    says: done.fact.says,
    ...toldTo(actor, done),
    repeated: done.repeated,
    ...(done.secret ? { secret: done.secret } : {}),
  })
}

/** The revision the sender rests on; what cannot be one is refused, never taken for none. */
function seenIn(header: string | undefined): string | null {
  if (header === undefined) return null
  return (
    /^"?(\d{1,9})"?$/.exec(header)?.[1] ??
    refuse('wrong-input', {
      says: 'If-Match names no revision.',
      next: 'Give the revision of what it is done to, as it was read, such as "12".',
    })
  )
}

async function jsonBody(context: Context): Promise<unknown> {
  const text = await textSent(context)
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return refuse('wrong-input', { says: 'The body is not JSON.', next: 'Send JSON.' })
  }
}

async function answered(
  context: Context,
  services: Services,
  work: (call: Call) => Promise<Response>,
): Promise<Response> {
  try {
    return await work(await callOf(context, services))
  } catch (fault) {
    const refusal = refusalIn(fault)
    if (!refusal) throw fault
    return refusedAsData(context, refusal)
  }
}

/** A refusal as such, or as the library wrapped it. */
function refusalIn(fault: unknown): Refusal | null {
  if (fault instanceof Refusal) return fault
  return fault instanceof ORPCError && fault.cause instanceof Refusal ? fault.cause : null
}

function cursorFrom(text: string | undefined): { granted: string; number: string } | null {
  const [granted = '', ...rest] = (text ?? '').split('~')
  return rest.length > 0 ? { granted, number: rest.join('~') } : null
}

function asData(row: Parameters<typeof guideRowAsData>[0]) {
  const { reasons, ...data } = guideRowAsData(row)
  return { ...data, reasons: [...reasons] }
}
