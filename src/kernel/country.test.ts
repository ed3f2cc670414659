import { describe, expect, test } from 'vitest'
import { allCountries, countryInSentence, countryName, isCountry } from './country.ts'

describe('countries', () => {
  test.each([
    ['DE', 'Germany'],
    ['IE', 'Ireland'],
    ['GB', 'United Kingdom'],
    ['US', 'United States'],
    ['CH', 'Switzerland'],
    ['SS', 'South Sudan'],
    ['CW', 'Curaçao'],
    ['AQ', 'Antarctica'],
  ])('%s is %s', (code, name) => {
    expect(isCountry(code)).toBe(true)
    expect(countryName(code)).toBe(name)
  })

  test.each([
    ['US', 'the United States'],
    ['NL', 'the Netherlands'],
    ['GM', 'the Gambia'],
    ['SB', 'the Solomon Islands'],
    ['IE', 'Ireland'],
    ['CG', 'Congo - Brazzaville'],
    ['UK', 'UK'],
  ])('a customer is in %s: in %s', (code, says) => {
    expect(countryInSentence(code)).toBe(says)
  })

  test.each([
    ['UK', 'the code people mistake for GB'],
    ['EU', 'no country'],
    ['UN', 'no country'],
    ['AN', 'dissolved in 2010'],
    ['YU', 'no longer one'],
    ['SU', 'no longer one'],
    ['ZZ', 'the unknown'],
    ['XA', 'made up for tests of locales'],
    ['QQ', 'never given out'],
    ['de', 'written small'],
    ['DEU', 'three letters'],
    ['D', 'one letter'],
    ['', 'nothing'],
    ['D\n', 'no letter'],
    ['150', 'a continent'],
  ])('%j is none: %s', (code) => {
    expect(isCountry(code)).toBe(false)
    expect(countryName(code)).toBe(code)
  })

  test('are the 249 of ISO 3166-1 and Kosovo, each once, in the order of their names', () => {
    const all = allCountries()
    expect(all).toHaveLength(250)
    expect(new Set(all.map((each) => each.code)).size).toBe(250)
    expect(all.every((each) => isCountry(each.code) && each.name !== each.code)).toBe(true)
    expect(all.slice(0, 3).map((each) => each.name)).toEqual(['Afghanistan', 'Åland Islands', 'Albania'])
    expect(all.find((each) => each.code === 'XK')?.name).toBe('Kosovo')
  })
})
