/** The few pictures used again and again, drawn as lines so that they take the colour of the text. */
import { raw } from './html.ts'

const PATHS = {
  tick: '<path d="M3.5 8.5l3 3 6-7"/>',
  cross: '<path d="M4 4l8 8M12 4l-8 8"/>',
  dash: '<path d="M4 8h8"/>',
  question: '<path d="M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M8 12.2v.1"/>',
  'eye-off': '<path d="M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM3 13L13 3"/>',
  tilde: '<path d="M3 9c1-2 2.4-2 3.4-.9S9 9.8 10 8.8 12.5 7 13 7"/>',
  arrow: '<path d="M3 8h10M9 4l4 4-4 4"/>',
  back: '<path d="M13 8H3M7 4L3 8l4 4"/>',
  down: '<path d="M4 6l4 4 4-4"/>',
  search: '<circle cx="7" cy="7" r="4"/><path d="M10 10l3.5 3.5"/>',
  bell: '<path d="M4 11V7.5a4 4 0 0 1 8 0V11l1 1.5H3zM6.8 14h2.4"/>',
  person: '<circle cx="8" cy="5.5" r="2.5"/><path d="M3 13.5c.8-2.6 2.7-3.8 5-3.8s4.2 1.2 5 3.8"/>',
  clock: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.2l2 1.3"/>',
  file: '<path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3"/>',
  upload: '<path d="M8 10.5v-7M5 6l3-3 3 3M3 11v2.5h10V11"/>',
  download: '<path d="M8 3v7M5 7.5l3 3 3-3M3 11v2.5h10V11"/>',
  link: '<path d="M6.5 9.5l3-3M7 5l1.5-1.5a2.5 2.5 0 0 1 3.5 3.5L10.5 8.5M9 11l-1.5 1.5A2.5 2.5 0 0 1 4 9l1.5-1.5"/>',
  warning: '<path d="M8 2.5l6 11H2zM8 7v3M8 11.8v.1"/>',
  info: '<circle cx="8" cy="8" r="5.5"/><path d="M8 7.3v3.7M8 5v.1"/>',
  lock: '<rect x="3.5" y="7" width="9" height="6.5" rx="1"/><path d="M5.5 7V5.3a2.5 2.5 0 0 1 5 0V7"/>',
  plus: '<path d="M8 3.5v9M3.5 8h9"/>',
  menu: '<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>',
  sun: '<circle cx="8" cy="8" r="2.8"/><path d="M8 1.5v1.7M8 12.8v1.7M1.5 8h1.7M12.8 8h1.7M3.4 3.4l1.2 1.2M11.4 11.4l1.2 1.2M12.6 3.4l-1.2 1.2M4.6 11.4l-1.2 1.2"/>',
} as const

export type IconName = keyof typeof PATHS

/** Decoration only: the words beside it say the same. */
export function icon(name: IconName) {
  return raw(`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`)
}
