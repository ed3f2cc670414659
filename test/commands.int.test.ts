/** Every command of the command line: its help with an example, its exit codes, its refusals in JSON. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Command, readCall } from '../src/cli/command.ts'
import { COMMANDS } from '../src/cli/run.ts'
import { commandLine, refusalIn } from './support/command-line.ts'

/** What was promised; more may come, none may go. */
const PROMISED = ['serve', 'demo', 'import', 'export', 'advise', 'reference-guide', 'support', 'verify']

const UNREACHABLE = { DATABASE_URL: 'postgres://somebody:hush-hush@127.0.0.1:1/none' }

const DEPLOYMENT =
  '--product trunk --product-release 1 --platform voice --platform-release 9.0 --country EE --on 2026-01-01'.split(' ')

describe('every command', () => {
  const commands = Object.entries(COMMANDS)

  test('that was promised is there', () => {
    expect(Object.keys(COMMANDS)).toEqual(expect.arrayContaining(PROMISED))
  })

  test.each(commands)('%s helps, with an example', async (name, load) => {
    const { command } = await load()
    const ran = await commandLine([name, '--help'], {})
    expect([ran.code, ran.error]).toEqual([0, ''])
    expect(ran.out).toMatch(new RegExp(`^certwright ${name}`))
    expect(ran.out).toContain('--json')
    expect(ran.out).toContain(`Example:\n  ${command.example}\n`)
  })

  test.each(commands)('the example of %s is understood by the command itself', async (name, load) => {
    const { command } = await load()
    const words = command.example.split(' ')
    const at = words.indexOf('certwright')
    expect(words[at + 1]).toBe(name)
    expect(() => callOf(command, words.slice(at + 2))).not.toThrow()
    expect(() => callOf(command, [...words.slice(at + 2), '--not-known'])).toThrow('Unknown option')
  })

  test.each(commands)('%s refuses an option it does not know, with exit code 2', async (name) => {
    const json = await commandLine([name, '--colour', '--json'], UNREACHABLE)
    expect([json.code, json.out]).toEqual([2, ''])
    expect(refusalIn(json)).toMatchObject({ code: 'wrong-usage', says: expect.stringContaining('--colour') })
    const text = await commandLine([name, '--colour'], UNREACHABLE)
    expect([text.code, text.out]).toEqual([2, ''])
    expect(text.error).toMatch(new RegExp(`^Refused: .*\nUsage: certwright ${name}`))
  })

  test.each(commands.filter(([name]) => name !== 'serve' && name !== 'capture'))(
    '%s is broken, with exit code 3, where the database does not answer',
    async (name) => {
      const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-contract-')), 'enquiry.json')
      fs.writeFileSync(file, JSON.stringify({ family: 'sip-trunk', level: 'MCT' }))
      const guide = path.join(path.dirname(file), 'guide.csv')
      fs.writeFileSync(guide, 'Company,Product\nTide,Tide Trunk\n')
      const words: Readonly<Record<string, readonly string[]>> = {
        import: [file],
        'import-guide': [guide],
        advise: [file],
        support: DEPLOYMENT,
      }
      const ran = await commandLine([name, ...(words[name] ?? []), '--json'], UNREACHABLE)
      expect([ran.code, ran.out]).toEqual([3, ''])
      expect(refusalIn(ran).code).toBe('unavailable')
      expect(ran.error).not.toContain('hush-hush')
      fs.rmSync(path.dirname(file), { recursive: true })
    },
  )

  test('is listed, and a command that is not is refused', async () => {
    const help = await commandLine([], {})
    for (const name of Object.keys(COMMANDS)) expect(help.out).toMatch(new RegExp(`^ {2}${name} {2,}\\S`, 'm'))
    expect(help.code).toBe(0)
    const ran = await commandLine(['certify-me', '--json'], {})
    expect([ran.code, refusalIn(ran).code]).toEqual([2, 'wrong-usage'])
    expect((await commandLine(['toString'], {})).code).toBe(2)
    expect((await commandLine(['--version'], {})).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

function callOf(command: Command, words: readonly string[]) {
  return readCall(command, words, { environment: {}, out: process.stdout })
}
