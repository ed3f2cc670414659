/**
 * Exchange files of any size from a seed, in memory or streamed to disk, and support questions about them. Every
 * record is consistent with the others and with the programme; what a product went through follows from the seed and
 * its index alone, so a file of a million certifications is written without ever being held.
 * Part of the oracle: deliberately a second implementation that shares nothing with src.
 */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { chanceOf, daysAfter, monthsAfter, notableDay } from './chance.ts'
import type { Chance } from './chance.ts'
import type { Certification, Day, Exchange } from './exchange.ts'
import { historyOf } from './generate-history.ts'
import type { History } from './generate-history.ts'
import {
  countriesOfNoRegion,
  drawing,
  generatedToday,
  organisationsOf,
  productIndexes,
  productsOf,
  regions,
  worldOf,
} from './generate-programme.ts'
import type { World } from './generate-programme.ts'
import { existing, lookupOf } from './lookup.ts'
import type { SupportQuestion } from './support.ts'

/** A file with `size` certifications, size / 4 products (10 to 50,000) and size / 20 organisations (at least 5). */
export function generateExchange(seed: number, size: number): Exchange {
  const world = worldOf(seed, size)
  const histories = [...productIndexes(world)].map((index) => historyOf(world, index))
  return {
    format: 'certwright/1',
    regions,
    platforms: world.platforms,
    organisations: [...organisationsOf(world)],
    products: [...productsOf(world)],
    certifications: histories.flatMap((history) => history.certifications),
    satEvidence: histories.flatMap((history) => history.satEvidence),
    fieldIssues: histories.flatMap((history) => history.fieldIssues),
  }
}

/** The same content as `generateExchange`, one record a line; memory does not grow with the size. */
export async function writeExchangeFile(path: string, seed: number, size: number): Promise<void> {
  await pipeline(Readable.from(chunksOf(textOf(worldOf(seed, size)))), createWriteStream(path))
}

/** Questions about a file that holds at least one certification; `today` is the file's own day in each. */
export function generateDeployments(seed: number, file: Exchange, count: number): readonly SupportQuestion[] {
  const chance = chanceOf(seed, drawing.deployments)
  return Array.from({ length: count }, () => deploymentOf(chance, file))
}

function* textOf(world: World): Generator<string> {
  yield '{ "format": "certwright/1"'
  yield* arrayText('regions', regions)
  yield* arrayText('platforms', world.platforms)
  yield* arrayText('organisations', organisationsOf(world))
  yield* arrayText('products', productsOf(world))
  yield* arrayText('certifications', recordsOf(world, 'certifications'))
  yield* arrayText('satEvidence', recordsOf(world, 'satEvidence'))
  yield* arrayText('fieldIssues', recordsOf(world, 'fieldIssues'))
  yield ' }\n'
}

function* arrayText(name: string, records: Iterable<object>): Generator<string> {
  yield `,\n"${name}": [`
  let separator = '\n'
  for (const record of records) {
    yield separator + JSON.stringify(record)
    separator = ',\n'
  }
  yield ']'
}

function* chunksOf(pieces: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

function* recordsOf(world: World, kind: keyof History): Generator<object> {
  for (const index of productIndexes(world)) yield* historyOf(world, index)[kind]
}

function deploymentOf(chance: Chance, file: Exchange): SupportQuestion {
  const certification = chance.pick(file.certifications)
  const covered = [...certification.pairs, ...(certification.extensions ?? []).flatMap((extension) => extension.pairs)]
  const question: SupportQuestion = {
    product: certification.product,
    platform: certification.platform,
    ...chance.pick(covered),
    country: countryOf(chance, file, certification),
    on: dayOf(chance, file, certification),
    today: generatedToday,
  }
  return chance.often(0.75) ? question : nearMiss(chance, file, question)
}

/** Another release of either side, another platform, or another product, with releases that side really has. */
function nearMiss(chance: Chance, file: Exchange, question: SupportQuestion): SupportQuestion {
  const { product, platform } = lookupOf(file)
  switch (chance.below(4)) {
    case 0:
      return { ...question, platformRelease: chance.pick(existing(platform, question.platform).releases).version }
    case 1:
      return { ...question, productRelease: chance.pick(existing(product, question.product).releases).version }
    case 2: {
      const other = chance.pick(file.platforms)
      return { ...question, platform: other.id, platformRelease: chance.pick(other.releases).version }
    }
    default: {
      const other = chance.pick(file.products)
      return { ...question, product: other.id, productRelease: chance.pick(other.releases).version }
    }
  }
}

function countryOf(chance: Chance, file: Exchange, certification: Certification): string {
  const own = file.regions.find((region) => region.id === certification.region)
  if (own !== undefined && chance.often(0.7)) return chance.pick(own.countries)
  return chance.pick([...file.regions.flatMap((region) => region.countries), ...countriesOfNoRegion])
}

/** Mostly a day on which an answer changes, or one to either side of it; now and then a day still to come. */
function dayOf(chance: Chance, file: Exchange, certification: Certification): Day {
  const { granted, withdrawn, extensions } = certification
  const lookup = lookupOf(file)
  const { releases } = existing(lookup.platform, certification.platform)
  const issues = lookup.fieldIssuesOf(certification.number)
  const turns = [
    granted,
    ...[12, 18, 24, 36].map((months) => monthsAfter(granted, months)),
    ...(extensions ?? []).map((extension) => extension.on),
    ...releases.flatMap((release) => release.ga ?? release.planned ?? []),
    ...issues.flatMap((issue) => [issue.confirmed, issue.cleared ?? issue.confirmed]),
    ...(withdrawn == null ? [] : [withdrawn, withdrawn, generatedToday, generatedToday]),
  ]
  const drawn = chance.below(10)
  if (drawn < 5) return daysAfter(chance.pick(turns.filter((day) => day >= granted)), chance.pick([0, 0, 1, -1]))
  if (drawn < 9) return notableDay(chance, granted, generatedToday)
  return notableDay(chance, generatedToday, monthsAfter(generatedToday, 30))
}
