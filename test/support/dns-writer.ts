/** DNS messages of our own making: `SRV 10 60 5060 a.example 300` is a record as people write it, its lifetime last. */
import { addressBytes } from '../../src/capture/address.ts'
import { bytesOf } from '../../src/sip/bytes.ts'
import { big, join } from './capture-writer.ts'

export const DNS_TYPES: Readonly<Record<string, number>> = { A: 1, CNAME: 5, TXT: 16, AAAA: 28, SRV: 33, NAPTR: 35 }

export function nameBytes(name: string): Uint8Array {
  const labels = name === '' ? [] : name.split('.')
  return join(...labels.map((label) => join([label.length], bytesOf(label))), [0])
}

export function question(id: number, type: string, name: string): Uint8Array {
  return join(big(id, 2), [1, 0], big(1, 2), [0, 0, 0, 0, 0, 0], asked(type, name))
}

const asked = (type: string, name: string) => join(nameBytes(name), big(DNS_TYPES[type] ?? Number(type), 2), [0, 1])

/** The owner of a record is the name that was asked for, or what stands before `:` (`a.example: A 192.0.2.1 300`). */
export function answer(id: number, type: string, name: string, records: readonly string[], code = 0): Uint8Array {
  const body = records.map((text) => recordBytes(name, text))
  return join(
    big(id, 2),
    [0x81, 0x80 | code],
    big(1, 2),
    big(records.length, 2),
    [0, 0, 0, 0],
    asked(type, name),
    ...body,
  )
}

function recordBytes(name: string, text: string): Uint8Array {
  const [, owner = name, rest] = /^(?:(\S+): )?(.*)$/.exec(text.trim())!
  const words = rest!.split(/\s+/)
  const type = words[0]!
  const ttl = Number(words.at(-1))
  const data = dataBytes(type, words.slice(1, -1))
  return join(nameBytes(owner), big(DNS_TYPES[type]!, 2), [0, 1], big(ttl, 4), big(data.length, 2), data)
}

function dataBytes(type: string, words: readonly string[]): Uint8Array {
  const text = (word: string) => join([word.length], bytesOf(word))
  const number = (word: string | undefined) => big(Number(word), 2)
  switch (type) {
    case 'A':
    case 'AAAA':
      return addressBytes(words[0]!)!
    case 'CNAME':
      return nameBytes(words[0]!)
    case 'SRV':
      return join(number(words[0]), number(words[1]), number(words[2]), nameBytes(words[3]!))
    case 'NAPTR':
      return join(number(words[0]), number(words[1]), text('s'), text(words[2]!), text(''), nameBytes(words[3]!))
    default:
      throw new Error(`no record of type ${type} is written here`)
  }
}
