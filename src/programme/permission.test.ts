import { describe, expect, test } from 'vitest'
import { MOVES } from '../app/targets.ts'
import { person } from '../../test/support/project-files.ts'
import {
  type Actor,
  type Belongs,
  CONSOLE,
  EVERYBODY,
  may,
  mightEver,
  PARTNER,
  type Permission,
  relatesTo,
  RELATIONS,
  type Relation,
  SEES_PROJECT,
  SIGNED_IN,
  VISITOR,
} from './permission.ts'
import { ROLE_NAMES, ROLES, ROLES_BY_ORGANISATION } from './person.ts'

/** Northwind's project, sponsored by Resale, with Theo assigned as its technician. */
const project: Belongs = { organisation: 'northwind', sponsor: 'resale', technicians: ['theo'] }

const theo = person('theo', 'resale', 'field-technician')
const ownAdmin = person('ada', 'northwind', 'partner-admin')
const strangeAdmin = person('sam', 'southwind', 'partner-admin')
const sponsor = person('rita', 'resale', 'reseller-sponsor')
const otherSponsor = person('olga', 'reprise', 'reseller-sponsor')
const lab = person('lena', 'vendor', 'lab-engineer')
const support = person('suri', 'vendor', 'support-agent')

describe('how somebody stands to a thing', () => {
  /** any, own, sponsored, assigned, self: in the order of the relations. */
  test.each<[says: string, actor: Actor, thing: Belongs, stands: string]>([
    ['the owner', ownAdmin, project, 'yes yes no no no no'],
    ['the sponsor', sponsor, project, 'yes no yes no no no'],
    ['the technician, of the sponsor', theo, project, 'yes no yes yes no no'],
    ['another partner', strangeAdmin, project, 'yes no no no no no'],
    ['the lab', lab, project, 'yes no no no no no'],
    ['a visitor', VISITOR, project, 'yes no no no no no'],
    ['the console', CONSOLE, project, 'yes no no no no no'],
    ['oneself', ownAdmin, { organisation: 'southwind', person: 'ada' }, 'yes no no no yes no'],
    [
      'one’s own record in one’s own house',
      ownAdmin,
      { organisation: 'northwind', person: 'ada' },
      'yes yes no no yes no',
    ],
    ['a thing nobody owns', ownAdmin, {}, 'yes no no no no no'],
    [
      'a thing of no organisation is not a visitor’s',
      VISITOR,
      { organisation: null, sponsor: null },
      'yes no no no no no',
    ],
    ['nor one whose owner is not known', VISITOR, { organisation: undefined }, 'yes no no no no no'],
    [
      'a sponsor who owns it too',
      ownAdmin,
      { organisation: 'northwind', sponsor: 'northwind' },
      'yes yes yes no no no',
    ],
    ['whose task it is to help', sponsor, { organisation: 'northwind', serving: 'resale' }, 'yes no no no no yes'],
    ['and a visitor helps nobody', VISITOR, { serving: null }, 'yes no no no no no'],
  ])('%s', (_says, actor, thing, stands) => {
    expect(RELATIONS.map((relation) => (relatesTo(actor, thing, relation) ? 'yes' : 'no')).join(' ')).toBe(stands)
  })
})

describe('whether somebody may', () => {
  const ownersAndLab: Permission = { 'partner-admin': 'own', 'lab-engineer': 'any' }

  test.each<[says: string, actor: Actor, permission: Permission, may: boolean, ever: boolean]>([
    ['the owner, in the role', ownAdmin, ownersAndLab, true, true],
    ['a stranger in the role', strangeAdmin, ownersAndLab, false, true],
    ['the lab, at anything', lab, ownersAndLab, true, true],
    ['the owner’s engineer, not named', person('e', 'northwind', 'partner-engineer'), ownersAndLab, false, false],
    ['a visitor', VISITOR, ownersAndLab, false, false],
    ['the console is no member of staff', CONSOLE, ownersAndLab, false, false],
    ['somebody without any role', person('n', 'northwind'), ownersAndLab, false, false],
    ['nobody named at all', lab, {}, false, false],
    [
      'two roles, one of which is enough',
      person('t', 'northwind', 'partner-engineer', 'partner-admin'),
      ownersAndLab,
      true,
      true,
    ],
    [
      'two roles, each with the other’s relation, are not enough',
      person('x', 'resale', 'partner-admin', 'reseller-sponsor'),
      { 'partner-admin': 'own', 'reseller-sponsor': 'own' },
      false,
      true,
    ],
    ['the technician assigned', theo, { 'field-technician': 'assigned' }, true, true],
    [
      'a technician not assigned',
      person('tom', 'resale', 'field-technician'),
      { 'field-technician': 'assigned' },
      false,
      true,
    ],
  ])('%s', (_says, actor, permission, allowed, ever) => {
    expect([may(actor, permission, project), mightEver(actor, permission)]).toEqual([allowed, ever])
  })

  test('what may be done may ever be done, for every relation and everybody', () => {
    const everybody = [theo, ownAdmin, strangeAdmin, sponsor, otherSponsor, lab, support, VISITOR, CONSOLE]
    for (const actor of everybody)
      for (const part of actor.parts)
        for (const relation of RELATIONS) {
          const permission: Permission = { [part]: relation satisfies Relation }
          expect(mightEver(actor, permission)).toBe(true)
          expect(may(actor, permission, project)).toBe(relatesTo(actor, project, relation))
        }
  })
})

describe('who sees a project', () => {
  test.each<[says: string, actor: Actor, sees: boolean]>([
    ['the programme manager', person('m', 'vendor', 'programme-manager'), true],
    ['the lab', lab, true],
    ['the auditor', person('a', 'vendor', 'auditor'), true],
    ['the support agent', support, false],
    ['the operator', person('o', 'vendor', 'operator'), false],
    ['the owner’s administrator', ownAdmin, true],
    ['the owner’s engineer', person('e', 'northwind', 'partner-engineer'), true],
    ['another partner’s administrator', strangeAdmin, false],
    ['the sponsor', sponsor, true],
    ['another reseller', otherSponsor, false],
    ['the technician assigned', theo, true],
    ['a technician not assigned', person('tom', 'resale', 'field-technician'), false],
    ['a sales unit that sponsors', person('s', 'resale', 'sales-unit'), true],
    ['a sales unit that does not', person('s', 'sales-emea', 'sales-unit'), false],
    ['a visitor', VISITOR, false],
    ['the console', CONSOLE, false],
  ])('%s', (_says, actor, sees) => {
    expect(may(actor, SEES_PROJECT, project)).toBe(sees)
  })
})

describe('the permissions written down', () => {
  test('name everybody who has signed in by every role, and nobody else', () => {
    expect(Object.keys(SIGNED_IN).toSorted()).toEqual([...ROLES].toSorted())
    expect(Object.keys(EVERYBODY).toSorted()).toEqual([...ROLES, 'console', 'visitor'].toSorted())
    expect(PARTNER).toEqual({ 'partner-admin': 'own', 'partner-engineer': 'own' })
  })

  test('give partners and sponsors nothing but their own, but for what makes something new', () => {
    const outside = ['partner-admin', 'partner-engineer', 'reseller-sponsor', 'sales-unit', 'field-technician'] as const
    const beyond = [...MOVES.values()].flatMap(({ name, move }) =>
      outside.filter((part) => move.by[part] === 'any').map((part) => `${name} ${part}`),
    )
    expect(beyond).toEqual([
      'request-sponsored-project reseller-sponsor',
      'request-sponsored-project sales-unit',
      'open-ticket reseller-sponsor',
      'enquire partner-admin',
      'enquire partner-engineer',
      'enquire reseller-sponsor',
      'enquire sales-unit',
    ])
    expect(MOVES.size).toBeGreaterThan(50)
  })

  test('leave the auditor nothing to do but read, and let a program of theirs read', () => {
    expect([...MOVES.values()].filter(({ move }) => move.by.auditor !== undefined).map(({ name }) => name)).toEqual([
      'make-access-token',
      'end-access-token',
    ])
  })

  test('every role has a name and an organisation it is held in', () => {
    expect(Object.keys(ROLE_NAMES).toSorted()).toEqual([...ROLES].toSorted())
    const held = Object.values(ROLES_BY_ORGANISATION).flat()
    expect([...new Set(held)].toSorted()).toEqual([...ROLES].toSorted())
    expect(ROLES_BY_ORGANISATION.partner).toEqual(['partner-admin', 'partner-engineer'])
  })
})
