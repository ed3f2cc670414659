/** What moves on requests to bear a fee act on: the request with its project, seen by the two who are concerned. */
import { type FeeRequestFile, feeRequestMoves, SEES_FEE_REQUESTS } from '../programme/fee-request.ts'
import { load } from '../store/nouns.ts'
import { revisionsOf, type Target } from './target.ts'

export const feeRequest: Target<FeeRequestFile> = {
  name: 'fee-request',
  moves: feeRequestMoves,
  load: async (on, { id }) => {
    const kept = id ? await load(on, 'fee-request', id) : null
    const project = kept ? await load(on, 'project', kept.state.project) : null
    if (!kept || !project) return null
    const { state } = project
    const partner = await load(on, 'organisation', state.organisation)
    const sponsor = await load(on, 'organisation', kept.state.sponsor)
    const product = await load(on, 'product', state.product)
    const platform = await load(on, 'platform', state.platform)
    const file = {
      request: kept.state,
      project: state,
      names: {
        partner: partner?.state.name ?? '',
        sponsor: sponsor?.state.name ?? '',
        interop: `${product?.state.name} ${state.productRelease} on ${platform?.state.name} ${state.platformRelease}`,
      },
    }
    return { file, revisions: revisionsOf(['fee-request', kept], ['project', project]) }
  },
  belongs: ({ request }) => ({ organisation: request.organisation, sponsor: request.sponsor }),
  sees: SEES_FEE_REQUESTS,
  projectOf: ({ project }) => project.id,
}
