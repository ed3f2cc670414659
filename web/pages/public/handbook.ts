/** The handbook: the whole rulebook as it is read beside the source document. Every clause and rule has an anchor. */
import {
  type Figure,
  handbook,
  type Handbook,
  type HandbookClause,
  type HandbookReading,
  type HandbookSection,
} from '../../../src/app/ask/handbook.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import type { Rule } from '../../../src/rulebook/rule.ts'
import { STANDING_WORDS, type StandingRule } from '../../../src/rulebook/standing-rule.ts'
import { count, each, html, type Html, lowerFirst, nothing, say, when } from '../../parts/html.ts'
import { clauseLink } from '../../parts/because.ts'
import { publicPage } from '../../parts/layout.ts'
import { standingMark } from '../../parts/standing.ts'
import { sayDate } from '../../parts/time.ts'
import { page } from '../../visit.ts'
import { levelTable, payerTable } from './handbook-tables.ts'
import {
  FORCE_WORDS,
  gateWords,
  groupOf,
  GROUP_TITLES,
  KIND_WORDS,
  SECTION_TITLES,
  sayValue,
} from './handbook-words.ts'

export const handbookPage = page('/handbook', EVERYBODY, async (visit) => {
  const book = await handbook(visit.house.database, visit.day)
  const content = html`<div class="handbook">
    <div class="page-head">
      <h1>Handbook</h1>
      <p class="lead">
        The rules of the programme, clause by clause in the order of the source document: what each says in our own
        words, how we read it where it can be read in two ways, which rule carries it out, and the figures in force on
        ${sayDate(visit.day)}.
      </p>
      <p class="small soft">
        <strong>must</strong> is refused when it does not hold; <strong>should</strong> is advice;
        <strong>judged</strong> is decided by a person, with a reason. Under each rule stands when it is asked.
      </p>
    </div>
    ${contents(book)}
    <div class="handbook-text">
      ${each(book.sections, (section) => sectionPart(section, book))} ${tables()} ${readingsPart(book)}
    </div>
  </div>`
  return publicPage({
    visit,
    title: 'Handbook',
    description:
      'The rules of the certification programme, clause by clause, with how they are read, carried out, and which figures are in force.',
    content,
    wide: true,
  })
})

function contents(book: Handbook): Html {
  return html`<nav class="handbook-contents" aria-label="In the handbook">
    <ol class="plain-list">
      ${each(
        book.sections,
        ({ number, clauses }) =>
          html`<li>
            <a href="#section-${number}">${number}. ${say(SECTION_TITLES[number] ?? '')}</a>
            ${when(
              groupsOf(clauses).length > 1 && groupsOf(clauses),
              (groups) =>
                html`<ol class="plain-list">
                  ${each(groups, (group) => html`<li><a href="#group-${group}">${GROUP_TITLES[group] ?? group}</a></li>`)}
                </ol>`,
            )}
          </li>`,
      )}
      <li><a href="#levels">Table of levels</a></li>
      <li><a href="#payers">Table of payers</a></li>
      <li><a href="#readings">Readings</a></li>
      <li><a href="/interpretations">Interpretations of disputed verdicts</a></li>
    </ol>
  </nav>`
}

/** The groups of a section that have a title, in order: 4A, 4B, 4C. */
function groupsOf(clauses: readonly HandbookClause[]): readonly string[] {
  return [...new Set(clauses.map(({ clause }) => groupOf(clause.id)))].filter(
    (group) => GROUP_TITLES[group] !== undefined,
  )
}

function sectionPart({ number, clauses }: HandbookSection, book: Handbook): Html {
  const firstOfGroup = new Map(clauses.toReversed().map(({ clause }) => [groupOf(clause.id), clause.id]))
  return html`<section class="handbook-section" aria-labelledby="section-${number}">
    <h2 id="section-${number}"><span class="mono soft">${number}</span> ${say(SECTION_TITLES[number] ?? '')}</h2>
    ${each(clauses, (entry) => {
      const group = groupOf(entry.clause.id)
      const title = firstOfGroup.get(group) === entry.clause.id ? GROUP_TITLES[group] : undefined
      return html`${title ? html`<h3 class="group" id="group-${group}">${title}</h3>` : nothing}${clausePart(entry, book)}`
    })}
  </section>`
}

function clausePart(entry: HandbookClause, book: Handbook): Html {
  const { clause, readings } = entry
  return html`<article class="clause-entry" id="${clause.id}">
    <p class="clause-id"><a class="mono" href="#${clause.id}">${clause.id}</a></p>
    <div>
      <p class="clause-who">${say(KIND_WORDS[clause.kind])}, for ${say(clause.who)}</p>
      <p class="clause-says">${say(clause.says)}</p>
      ${each(readings, (each) => readingHere(each))} ${carriedOut(entry, book)}
    </div>
  </article>`
}

/** How many figures of a reading are worth repeating at each clause it touches. */
const FEW_FIGURES = 3

function readingHere({ reading, figures }: HandbookReading): Html {
  const isMany = figures.length > FEW_FIGURES
  return html`<p class="reading">
      <a class="mono" href="#${reading.id}">${reading.id}</a> ${say(reading.says)}
      ${isMany ? html`<a href="#${reading.id}">Its ${count(figures.length, 'figure')}</a>` : nothing}
    </p>
    ${isMany ? nothing : figureList(figures)}`
}

function carriedOut({ rules, standing, support, figures }: Omit<HandbookReading, 'reading'>, book: Handbook): Html {
  return html`${each(rules, (rule) => rulePart(rule, book))} ${each(standing, (rule) => standingPart(rule, book))}
  ${each(
    support,
    (row) =>
      html`<div class="rule-entry" id="rule-${row.rule}">
        <p><span class="force">support answer</span> ${say(row.says)}</p>
        ${row.next ? html`<p class="rule-where">${say(row.next)}</p>` : nothing}
      </div>`,
  )}
  ${figureList(figures)}`
}

function rulePart({ id, force, says, at, fix }: Rule, book: Handbook): Html {
  return html`<div class="rule-entry" id="rule-${id}">
    <p>
      <span class="force">${say(FORCE_WORDS[force])}</span>
      ${says}${book.notInForce.includes(id) ? html` <span class="tag">suspended</span>` : nothing}
    </p>
    <p class="rule-where">Asked when ${gateWords(at)}. If not: ${lowerFirst(say(fix))}</p>
  </div>`
}

function standingPart({ id, colour, says }: StandingRule, book: Handbook): Html {
  return html`<div class="rule-entry" id="rule-${id}">
    <p>
      ${standingMark(colour)}
      ${says}${book.notInForce.includes(id) ? html` <span class="tag">suspended</span>` : nothing}
    </p>
    <p class="rule-where">Makes a certification ${say(STANDING_WORDS[colour])} on every day on which it holds.</p>
  </div>`
}

function figureList(figures: readonly Figure[]): Html {
  if (figures.length === 0) return nothing
  return html`<dl class="figures">
    ${each(
      figures,
      (figure) =>
        html`<div>
          <dt>${figure.definition.says.replace(/\.$/, '')}</dt>
          <dd>
            ${sayValue(figure.definition, figure.value)}${figure.isSet ? html` <span class="tag">set by the programme</span>` : nothing}${figure.later ? html` <span class="soft">from ${sayDate(figure.later.from)}: ${sayValue(figure.definition, figure.later.value)}</span>` : nothing}
          </dd>
        </div>`,
    )}
  </dl>`
}

function tables(): Html {
  return html`<section class="handbook-section">
      <h2 id="levels">Table of levels</h2>
      ${levelTable()}
    </section>
    <section class="handbook-section">
      <h2 id="payers">Table of payers</h2>
      ${payerTable()}
    </section>`
}

function readingsPart(book: Handbook): Html {
  return html`<section class="handbook-section">
    <h2 id="readings">Readings</h2>
    <p>
      ${count(book.readings.length, 'reading')}: X where the document contradicts itself or can be read in two ways, G
      where it is silent.
    </p>
    ${each(book.readings, (entry) => readingPart(entry, book))}
  </section>`
}

function readingPart(entry: HandbookReading, book: Handbook): Html {
  const { reading } = entry
  return html`<article class="clause-entry" id="${reading.id}">
    <p class="clause-id"><a class="mono" href="#${reading.id}">${reading.id}</a></p>
    <div>
      <p class="clause-who">Reading of ${each(reading.clauses, (id) => html`${clauseLink(id)} `)}</p>
      <p class="clause-says">${say(reading.says)}</p>
      ${carriedOut({ ...entry, rules: entry.rules.filter((rule) => rule.clause === reading.id) }, book)}
      ${restsOn(entry)}
    </div>
  </article>`
}

/** Rules that stand under a clause and rest on this reading: named here, told there. */
function restsOn({ reading, rules }: HandbookReading): Html {
  const elsewhere = rules.filter((rule) => rule.clause !== reading.id)
  if (elsewhere.length === 0) return nothing
  return html`<p class="rule-where">
    Rules resting on it:
    ${each(elsewhere, (rule, index) => html`${index > 0 ? ', ' : ''}<a class="mono" href="#rule-${rule.id}">${rule.id}</a>`)}.
  </p>`
}
