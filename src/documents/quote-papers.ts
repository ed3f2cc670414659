/** The three papers of a firm quote (5T.d, layout 4.6), linked by the quote's number and version. */
import { dateWords } from '../kernel/day.ts'
import { say } from '../languages/say.ts'
import { READINESS_STATEMENTS, TOPOLOGIES } from '../programme/project.ts'
import { LEVEL_NAMES } from '../programme/level.ts'
import { isTrunk } from '../programme/product.ts'
import type { ProjectFile } from '../programme/project-file.ts'
import { type Quote, type QuotePaper, QUOTE_PAPERS } from '../programme/quote.ts'
import { totalOf } from '../programme/fees.ts'
import { sayMoney } from '../kernel/money.ts'
import type { Block, Paper } from './paper.ts'

export type PaperContext = {
  readonly vendor: string
  readonly publicUrl: string
  readonly mailbox: string
  /** Figures that papers name: working days a slot moves freely, days a retest can be asked for. */
  readonly freeMoveDays: number
  readonly retestDays: number
}

export function quotePaper(which: QuotePaper, file: ProjectFile, quote: Quote, context: PaperContext): Paper {
  const builders = { quotation, 'statement-of-work': statementOfWork, 'ordering-instructions': orderingInstructions }
  const { title, blocks } = builders[which](file, quote, context)
  const { project, organisation, product, platform } = file
  return {
    kind: QUOTE_PAPERS[which],
    title,
    number: `${quote.number}, version ${quote.version}`,
    day: quote.issued ? dateWords(quote.issued.day) : '',
    writtenFacts: ['For'],
    facts: [
      ['For', organisation.name],
      ...(quote.billTo === organisation.id ? [] : [['Made out to', madeOutTo(file, quote, context)] as const]),
      ['Project', project.number],
      [
        'Interop',
        say`${`${product.name} ${project.productRelease}`} on ${`${platform.name} ${project.platformRelease}`}`,
      ],
      ['Level', `${project.level}, ${say(LEVEL_NAMES[project.level])}`],
      ['Issued', quote.issued ? dateWords(quote.issued.day) : 'not issued'],
      ['Valid until', quote.validUntil ? dateWords(quote.validUntil) : 'not issued'],
    ],
    blocks,
    foot: say`${context.vendor} · ${say(QUOTE_PAPERS[which])} ${quote.number} version ${quote.version} · project ${project.number}`,
  }
}

/** On path B whoever pays: the sponsor, or the vendor itself (4B.a, 4B.c). */
function madeOutTo({ sponsor }: ProjectFile, { billTo }: Quote, { vendor }: PaperContext): string {
  return sponsor?.id === billTo ? sponsor.name : vendor
}

type Body = { readonly title: string; readonly blocks: readonly Block[] }

function quotation(file: ProjectFile, quote: Quote, context: PaperContext): Body {
  const total = totalOf(quote.lines)
  return {
    title: say`Certification of ${file.product.name}`,
    blocks: [
      { type: 'heading', text: 'Fee' },
      {
        type: 'table',
        head: ['What it consists of', 'Clause', 'Amount'],
        widths: [6, 1, 2],
        figures: [2],
        rows: quote.lines.map((line) => [say(line.says), line.clause, sayMoney(line.amount)]),
        total: ['Total, before tax', '', sayMoney(total)],
      },
      { type: 'heading', text: 'What it rests on' },
      {
        type: 'list',
        isWritten: true,
        items: [
          isTrunk(file.product)
            ? say`${file.plan.testCases.length} test cases, selected by what the questionnaire declares.`
            : say`${file.plan.testCases.length} test cases, built on the accepted SAT plan.`,
          say('Both releases are generally available when testing starts.'),
          ...quote.assumptions,
        ],
      },
      { type: 'heading', text: 'Terms' },
      {
        type: 'list',
        items: [
          'The fee is on top of the membership fee.',
          `A confirmed slot moves free of charge until ${context.freeMoveDays} working days before its first day.`,
          `If the certification is not granted, what failed and what is linked to it can be retested within ${context.retestDays} days at a reduced fee; a retest is free where the fault was the lab’s.`,
        ],
      },
      {
        type: 'note',
        text: 'This quotation goes together with the statement of work and the ordering instructions of the same number and version.',
      },
    ],
  }
}

function statementOfWork(file: ProjectFile, quote: Quote, context: PaperContext): Body {
  const { project, plan } = file
  const count = (criticality: string) => plan.testCases.filter((each) => each.criticality === criticality).length
  return {
    title: `Statement of work for ${project.number}`,
    blocks: [
      { type: 'heading', text: 'Purpose' },
      {
        type: 'text',
        isWritten: true,
        text: say`To find out whether ${file.product.name} ${project.productRelease} and ${file.platform.name} ${project.platformRelease} work together as the plan demands, so that the vendor can assert it at ${project.level}.`,
      },
      { type: 'heading', text: 'Scope' },
      {
        type: 'facts',
        rows: [
          ['Topology', TOPOLOGIES[project.topology]],
          [
            'Test cases',
            `${plan.testCases.length}: ${count('KO')} must pass, ${count('IMP')} important, ${count('OPT')} optional`,
          ],
          [
            'Left out',
            plan.leftOut.length === 0
              ? 'none'
              : `${plan.leftOut.length}, because they were not declared or not needed at this level`,
          ],
        ],
      },
      { type: 'heading', text: 'Who does what' },
      {
        type: 'table',
        head: ['The partner', 'The lab'],
        widths: [1, 1],
        rows: [
          [
            'Provides trunk, numbers, licences and a technical contact during the slot.',
            'Provides the platform at the release named, the bench and the engineers.',
          ],
          [
            'Declares its own testing finished before the slot.',
            'Runs the plan, records every result with its evidence.',
          ],
          ['Mends what is found and says so.', 'Writes the config guide.'],
        ],
      },
      { type: 'heading', text: 'Before testing starts' },
      { type: 'list', items: Object.values(READINESS_STATEMENTS) },
      { type: 'heading', text: 'When it is granted' },
      {
        type: 'list',
        items: [
          'Every test case that must pass has passed.',
          'Important test cases that fell short are published as limitations with their workarounds.',
          'The report was accepted by a second person and decided on by a third.',
        ],
      },
      { type: 'heading', text: 'What you get' },
      {
        type: 'list',
        items: [
          'The report with every result and its evidence',
          'The certification and its number',
          'The config guide',
          'Use of the logo, as a member',
          'The row in the reference guide and, as a member, the listing in the catalogue',
        ],
      },
      { type: 'heading', text: 'Changes and confidence' },
      {
        type: 'text',
        text: 'Changes to this scope lead to a new version of quotation and statement of work. What either side learns about the other stays confidential; evidence is kept for the audit of the certification.',
      },
      {
        type: 'note',
        text: `Agreed together with quotation ${quote.number} version ${quote.version}. ${context.vendor}.`,
      },
    ],
  }
}

function orderingInstructions(file: ProjectFile, quote: Quote, context: PaperContext): Body {
  const total = sayMoney(totalOf(quote.lines))
  return {
    title: 'How to order',
    blocks: [
      {
        type: 'list',
        numbered: true,
        items: [
          `Read quotation and statement of work ${quote.number}, version ${quote.version}.`,
          `Place the order in the portal, at ${context.publicUrl}/projects/${file.project.id}/quote, with the number of your purchase order. The order accepts the statement of work.`,
          `Address the purchase order to ${context.vendor} over ${total} and quote ${quote.number} on it.`,
          'The programme office notes the payment; the project page shows it.',
        ],
      },
      { type: 'heading', text: 'What happens next' },
      {
        type: 'text',
        text: 'You declare the release ready, the lab offers a slot, you confirm it. From then on the project page tells who has the turn and what is asked.',
      },
      { type: 'heading', text: 'Reference' },
      {
        type: 'facts',
        rows: [
          ['Part', `Certification ${file.project.level}`],
          ['Reference', `${quote.number} version ${quote.version}, project ${file.project.number}`],
          ['Amount', total],
          ['Questions', context.mailbox],
        ],
      },
    ],
  }
}
