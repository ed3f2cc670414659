/**
 * The short words by which companies, products and platforms stand in addresses: made of their names, and of what else is
 * known of them where a name has no Latin letter. Whoever takes one makes it free of those there are.
 */
import { slugOf } from '../kernel/id.ts'

/** The country is in two letters; none where it is not known. */
export function wordOfCompany(name: string, country: string | null): string {
  return slugOf(name, country ? `partner-${country.toLowerCase()}` : 'partner')
}

/** The company is given by its id. */
export function wordOfProduct(name: string, company: string, family: string): string {
  return slugOf(name, `${company}-${family === 'other' ? 'product' : family}`)
}

export function wordOfPlatform(name: string): string {
  return slugOf(name, 'platform')
}
