/** The API for whoever writes a program: every operation with its inputs, and a place to try it as oneself. */
import { apiOperations, type Described } from '../../../src/app/ask/api-description.ts'
import { API_GROUPS, type Parameter } from '../../../src/api/description.ts'
import type { Schema } from '../../../src/api/schema-words.ts'
import { exampleOf, sayKind } from '../../../src/api/schema-words.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import { EVERYBODY } from '../../../src/programme/permission.ts'
import { callAddress, curlOf } from '../../parts/curl.ts'
import { each, html, type Html, nothing, when, written } from '../../parts/html.ts'
import { publicPage } from '../../parts/layout.ts'
import { ledger } from '../../parts/table.ts'
import { page, type Visit } from '../../visit.ts'
import { partOf } from './respond.ts'

export const apiReferencePage = page('/api-reference', EVERYBODY, async (visit) => {
  const all = await apiOperations()
  const content = html`<div class="page-head">
      <h1>API</h1>
      <p class="lead">
        Whatever the pages do, a program can do: the same reads and the same moves, under the same rules. A no says
        what, why, under which clause, and what to do next.
      </p>
      <p>
        <a href="/api/openapi.json" data-turbo="false">The description as OpenAPI 3.1</a>.
        ${visit.identity ? html`Make an access token under <a href="/account#tokens">your account</a>.` : html`<a href="/sign-in?next=/account%23tokens">Sign in</a> to make an access token.`}
      </p>
    </div>
    ${each(API_GROUPS, ({ tag, title, says }) =>
      group(
        title,
        says,
        all.filter(({ operation }) => operation.tags[0] === tag),
      ),
    )}`
  return publicPage({
    visit,
    title: 'API',
    description: 'Every read and every move of the programme, for programs.',
    content,
  })
})

function group(title: string, says: string, operations: readonly Described[]): Html {
  return html`<section class="section">
    <h2>${title}</h2>
    <p class="soft">${says}</p>
    ${ledger<Described>({
      caption: title,
      items: operations,
      columns: [
        {
          head: 'Does',
          cell: ({ operation }) =>
            html`<a class="row-link" href="/api-reference/${operation.operationId}">${operation.summary}</a>`,
        },
        { head: 'Address', cell: ({ method, path }) => addressOf(method, path) },
      ],
      empty: nothing,
    })}
  </section>`
}

function addressOf(method: string, path: string): Html {
  return html`<span class="tag">${method}</span> <code class="whole-address">${path}</code>`
}

export const apiOperationPage = page('/api-reference/:operation', EVERYBODY, async (visit) => {
  const wanted = partOf(visit, 'operation')
  const found = (await apiOperations()).find(({ operation }) => operation.operationId === wanted)
  if (!found) return noSuchOperation()
  const { operation, method, path } = found
  const body = operation.requestBody?.content['application/json']?.schema ?? null
  const fields = parametersOf(found).map(({ name, in: place, required }) => ({
    name,
    place,
    isNeeded: required === true,
    value: '',
  }))
  const line = curlOf({
    method,
    address: callAddress(path, fields),
    isOpen: isOpen(found),
    body: body && JSON.stringify(exampleOf(body)),
  })
  const content = html`<div class="page-head">
      <p class="eyebrow"><a href="/api-reference">API</a></p>
      <h1>${operation.summary}</h1>
      <p>${addressOf(method, path)}</p>
      <p class="soft">${operation.description}</p>
    </div>
    ${when(body, inputTable)} ${tryIt(found, body, visit)}
    <section class="section">
      <h2>On the command line</h2>
      <pre><code data-try-line>${line}</code></pre>
    </section>`
  return publicPage({ visit, title: operation.summary, description: operation.description, content })
})

function noSuchOperation(): never {
  refuse('not-found', { says: 'The API has no such operation.', next: 'Look through the list of all of them.' })
}

type Field = { readonly name: string; readonly schema: Schema; readonly isNeeded: boolean }

function inputTable(body: Schema): Html {
  const ways = body.anyOf ?? [body]
  const fields = Object.entries<Schema>(Object.assign({}, ...ways.map((way) => way.properties))).map(
    ([name, schema]): Field => ({
      name,
      schema,
      isNeeded: ways.every(({ required }) => required?.includes(name)),
    }),
  )
  return html`<section class="section">
    <h2>What it takes</h2>
    ${ledger<Field>({
      caption: 'Fields of the body',
      items: fields,
      columns: [
        { head: 'Field', kind: 'mono', cell: ({ name }) => written(name) },
        { head: 'Is', cell: ({ schema }) => sayKind(schema) },
        { head: 'Needed', cell: ({ isNeeded }) => (isNeeded ? 'yes' : html`<span class="soft">no</span>`) },
      ],
      empty: html`<p>Nothing: an empty record.</p>`,
    })}
  </section>`
}

const parametersOf = ({ operation }: Described): readonly Parameter[] =>
  (operation.parameters ?? []).filter(({ in: place }) => place !== 'header')

const isOpen = ({ operation }: Described): boolean =>
  operation.security?.some((way) => Object.keys(way).length === 0) ?? false

/** Sent by the browser as whoever is signed in: a read shows what there is, a move is done for good. */
function tryIt(described: Described, body: Schema | null, visit: Visit): Html {
  const { operation, method, path } = described
  if (!operation.responses['200'] && operation.tags[0] === 'files' && method !== 'GET') return nothing
  const isForAll = isOpen(described)
  if (!isForAll && !visit.identity)
    return html`<section class="section">
      <h2>Try it</h2>
      <p><a href="/sign-in?next=/api-reference/${operation.operationId}">Sign in</a> to try it as yourself.</p>
    </section>`
  return html`<section class="section">
    <h2>Try it</h2>
    ${operation.tags[0] === 'moves' ? html`<p class="soft">This is done as you, and for good.</p>` : nothing}
    <form
      class="stack"
      data-try
      data-method="${method}"
      data-path="${path}"
      ${isForAll ? html`data-open` : nothing}
      data-turbo="false"
    >
      ${each(parametersOf(described), parameterField)}
      ${when(
        body,
        (schema) =>
          html`<div class="field">
            <label for="try-body">Body</label>
            <textarea id="try-body" name="body" rows="8" class="mono" spellcheck="false">
${JSON.stringify(exampleOf(schema), null, 2)}</textarea>
          </div>`,
      )}
      <div class="actions"><button class="button primary" data-try-send disabled>Send</button></div>
      <noscript><p class="soft">Trying needs JavaScript; the line below works without.</p></noscript>
      <div role="status" aria-live="polite" data-try-answer></div>
    </form>
  </section>`
}

function parameterField({ name, in: place, required, schema, description }: Parameter): Html {
  const id = `try-${name}`
  const choices = schema.enum
  return html`<div class="field">
    <label for="${id}"><code>${name}</code>${required ? nothing : html` <span class="optional">optional</span>`}</label>
    ${when(description, (text) => html`<p class="help">${text}</p>`)}
    ${
      choices
        ? html`<select id="${id}" name="${name}" data-in="${place}" ${required ? 'required' : ''}>
            <option value=""></option>
            ${each(choices, (choice) => html`<option value="${String(choice)}">${String(choice)}</option>`)}
          </select>`
        : html`<input
            id="${id}"
            name="${name}"
            data-in="${place}"
            ${required ? 'required' : ''}
            placeholder="${sayKind(schema)}"
          />`
    }
  </div>`
}
