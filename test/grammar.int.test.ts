/** Sentences around names in German, French and Spanish: right for whatever country, region, platform or role stands in them. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { say } from '../src/languages/say.ts'
import { inLanguage } from '../src/languages/speaking.ts'
import { MANAGER, OFFICE, PUBLIC, TESTER } from './support/page-states.ts'
import { type ServedDemo, serveDemo } from './support/served-demo.ts'

let demo: ServedDemo
beforeAll(async () => {
  demo = await serveDemo()
})
afterAll(() => demo.end())

async function page(language: string, who: string | null, address: string): Promise<string> {
  const asker = demo.asker(who)
  const headers = { accept: 'text/html', cookie: `cw_language=${language}` }
  return (await (await demo.server.send(asker, address, { headers })).text()).replaceAll(/[ \n]+/g, ' ')
}
const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, '').replaceAll(/[ \n]+/g, ' ')

test.each([
  ['de', 'NL', 'Land des Kunden: Niederlande, '],
  ['de', 'US', 'Land des Kunden: Vereinigte Staaten, '],
  ['de', 'CH', 'Land des Kunden: Schweiz, '],
  ['fr', 'NL', 'Pays du client\u00a0: Pays-Bas, '],
  ['es', 'GB', 'País del cliente: Reino Unido, '],
])('in %s a customer in %s is: %s', async (language, country, says) => {
  const deployment = 'product=northwind-sip-trunk&productRelease=22.4&platform=aldermoor-voice&platformRelease=10.0'
  expect(textOf(await page(language, null, `/support?${deployment}&country=${country}`))).toContain(says)
})

test.each([
  ['de', ['Gültigkeitsbereich', 'alle Länder'], ['Wer getestet hat', 'das Labor']],
  ['fr', ['Zone de validité', 'tous les pays'], ['Testé par', 'le laboratoire']],
  ['es', ['Ámbito de validez', 'todos los países'], ['Probado por', 'el laboratorio']],
])('in %s a certification says where it is valid and who tested', async (language, ...facts) => {
  const shown = await page(language, null, '/certifications/MCT-2026-00001')
  for (const [label, value] of facts) expect(shown).toMatch(new RegExp(`<dt>${label}</dt> <dd>\\s*${value}`))
})

describe('what the shipped programme calls its regions', () => {
  test.each([
    ['de', 'Nord-, Mittel- und Südamerika', 'Asien und Pazifik'],
    ['fr', 'Amériques', 'Asie et Pacifique'],
    ['es', 'América', 'Asia y Pacífico'],
  ])('is said in %s wherever one is chosen or read', async (language, americas, apac) => {
    for (const address of ['/advisor', '/reference-guide']) {
      const shown = await page(language, null, address)
      expect([address, ...['Americas', 'Asia and Pacific'].filter((name) => shown.includes(`>${name}<`))]).toEqual([
        address,
      ])
      for (const name of [americas, apac]) expect(shown, address).toContain(`>${name}</option>`)
    }
    expect(textOf(await page(language, null, '/reference-guide?region=apac&platform=nowhere'))).toContain(apac)
  })
})

test('what stands in a list, a contact and a day are said as the sentence around them', async () => {
  const platform = textOf(await page('fr', MANAGER, '/platforms/aldermoor-voice'))
  expect(platform).not.toContain('Encrypted media')
  expect(platform).toContain('Médias chiffrés\u00a0; ')
  const deployment = 'product=northwind-sip-trunk&productRelease=22.4&platform=aldermoor-voice&platformRelease=10.0'
  const answer = textOf(await page('fr', null, `/support?${deployment}&country=NL`))
  expect(answer).toContain('Support produit d’Aldermoor Communications\u00a0: support@aldermoor.example')
  expect(answer).toMatch(/Test compatible, du \d/)
})

test.each([
  ['de', 'sofort erteilt', 'nicht sofort'],
  ['fr', 'accordées d’emblée', 'pas d’emblée'],
  ['es', 'concedidas a la primera', 'no a la primera'],
])('in %s the first-pass rate says beside its bars what they are', async (language, granted, not) => {
  const shown = textOf(await page(language, MANAGER, '/management'))
  expect(shown).toMatch(new RegExp(`\\d ${granted}`))
  expect(shown).toMatch(new RegExp(`\\d ${not}`))
  expect(shown).not.toMatch(/granted at once|not at once/)
})

/** Where a template joins two parts by a colon alone. */
const bareColons = (html: string): readonly string[] =>
  html.match(/.{0,30}<\/(?:time|span|strong|a|b)>: .{0,20}/g) ?? []

describe('in French, and nowhere else, a colon has a blank before it', () => {
  test('control: where parts are joined by a colon alone', async () => {
    expect(bareColons('<strong>mardi</strong>: Read')).toHaveLength(1)
    expect(bareColons('<strong>mardi</strong>\u00a0: Read')).toEqual([])
  })

  test('on every page of the demo', async () => {
    for (const address of PUBLIC) expect.soft(bareColons(await page('fr', null, address)), address).toEqual([])
    for (const address of OFFICE) expect.soft(bareColons(await page('fr', MANAGER, address)), address).toEqual([])
    const projects = await demo.house.database.all<{ id: string }>(sql`select id from project order by id`)
    for (const { id } of projects)
      for (const part of ['', '/journal', '/decision'])
        expect.soft(bareColons(await page('fr', TESTER, `/projects/${id}${part}`)), part).toEqual([])
  })
})

test('a link is joined with what stands before it, wherever it leads', async () => {
  expect(textOf(await page('fr', null, '/catalogue'))).toContain('Service de trunking SIP d’Orchid Telecom')
  expect(await page('fr', null, '/catalogue')).toMatch(/ d’<a href="[^"]+">Orchid Telecom/)
})

test.each([
  ['fr', 'Listing text of le Bris SA proposed', 'Texte de la fiche de le Bris SA'],
  ['fr', 'Roles of le Goff changed', 'Rôles de le Goff'],
  ['es', 'Membership of el Corte declined', 'Membresía de el Corte'],
] as const)('in %s, what somebody is called keeps its article: %s', (language, sentence, says) => {
  expect(inLanguage(language, () => say(sentence))).toContain(says)
})

test('control: words of ours lose theirs to the preposition', () => {
  const said = inLanguage('es', () => say`It is the turn of ${say('the partner')}: ${'x'}`)
  expect(said).toBe('Le toca al socio: x')
})

test('no preposition stands before a name that it does not fit', async () => {
  const wrong = {
    de: /(?<!\p{L})(?:auf|für|durch|von|mit|bei|zu|an|in) (?:der (?:Partner|Hersteller|Sponsor|Reseller|Techniker|Provider)(?!\p{L})|ein Reseller(?!\p{L}))|(?<!\p{L})(?:von|mit|bei|zu|aus) das (?=\p{Lu})|in (?:Niederlande|Schweiz|Vereinigte)/gu,
    fr: /(?<!\p{L})(?:de|à) les? (?:partenaire|laborato|bureau|constructeur)|(?<!\p{L})de Aldermoor/gu,
    // Strategy a is called so.
    es: /(?<!\p{L}|estrategia )(?:de|a) el (?:socio|laborat|fabric)/gu,
  }
  const projects = await demo.house.database.all<{ id: string }>(sql`select id from project order by id`)
  for (const [language, sign] of Object.entries(wrong)) {
    for (const { id } of projects)
      for (const part of ['', '/questions', '/decision', '/journal'])
        expect.soft(textOf(await page(language, TESTER, `/projects/${id}${part}`)).match(sign) ?? [], part).toEqual([])
    for (const address of PUBLIC)
      expect.soft(textOf(await page(language, null, address)).match(sign) ?? [], address).toEqual([])
    for (const address of OFFICE)
      expect.soft(textOf(await page(language, MANAGER, address)).match(sign) ?? [], address).toEqual([])
  }
})
