import { describe, expect, test } from 'vitest'
import { day } from '../kernel/day.ts'
import { besideOf, type ProjectWanted } from './beside.ts'
import type { Certification } from './certification.ts'
import type { Project } from './project.ts'

const WANTED: ProjectWanted = {
  product: 'trunk',
  productRelease: '3.1',
  platform: 'voice',
  platformRelease: '10.0',
  topology: 'direct',
  level: 'MCT',
  region: null,
}
const project = (change: object = {}) =>
  ({ id: 'p', number: 'P-1', stage: 'testing', ...WANTED, ...change }) as unknown as Project
const certification = (change: object = {}) =>
  ({
    number: 'MCT-1',
    product: 'trunk',
    platform: 'voice',
    level: 'MCT',
    granted: '2026-01-01',
    pairs: [{ productRelease: '3.1', platformRelease: '10.0' }],
    ...change,
  }) as unknown as Certification
const seen = { day: day('2026-06-15'), figure: () => 90 }
const declined = (on: string) => ({ stage: 'not-granted', decisions: [{ day: on }] })

describe('a project stands beside another', () => {
  test.each<[string, object, object, boolean]>([
    ['on the same releases', {}, {}, true],
    ['on the last day on which a retest can be asked for', declined('2026-03-17'), {}, true],
    ['but not on the day after, when a project of its own is what is left', declined('2026-03-16'), {}, false],
    ['granted and not published yet', { stage: 'guide' }, {}, true],
    ['at another level', { level: 'MAT' }, {}, true],
    ['but not once it is over', { stage: 'published' }, {}, false],
    ['nor closed', { stage: 'closed' }, {}, false],
    ['nor of another release', { productRelease: '3.0' }, {}, false],
    ['nor on another platform release', { platformRelease: '9.0' }, {}, false],
    ['nor by another topology', { topology: 'via-border-gateway' }, {}, false],
    ['nor for another region', { level: 'MQT', region: 'emea' }, { level: 'MQT', region: 'apac' }, false],
    ['but for the same region', { level: 'MQT', region: 'emea' }, { level: 'MQT', region: 'emea' }, true],
    ['nor a SAT beside a certification', { level: 'SAT', stage: 'sat-testing' }, {}, false],
    ['nor a certification beside a SAT', {}, { level: 'SAT' }, false],
    ['but a SAT beside a SAT', { level: 'SAT', stage: 'sat-plan' }, { level: 'SAT' }, true],
    ['which is accepted, too', { level: 'SAT', stage: 'sat-accepted' }, { level: 'SAT' }, true],
    ['and leads to a certification, which is no second', { level: 'SAT', stage: 'sat-accepted' }, {}, false],
  ])('%s', (_, change, wanted, isBeside) => {
    const known = { projects: [project(change)], certifications: [] }
    const { projects } = besideOf({ ...WANTED, ...wanted }, known, seen)
    expect(projects.map(({ number }) => number)).toEqual(isBeside ? ['P-1'] : [])
  })
})

describe('a certification is there already', () => {
  test.each<[string, object, object, string | null, boolean]>([
    ['of the same releases', {}, {}, null, true],
    [
      'extended to them',
      { pairs: [], extensions: [{ on: '2026-02-01', pairs: certification().pairs }] },
      {},
      null,
      true,
    ],
    [
      'but not before its extension',
      { pairs: [], extensions: [{ on: '2026-07-01', pairs: certification().pairs }] },
      {},
      null,
      false,
    ],
    ['nor withdrawn', { withdrawn: '2026-06-15' }, {}, null, false],
    ['nor of other releases', { pairs: [{ productRelease: '3.1', platformRelease: '9.0' }] }, {}, null, false],
    ['nor of a lower level: that is a step up', {}, { level: 'MAT' }, null, false],
    ['nor of another region', { level: 'MQT', region: 'emea' }, { level: 'MQT', region: 'apac' }, null, false],
    ['nor by another topology', { topology: 'via-border-gateway' }, {}, null, false],
    ['nor where a review call had it tested again', {}, {}, 'MCT-1', false],
    ['but where it had another one tested again', {}, {}, 'MCT-2', true],
  ])('%s', (_, change, wanted, recertifies, isThere) => {
    const known = { projects: [], certifications: [certification(change)] }
    const { certifications } = besideOf({ ...WANTED, ...wanted }, known, seen, recertifies)
    expect(certifications).toEqual(isThere ? ['MCT-1'] : [])
  })
})
