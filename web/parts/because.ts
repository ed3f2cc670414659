/** The because: any answer unfolds into its rules in plain words, each with its clause. */
import type { Finding, Outcome } from '../../src/rulebook/rule.ts'
import { each, html, type Html, nothing, say } from './html.ts'
import { icon, type IconName } from './icon.ts'

export type Reason = { readonly clause: string; readonly says: string; readonly rule?: string }

export function clauseLink(clause: string): Html {
  return html`<a class="clause" href="/handbook#${clause}" title="Clause ${clause} in the handbook">${clause}</a>`
}

/** A text with the clauses it names in brackets as links. */
export function withClauseLinks(text: string): Html {
  return html`${each(say(text).split(/(?<=\()((?:\d[A-Z]?\.\w+|[XG]-\d+))(?=\))/), (part, index) => (index % 2 === 1 ? clauseLink(part) : html`${part}`))}`
}

export function because(reasons: readonly Reason[], { open = false, summary = 'Because' } = {}): Html {
  if (reasons.length === 0) return nothing
  return html`<details class="because" ${open ? 'open' : ''}>
    <summary>${say(summary)}</summary>
    <ul>
      ${each(reasons, (reason) => html`<li>${say(reason.says)} ${clauseLink(reason.clause)}</li>`)}
    </ul>
  </details>`
}

const OUTCOMES: Readonly<Record<Outcome, { readonly icon: IconName; readonly says: string }>> = {
  met: { icon: 'tick', says: 'met' },
  breached: { icon: 'cross', says: 'not met' },
  advised: { icon: 'info', says: 'advice' },
  'needs-judgement': { icon: 'question', says: 'somebody has to judge' },
  waived: { icon: 'tilde', says: 'waived' },
  'not-applicable': { icon: 'dash', says: 'does not apply' },
  'not-in-force': { icon: 'dash', says: 'not in force' },
  'could-not-evaluate': { icon: 'eye-off', says: 'cannot be told from what is on record' },
}

/** Findings as a list to check: what was judged, how it came out, what to do. */
export function findingList(findings: readonly Finding[]): Html {
  const telling = findings.filter(
    (finding) => finding.outcome !== 'not-applicable' && finding.outcome !== 'not-in-force',
  )
  if (telling.length === 0) return nothing
  return html`<ul class="findings">
    ${each(telling, (finding) => {
      const { icon: name, says } = OUTCOMES[finding.outcome]
      const isAgainst = finding.outcome !== 'met' && finding.outcome !== 'waived'
      return html`<li class="finding ${finding.outcome}">
        ${icon(name)}<span class="visually-hidden">${say(says)}: </span>
        <span
          >${say(finding.says)}
          ${clauseLink(finding.clause)}${isAgainst ? html`<br /><span class="fix">${say(finding.fix)}</span>` : nothing}</span
        >
      </li>`
    })}
  </ul>`
}
