/**
 * The contract of the API: every route with its address, what goes in, what comes out, and who may call
 * it. No code: the server implements it, and the description for outside programs is made from it.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { applicantInput } from '../programme/applicant.ts'
import { SEES_EQUIPMENT } from '../programme/equipment.ts'
import { SEES_FEE_REQUESTS } from '../programme/fee-request.ts'
import { SEES_LISTING_TEXTS } from '../programme/listing-text.ts'
import { TIERS } from '../programme/membership.ts'
import { EVERYBODY, type Permission, SEES_PROJECT, SIGNED_IN } from '../programme/permission.ts'
import { DELIVERY_STATES, SEES_WEBHOOKS } from '../programme/webhook.ts'
import {
  after,
  asked,
  because,
  before,
  day,
  fact,
  guideFilter,
  guideRow,
  limit,
  move,
  notice,
  onward,
  platform,
  projectRow,
  standing,
  supportAnswer,
  tried,
  webhook,
} from './shapes.ts'

export type Meta = { readonly permission: Permission }

const route = oc.$meta<Meta>({ permission: {} })

const anything = z.unknown()

export const CONTRACT = {
  session: {
    open: route
      .route({
        method: 'POST',
        path: '/sessions',
        summary: 'Sign in; the token goes into Authorization: Bearer',
        tags: ['session'],
      })
      .meta({ permission: EVERYBODY })
      .input(z.object({ email: z.string(), password: z.string() }))
      .output(z.object({ token: z.string(), person: z.string() })),
    me: route
      .route({ method: 'GET', path: '/me', summary: 'Who is signed in', tags: ['session'] })
      .meta({ permission: SIGNED_IN })
      .output(z.object({ id: z.string(), name: z.string(), organisation: z.string(), roles: z.array(z.string()) })),
  },
  public: {
    referenceGuide: route
      .route({
        method: 'GET',
        path: '/reference-guide',
        summary: 'Certified interops with their standing on a day',
        tags: ['public'],
      })
      .meta({ permission: EVERYBODY })
      .input(
        z.object({
          on: day.optional(),
          ...guideFilter,
          standing: standing.optional(),
          after,
          limit,
        }),
      )
      .output(z.object({ on: z.string(), rows: z.array(guideRow), after: onward })),
    support: route
      .route({ method: 'GET', path: '/support', summary: 'Does support help with this deployment', tags: ['public'] })
      .meta({ permission: EVERYBODY })
      .input(
        z.object({
          product: asked,
          productRelease: asked,
          platform: asked,
          platformRelease: asked,
          country: asked,
          on: day.optional(),
          fieldIssue: asked.optional(),
        }),
      )
      .output(supportAnswer),
    advise: route
      .route({
        method: 'POST',
        path: '/advice',
        summary: 'Path, level and membership advice for one enquiry',
        tags: ['public'],
      })
      .meta({ permission: EVERYBODY })
      .input(applicantInput)
      .output(
        z.object({
          certification: z.enum(['required', 'optional']),
          paths: z.array(z.object({ path: z.enum(['A', 'B', 'C']), open: z.boolean(), because: z.array(because) })),
          membership: z.enum(TIERS).nullable(),
          level: z.object({ open: z.boolean(), because: z.array(because) }),
          sat: z.enum(['required', 'exempt']),
          next: z.array(z.string()),
        }),
      ),
    certification: route
      .route({
        method: 'GET',
        path: '/certifications/{number}',
        summary: 'One certification by its number',
        tags: ['public'],
      })
      .meta({ permission: EVERYBODY })
      .input(z.object({ number: z.string() }))
      .output(
        z.object({
          number: z.string(),
          genuine: z.boolean(),
          inForce: z.boolean(),
          row: guideRow.nullable(),
          certification: anything,
        }),
      ),
    description: route
      .route({ method: 'GET', path: '/openapi.json', summary: 'This description, as OpenAPI 3.1', tags: ['public'] })
      .meta({ permission: EVERYBODY })
      .output(z.record(z.string(), anything)),
    platforms: route
      .route({ method: 'GET', path: '/platforms', summary: 'Platforms and their releases', tags: ['public'] })
      .meta({ permission: EVERYBODY })
      .output(z.object({ platforms: z.array(platform) })),
  },
  project: {
    list: route
      .route({ method: 'GET', path: '/projects', summary: 'Projects one may see', tags: ['project'] })
      .meta({ permission: SEES_PROJECT })
      .input(z.object({ stage: asked.optional(), after, limit }))
      .output(z.object({ projects: z.array(projectRow), after: onward })),
    get: route
      .route({
        method: 'GET',
        path: '/projects/{project}',
        summary: 'Everything on file of one project, and what can be done with it',
        tags: ['project'],
      })
      .meta({ permission: SEES_PROJECT })
      .input(z.object({ project: z.string() }))
      .output(z.object({ revision: z.number(), file: anything, moves: z.array(move) })),
    journal: route
      .route({
        method: 'GET',
        path: '/projects/{project}/journal',
        summary: 'The facts of one project, newest first',
        tags: ['project'],
      })
      .meta({ permission: SEES_PROJECT })
      .input(z.object({ project: z.string(), before, limit }))
      .output(z.object({ facts: z.array(fact), before: z.number().nullable() })),
  },
  equipment: {
    list: route
      .route({
        method: 'GET',
        path: '/equipment',
        summary: 'Requests for developer equipment one may see, newest first',
        tags: ['fees'],
      })
      .meta({ permission: SEES_EQUIPMENT })
      .input(z.object({ after, limit }))
      .output(z.object({ rows: z.array(anything), after: onward })),
    get: route
      .route({
        method: 'GET',
        path: '/equipment/{order}',
        summary: 'One request for developer equipment, and what can be done with it',
        tags: ['fees'],
      })
      .meta({ permission: SEES_EQUIPMENT })
      .input(z.object({ order: z.string() }))
      .output(z.object({ revision: z.number(), file: anything, moves: z.array(move) })),
  },
  listingText: {
    list: route
      .route({
        method: 'GET',
        path: '/listing-texts',
        summary: 'Texts for the catalogue that wait for the programme office and that one may see, longest wait first',
        tags: ['programme'],
      })
      .meta({ permission: SEES_LISTING_TEXTS })
      .input(z.object({ after, limit }))
      .output(
        z.object({
          rows: z.array(
            z.object({
              organisation: z.string(),
              organisationName: z.string(),
              product: z.string().nullable(),
              productName: z.string().nullable(),
              shown: z.string(),
              waiting: z.object({ text: z.string(), by: z.string(), at: z.string(), day: z.string() }),
              proposal: z.number(),
            }),
          ),
          after: onward,
        }),
      ),
  },
  feeRequest: {
    list: route
      .route({
        method: 'GET',
        path: '/fee-requests',
        summary: 'Requests to bear a part of a fee that one is concerned by, newest first',
        tags: ['fees'],
      })
      .meta({ permission: SEES_FEE_REQUESTS })
      .input(z.object({ after, limit }))
      .output(z.object({ rows: z.array(anything), after: onward })),
    get: route
      .route({
        method: 'GET',
        path: '/fee-requests/{request}',
        summary: 'One request to bear a part of a fee, and what can be done with it',
        tags: ['fees'],
      })
      .meta({ permission: SEES_FEE_REQUESTS })
      .input(z.object({ request: z.string() }))
      .output(
        z.object({
          request: anything,
          number: z.string(),
          names: z.object({ partner: z.string(), sponsor: z.string(), interop: z.string() }),
          moves: z.array(move),
        }),
      ),
  },
  webhook: {
    list: route
      .route({
        method: 'GET',
        path: '/webhooks',
        summary: 'Webhooks one may see, newest first, without removed ones',
        tags: ['webhooks'],
      })
      .meta({ permission: SEES_WEBHOOKS })
      .input(z.object({ organisation: asked.optional(), after, limit }))
      .output(
        z.object({
          rows: z.array(webhook.extend({ last: z.enum(DELIVERY_STATES).nullable() })),
          after: onward,
        }),
      ),
    get: route
      .route({
        method: 'GET',
        path: '/webhooks/{webhook}',
        summary: 'One webhook, and what can be done with it; its address for whoever has signed in themselves',
        tags: ['webhooks'],
      })
      .meta({ permission: SEES_WEBHOOKS })
      .input(z.object({ webhook: z.string() }))
      .output(
        webhook.extend({
          revision: z.number(),
          address: z.string().nullable(),
          added: anything,
          ended: anything,
          secretMade: anything,
          moves: z.array(move),
        }),
      ),
    deliveries: route
      .route({
        method: 'GET',
        path: '/webhooks/{webhook}/deliveries',
        summary: 'What a webhook was sent in thirty days, newest first, with every try',
        tags: ['webhooks'],
      })
      .meta({ permission: SEES_WEBHOOKS })
      .input(z.object({ webhook: z.string(), before, limit }))
      .output(
        z.object({
          deliveries: z.array(
            z.object({
              id: z.string(),
              place: z.number(),
              kind: z.string(),
              fact: z.number(),
              body: anything,
              state: z.enum(DELIVERY_STATES),
              created: z.string(),
              next: z.string().nullable(),
              tries: z.array(tried),
            }),
          ),
          before: z.number().nullable(),
        }),
      ),
  },
  programme: {
    journal: route
      .route({ method: 'GET', path: '/journal', summary: 'All facts, newest first', tags: ['programme'] })
      .meta({ permission: { 'programme-manager': 'any', auditor: 'any' } })
      .input(z.object({ before, limit }))
      .output(z.object({ facts: z.array(fact), before: z.number().nullable() })),
    notices: route
      .route({ method: 'GET', path: '/notices', summary: 'One’s own notices, newest first', tags: ['programme'] })
      .meta({ permission: SIGNED_IN })
      .input(z.object({ limit }))
      .output(z.object({ notices: z.array(notice) })),
  },
} as const
