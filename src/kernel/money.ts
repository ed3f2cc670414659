/** An amount of money: whole cents of one currency, so that sums are exact (reading X-46). */
export type Money = { readonly currency: string; readonly cents: number }

export function money(currency: string, units: number): Money {
  return { currency, cents: Math.round(units * 100) }
}

/** The sum of amounts in one currency; mixing currencies is a bug in the caller, not somebody's input. */
export function sum(currency: string, amounts: readonly Money[]): Money {
  let cents = 0
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new Error(`cannot add ${amount.currency} to ${currency}`)
    cents += amount.cents
  }
  return { currency, cents }
}

export function scale(amount: Money, factor: number): Money {
  return { currency: amount.currency, cents: Math.round(amount.cents * factor) }
}

/**
 * As it stands in English sentences, everywhere the same: `USD 4,000.00`, `USD -250.50`. Other languages know it by this
 * form and write their own (`languages/known`); a page that has the amount at hand says it by `moneySaid`.
 */
export function sayMoney(amount: Money): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return `${amount.currency} ${(amount.cents / 100).toLocaleString('en-US', digits)}`
}

/** The amount that a sentence names; null where the text is anything else. */
export function moneyOf(text: string): Money | null {
  const [, currency = '', units = ''] = /^([A-Z]{3}) (-?\d{1,3}(?:,\d{3})*\.\d{2})$/.exec(text) ?? []
  return currency === '' ? null : money(currency, Number(units.replaceAll(',', '')))
}
