/**
 * What the console refuses before it does anything: to read an installation that is not there, to write where no file can
 * be, to listen where there is no address; and what it says while it waits for a data directory that somebody has.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeWhole } from '../src/cli/whole-file.ts'
import { clusterUrl, testHouse, type TestHouse } from './support/house.ts'
import { onServer, withDatabase } from './support/cluster.ts'
import { commandLine, refusalIn } from './support/command-line.ts'
import { certwright, type Environment, eventually, serveProcess } from './support/process.ts'

let house: TestHouse
let environment: Environment
let folder: string
beforeAll(async () => {
  house = await testHouse()
  environment = { DATA_DIR: house.dataDir, DATABASE_URL: house.url }
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-console-'))
  fs.writeFileSync(path.join(folder, 'enquiry.json'), JSON.stringify({ family: 'sip-trunk', level: 'MCT' }))
})
afterAll(async () => {
  fs.rmSync(folder, { recursive: true, force: true })
  await house.end()
})

const DEPLOYMENT = '--product trunk --product-release 1 --platform voice --platform-release 9.0 --country EE'.split(' ')

const READING: readonly (readonly string[])[] = [
  ['verify'],
  ['verify', 'MCT-2026-00001'],
  ['export'],
  ['support', ...DEPLOYMENT],
  ['reference-guide'],
  ['keys'],
  ['keys', 'rotate'],
  ['checkpoint'],
]

describe('a command that brings nothing, where there is no installation', () => {
  test.each(READING.map((words) => [words.join(' '), words] as const))(
    'says so and makes none: %s',
    async (_, words) => {
      const dataDir = path.join(folder, 'not-there')
      const ran = await commandLine([...words, '--json'], { DATA_DIR: dataDir })
      expect([ran.code, ran.out]).toEqual([1, ''])
      expect(refusalIn(ran)).toMatchObject({
        code: 'not-found',
        says: expect.stringContaining(dataDir),
        next: expect.stringContaining('DATA_DIR'),
      })
      expect(fs.existsSync(dataDir)).toBe(false)
    },
  )

  test('advises by the figures the programme is shipped with, and makes none either', async () => {
    const words = ['advise', path.join(folder, 'enquiry.json'), '--json']
    const dataDir = path.join(folder, 'not-there')
    const [there, nowhere] = [await commandLine(words, environment), await commandLine(words, { DATA_DIR: dataDir })]
    expect([nowhere.code, nowhere.out]).toEqual([0, there.out])
    expect(fs.existsSync(dataDir)).toBe(false)
  })

  test('writes no file, and leaves nothing of one', async () => {
    const dataDir = fs.mkdtempSync(path.join(folder, 'empty-'))
    const file = path.join(folder, 'programme.json')
    expect((await commandLine(['export', file], { DATA_DIR: dataDir })).code).toBe(1)
    expect(fs.readdirSync(dataDir)).toEqual([])
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('programme'))).toEqual([])
  })

  test('makes no schema in a database of one’s own that has none', async () => {
    const name = `certwright_test_${randomBytes(6).toString('hex')}`
    const url = clusterUrl('embedded')
    await onServer(url, async (client) => void (await client.query(`create database ${name}`)))
    const ran = await commandLine(['verify', '--json'], { DATA_DIR: folder, DATABASE_URL: withDatabase(url, name) })
    expect([ran.code, ran.out]).toEqual([1, ''])
    expect(refusalIn(ran).says).toContain('DATABASE_URL')
    let tables: readonly unknown[] = ['not looked']
    await onServer(withDatabase(url, name), async (client) => {
      tables = (await client.query(`select 1 from pg_tables where schemaname = 'public'`)).rows
    })
    expect(tables).toEqual([])
    await onServer(url, async (client) => void (await client.query(`drop database ${name} with (force)`)))
  })

  test('control: where there is one, each does its work', async () => {
    for (const words of [['verify'], ['export'], ['reference-guide'], ['keys']])
      expect((await commandLine([...words, '--json'], environment)).error, words[0]).toBe('')
  })
})

describe('a file that cannot be read', () => {
  test('is called what it is: a folder, or not there', async () => {
    for (const words of [['import'], ['import-guide'], ['advise'], ['verify'], ['capture', 'inspect']]) {
      const ran = await commandLine([...words, folder, '--json'], environment)
      expect([ran.code, refusalIn(ran).code, refusalIn(ran).says], words[0]).toEqual([
        1,
        'wrong-file',
        `${folder} is a folder.`,
      ])
      const missing = path.join(folder, 'none.json')
      expect(refusalIn(await commandLine([...words, missing, '--json'], environment)).says, words[0]).toBe(
        `There is no file ${missing}.`,
      )
    }
  })

  test('that is filled in wrongly has each place told once', async () => {
    const guide = path.join(folder, 'guide.csv')
    fs.writeFileSync(guide, 'Company,Product\nTide,"Tide Trunk\n')
    const ran = await commandLine(['import-guide', guide, '--dry-run'], environment)
    expect(ran.code).toBe(1)
    expect(ran.error).toMatch(/^ {2}- \S/m)
    for (const line of ran.error.split('\n')) expect(line).not.toMatch(/([A-Z]+\d+|line \d+, column \d+): \1/)
  })

  test('an enquiry that is not as it should be is told so in sentences, field by field', async () => {
    const file = path.join(folder, 'wrong.json')
    fs.writeFileSync(file, JSON.stringify({ family: 'fax', colour: 'red' }))
    const { error } = await commandLine(['advise', file], environment)
    expect(error).toContain('  - family: Choose one of: ')
    expect(error).toContain('  - level: ')
    expect(error).toContain('  - colour: Unknown: colour.')
    expect(error).not.toMatch(/Invalid|expected|received|Unrecognized|- :/)
  })
})

describe('a file that cannot be written', () => {
  const cases = (): readonly (readonly [file: string, says: string])[] => [
    [path.join(folder, 'none', 'x.json'), `There is no folder ${path.join(folder, 'none')}`],
    [path.join(folder, 'enquiry.json', 'x.json'), 'There is no folder'],
    [folder, `${folder} is a folder`],
    ['/', '/ is a folder'],
  ]

  test.each(['export', 'checkpoint'])('is refused in words, and nothing is left: %s', async (name) => {
    for (const [file, says] of cases()) {
      const ran = await commandLine([name, file, '--json'], environment)
      expect([ran.code, ran.out], file).toEqual([1, ''])
      expect(refusalIn(ran)).toMatchObject({ code: 'wrong-file', says: expect.stringContaining(says) })
      expect(refusalIn(ran).next).toContain('Name a file')
      expect([fs.existsSync(`${file}.part`), fs.existsSync(path.join(file, '.part'))]).toEqual([false, false])
    }
  })

  test('leaves what stood there before, and nothing beside it, where writing breaks in the middle', async () => {
    const file = path.join(folder, 'kept.json')
    fs.writeFileSync(file, 'before')
    const broken = writeWhole(file, async (out) => {
      out.write('half of it')
      throw new Error('cut')
    })
    await expect(broken).rejects.toThrow('cut')
    expect(fs.readFileSync(file, 'utf8')).toBe('before')
    expect(fs.existsSync(`${file}.part`)).toBe(false)
  })

  test('a full disk is told in words', async () => {
    const file = path.join(folder, 'full.json')
    fs.symlinkSync('/dev/full', `${file}.part`)
    await expect(writeWhole(file, async (out) => void out.write('x'.repeat(100_000)))).rejects.toMatchObject({
      code: 'wrong-file',
      says: expect.stringContaining('no room left'),
    })
  })

  test('control: one that can be is written whole', async () => {
    const file = path.join(folder, 'programme.json')
    expect((await commandLine(['export', file], environment)).code).toBe(0)
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ format: 'certwright/1' })
    expect(fs.existsSync(`${file}.part`)).toBe(false)
  })
})

describe('a server', () => {
  test('that has no such address to listen at says which', async () => {
    for (const host of ['nonsense.invalid', '192.0.2.1']) {
      const ran = await certwright(['serve', '--port', '0', '--json'], {
        ...environment,
        CERTWRIGHT_DEMO: 'off',
        HOST: host,
      })
      expect([ran.code, ran.error.includes('broke')]).toEqual([3, false])
      expect(refusalIn(ran)).toMatchObject({ code: 'unavailable', says: expect.stringContaining(host) })
    }
  })

  test('on a data directory that another has says at once for whom it waits, and takes over from it', async () => {
    const dataDir = fs.mkdtempSync(path.join(folder, 'served-'))
    const first = await serveProcess({ DATA_DIR: dataDir })
    const heard: string[] = []
    const second = serveProcess({ DATA_DIR: dataDir }, [], (said) => heard.push(said))
    await eventually('it says for whom it waits', () => heard.join('').includes(`process ${first.pid}`), 10_000)
    expect(await first.stop()).toBe(0)
    const served = await second
    expect(served.said().match(/waiting for it/g)).toHaveLength(1)
    expect(await served.stop()).toBe(0)
  }, 60_000)
})
