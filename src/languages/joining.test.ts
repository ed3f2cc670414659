import { describe, expect, test } from 'vitest'
import type { Language } from '../kernel/language.ts'
import { joinedIn, signIn } from './joining.ts'

describe('a preposition before a name', () => {
  test.each<[language: Language, before: string, value: string, joined: string]>([
    ['fr', 'Versions de ', 'Aldermoor Voice', 'Versions d’Aldermoor Voice'],
    ['fr', 'Page de <a href="/x">', 'Élan', 'Page d’<a href="/x">Élan'],
    ['fr', 'Versions de ', 'Northwind', 'Versions de Northwind'],
    ['fr', 'De ', 'Orchid', 'D’Orchid'],
    ['fr', 'La réponse de ', 'le partenaire', 'La réponse du partenaire'],
    ['fr', 'La réponse de ', 'les revendeurs', 'La réponse des revendeurs'],
    ['fr', 'Demander à ', 'le laboratoire', 'Demander au laboratoire'],
    ['fr', 'À ', 'les revendeurs', 'Aux revendeurs'],
    ['fr', 'Un article de ', 'Le Monde', 'Un article de Le Monde'],
    ['fr', 'En attente de ', 'l’unité commerciale', 'En attente de l’unité commerciale'],
    ['fr', 'le code', 'Aldermoor', 'le codeAldermoor'],
    ['fr', 'un mode ', 'Aldermoor', 'un mode Aldermoor'],
    ['es', 'Es el turno de ', 'el socio', 'Es el turno del socio'],
    ['es', 'Esperar a <b>', 'el laboratorio', 'Esperar al <b>laboratorio'],
    ['es', 'Es el turno de ', 'la oficina del programa', 'Es el turno de la oficina del programa'],
    ['es', 'Un artículo de ', 'El País', 'Un artículo de El País'],
    ['es', 'para ', 'el socio', 'para el socio'],
    ['de', 'Releases von ', 'Aldermoor Voice', 'Releases von Aldermoor Voice'],
    ['en', 'Releases of ', 'Aldermoor Voice', 'Releases of Aldermoor Voice'],
  ])('in %s, %j and %j', (language, before, value, joined) => {
    expect(joinedIn(language, before, value, true).join('')).toBe(joined)
  })

  test.each<[language: Language, before: string, value: string]>([
    ['fr', 'Texte de ', 'le Bris SA'],
    ['fr', 'Appel à ', 'le bob'],
    ['es', 'Membresía de ', 'el Corte'],
  ])('in %s, %j and %j stay where the name is somebody’s', (language, before, value) => {
    expect(joinedIn(language, before, value, false)).toEqual([before, value])
  })
})

test('a sign behind a value has a blank before it in French, and nowhere else', () => {
  expect([': ', '; ', '? ', ', ', '. ', ':', ':0', '?x'].map((sign) => signIn('fr', sign))).toEqual([
    '\u00a0: ',
    '\u00a0; ',
    '\u00a0? ',
    ', ',
    '. ',
    ':',
    ':0',
    '?x',
  ])
  expect(signIn('es', ': ')).toBe(': ')
})
