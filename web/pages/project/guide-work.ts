/** What is done about a draft besides editing it: somebody else reads it, and pictures are added to choose from. */
import { namesOf } from '../../../src/app/ask/people.ts'
import { offered } from '../../../src/app/ask/moves.ts'
import type { OpenProject } from '../../../src/app/ask/projects.ts'
import { isUuid } from '../../../src/kernel/id.ts'
import type { Guide } from '../../../src/programme/guide.ts'
import type { GuidePicture } from '../../../src/programme/guide-picture.ts'
import { GUIDE_OUTCOMES, reviewsOfDraft } from '../../../src/programme/guide-review.ts'
import { choiceCards, moveForm, textArea, textField } from '../../parts/form.ts'
import { each, html, type Html, nothing, say } from '../../parts/html.ts'
import { icon } from '../../parts/icon.ts'
import { sayDay } from '../../parts/time.ts'
import type { Visit } from '../../visit.ts'

/** What others said of the draft as it stands, and the form to say it. */
export async function guideReviews(visit: Visit, open: OpenProject, guide: Guide): Promise<Html> {
  const reviews = reviewsOfDraft(guide)
  const move = offered(open.moves, 'review-guide')
  const mayRead = move?.isItsTime === true && move.obstacle === null
  if (reviews.length === 0 && !mayRead) return nothing
  const names = await namesOf(
    visit.house.database,
    reviews.map(({ by }) => by),
  )
  return html`<section class="section" id="review">
    <h2>Read by others</h2>
    ${
      reviews.length > 0
        ? html`<ul class="rows">
            ${each(reviews, (review) => html`<li>${icon(review.outcome === 'agreed' ? 'tick' : 'warning')} <strong>${names.get(review.by) ?? 'Somebody who has left'}</strong>, ${sayDay(review.day, visit.day)}: ${say(GUIDE_OUTCOMES[review.outcome])}. <span class="soft">${review.remark}</span></li>`)}
          </ul>`
        : html`<p class="soft">
            Nobody has read this draft yet. Who asks for changes holds it up until they are made.
          </p>`
    }
    ${
      mayRead
        ? moveForm({
            visit,
            move: 'review-guide',
            id: open.file.project.id,
            submit: 'Say so',
            goTo: `/projects/${open.file.project.id}/guide#review`,
            fields: (form) =>
              html`${choiceCards({
                form,
                name: 'outcome',
                label: 'The draft',
                choices: Object.entries(GUIDE_OUTCOMES).map(([value, says]) => ({ value, says })),
              })}
              ${textArea({ form, name: 'remark', label: 'What you looked at, or what should change', rows: 3 })}`,
          })
        : nothing
    }
  </section>`
}

/** The pictures that settings may show, and a place to bring another. */
export function guidePictures(visit: Visit, open: OpenProject, { pictures = [] }: Guide): Html {
  const move = offered(open.moves, 'add-guide-picture')
  if (!move?.isItsTime) return nothing
  const place = `/projects/${open.file.project.id}/guide`
  const arrived = visit.query.get('picture') ?? ''
  return html`<section class="section" id="pictures">
    <h2>Pictures</h2>
    ${
      pictures.length > 0
        ? html`<ul class="plain-list picture-shelf">
            ${each(pictures, shelved)}
          </ul>`
        : html`<p class="soft">
            A screenshot shows where a setting is found. Added here, it is chosen in the row of the setting.
          </p>`
    }
    ${
      isUuid(arrived)
        ? moveForm({
            visit,
            move: move.name,
            id: open.file.project.id,
            submit: 'Add the picture',
            obstacle: move.obstacle,
            goTo: `${place}#pictures`,
            fields: (form) =>
              html`<input
                  type="hidden"
                  name="upload"
                  value="${arrived}"
                />${textField({ form, name: 'caption', label: 'What it shows', most: 120 })}`,
          })
        : html`<div
            class="drop"
            data-upload
            data-project="${open.file.project.id}"
            data-then="${place}?picture=:upload#pictures"
          >
            <p>
              <strong>${icon('upload')} Bring a screenshot</strong>
              <span class="soft small">PNG, JPEG or WebP, up to 2 MB and 12 million points.</span>
            </p>
            <label class="button plain small"
              >Choose a file<input
                type="file"
                class="visually-hidden"
                data-upload-input
                accept="image/png,image/jpeg,image/webp"
            /></label>
            <ul class="uploads plain-list" id="uploads-picture" data-upload-list aria-live="polite"></ul>
            <noscript><p class="small">Uploading needs JavaScript, because it resumes.</p></noscript>
          </div>`
    }
  </section>`
}

function shelved({ id, caption, width, height }: GuidePicture): Html {
  return html`<li>
    <figure class="screenshot">
      <img src="/evidence/${id}" width="${width}" height="${height}" alt="${caption}" loading="lazy" />
      <figcaption>${caption}</figcaption>
    </figure>
  </li>`
}
