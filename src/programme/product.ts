/** What a partner brings: a product, or a service whose release is its software in production. */
import type { Day } from '../kernel/day.ts'
import type { Family } from './interface.ts'

export type ProductRelease = {
  readonly version: string
  readonly ga?: Day | null
  /** Whether it changes how the product meets the platform, and what (8.4): the partner's change notice. */
  readonly interfaceChange?: boolean
  readonly changes?: string
}

export type Product = {
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly family: Family
  readonly interfaces: readonly string[]
  /** Resold by the vendor itself: then certification is required, at MQT or MAT (1A.1, X-11). */
  readonly resoldByVendor: boolean
  readonly releases: readonly ProductRelease[]
  readonly summary?: string
  readonly aliases?: readonly string[]
}

export function isTrunk(product: { readonly family: Family }): boolean {
  return product.family === 'sip-trunk'
}

export function productReleaseOf(product: Product, version: string): ProductRelease | null {
  return product.releases.find((release) => release.version === version) ?? null
}
