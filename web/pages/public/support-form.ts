/** The second step of the support check: what is deployed, where, and when. */
import type { SupportSubject } from '../../../src/app/ask/public-support.ts'
import { allCountries } from '../../../src/kernel/country.ts'
import { compareVersions } from '../../../src/kernel/version.ts'
import { isGa, newestFirst, type Platform } from '../../../src/programme/platform.ts'
import { type Choice, fieldFrame, selectField, textField } from '../../parts/form.ts'
import { type FormState } from '../../parts/form-state.ts'
import { saidOf } from '../../../src/languages/say.ts'
import { each, html, type Html, nothing, say } from '../../parts/html.ts'
import type { Visit } from '../../visit.ts'

/** The name of the one field in which platform and release are chosen together. */
export const ON_PLATFORM = 'onPlatform'

const COUNTRIES: readonly Choice[] = allCountries().map(({ code, name }) => ({ value: code, says: name }))

type Asked = {
  readonly form: FormState
  readonly subject: SupportSubject
  readonly platform: Platform | null
  readonly visit: Visit
}

export function deploymentForm({ form, subject, platform, visit }: Asked): Html {
  const { product, openIssues } = subject
  const releases = product.releases
    .toSorted((a, b) => compareVersions(b.version, a.version))
    .map(({ version }) => ({ value: version, says: version }))
  return html`<form class="stack" method="get" action="/support">
    <input type="hidden" name="product" value="${product.id}" />
    <div class="field-row">
      ${platformField({ form, subject, platform, visit })}
      ${selectField({ form, name: 'productRelease', label: `Release of ${product.name}`, choices: releases, ...(releases.length === 1 ? {} : { empty: 'Choose …' }) })}
    </div>
    <div class="field-row">
      ${selectField({ form, name: 'country', label: 'Country of the customer', choices: COUNTRIES, empty: 'Choose …' })}
      ${textField({ form, name: 'on', label: 'On the day', type: 'date', value: visit.day })}
    </div>
    ${
      openIssues.length === 0
        ? nothing
        : selectField({
            form,
            name: 'fieldIssue',
            label: 'Is the ticket about a known field issue?',
            help: 'A ticket on the very issue that made the interop obsolete goes on.',
            required: false,
            empty: 'No, about something else',
            choices: openIssues.map(({ id, title }) => ({ value: id, says: saidOf(id, title) })),
          })
    }
    <div class="actions"><button class="button primary">Check</button></div>
  </form>`
}

/** Platform and release in one list, grouped by platform, those it is certified on first. */
function platformField({ form, subject, visit }: Asked): Html {
  const chosen = join(form.value('platform'), form.value('platformRelease'))
  return fieldFrame(
    { form, name: ON_PLATFORM, label: 'Platform and its release' },
    ({ id, aria }) =>
      html`<select id="${id}" name="${ON_PLATFORM}" required ${aria}>
        <option value="">Choose …</option>
        ${each(
          subject.platforms,
          (platform) =>
            html`<optgroup
              label="${platform.name}${subject.certifiedOn.includes(platform.id) ? '' : ' (not certified so far)'}"
            >
              ${each(newestFirst(platform), (release) => {
                const value = join(platform.id, release.version)
                const isOut = isGa(release, visit.day)
                return html`<option value="${value}" ${value === chosen ? 'selected' : ''}>
                  ${platform.name} ${release.version}${say(isOut ? '' : ', planned')}
                </option>`
              })}
            </optgroup>`,
        )}
      </select>`,
  )
}

function join(platform: string, release: string): string {
  return `${platform} ${release}`
}

/** The two parts of what was chosen in that list; null when nothing was. Ids hold no blanks, releases may. */
export function platformAndRelease(
  value: string,
): { readonly platform: string; readonly platformRelease: string } | null {
  const split = value.indexOf(' ')
  return split > 0 ? { platform: value.slice(0, split), platformRelease: value.slice(split + 1) } : null
}
