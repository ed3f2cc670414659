/** Moves beside a project, each with more than it asks for: access tokens, developer equipment, listing texts, webhooks. */
import { act } from '../../src/app/act.ts'
import { askForEquipment, STARTER } from './equipment.ts'
import type { Filling } from './mass-sponsored.ts'
import { addWebhook } from './webhooks.ts'

export async function fillBeside(of: Filling): Promise<void> {
  await fillTokens(of)
  await fillEquipment(of)
  await fillListingTexts(of)
  await fillWebhooks(of)
}

async function fillTokens({ house, cast, asksForNoMore }: Filling): Promise<void> {
  const input = { name: 'Nightly', scopes: ['read'], days: 30 }
  await asksForNoMore('make-access-token', 'admin', cast.admin.id, input)
  const done = await act(house, cast.admin, { move: 'make-access-token', id: cast.admin.id, input })
  await asksForNoMore('end-access-token', 'admin', done.made['access-token']!, {})
}

async function fillEquipment({ house, cast, asksForNoMore }: Filling): Promise<void> {
  await asksForNoMore('ask-for-equipment', 'admin', 'northwind', { ...STARTER })
  const id = await askForEquipment(house, cast.admin)
  await asksForNoMore('quote-equipment', 'manager', id, { percent: 50, note: 'Gladly.' })
  await asksForNoMore('withdraw-equipment', 'admin', id, { reason: 'No longer.' })
  await asksForNoMore('decline-equipment', 'manager', id, { reason: 'Too many.', next: 'Ask for one.' })
  await act(house, cast.manager, { move: 'quote-equipment', id, input: { percent: 50, note: '' } })
  await asksForNoMore('order-equipment', 'admin', id, { purchaseOrder: 'PO', cents: 228_008 })
  await act(house, cast.admin, { move: 'order-equipment', id, input: { purchaseOrder: 'PO', cents: 228_008 } })
  await asksForNoMore('note-equipment-delivered', 'manager', id, { note: 'By truck.' })
  const lines = [{ part: 'N', says: 'New', quantity: 1, price: 5 }]
  await asksForNoMore('set-equipment-bill', 'manager', 'voice', { name: 'Set', says: 'For all.', lines })
  await asksForNoMore('drop-equipment-bill', 'manager', 'voice', { bill: 'starter-set' })
}

async function fillListingTexts({ house, cast, asksForNoMore }: Filling): Promise<void> {
  for (const [noun, id] of [
    ['company', 'northwind'],
    ['product', 'north-trunk'],
  ] as const) {
    const text = { text: 'Ours.' }
    await asksForNoMore(`propose-${noun}-text`, 'admin', id, text)
    await asksForNoMore(`change-${noun}-text`, 'manager', id, text)
    await act(house, cast.admin, { move: `propose-${noun}-text`, id, input: text })
    await asksForNoMore(`take-${noun}-text-back`, 'admin', id, { proposal: 1 })
    await asksForNoMore(`approve-${noun}-text`, 'manager', id, { proposal: 1 })
    await asksForNoMore(`decline-${noun}-text`, 'manager', id, { proposal: 1, reason: 'No.' })
  }
}

async function fillWebhooks({ house, cast, asksForNoMore }: Filling): Promise<void> {
  const hook = { address: 'https://hooks.example.com/in', kinds: ['projects'] }
  await asksForNoMore('add-webhook', 'admin', 'northwind', hook)
  const webhook = await addWebhook(house, cast.admin, hook.address)
  await asksForNoMore('change-webhook', 'admin', webhook, hook)
  await asksForNoMore('test-webhook', 'engineer', webhook)
  await asksForNoMore('renew-webhook-secret', 'admin', webhook)
  await asksForNoMore('switch-webhook-off', 'operator', webhook, { reason: 'It floods us.' })
  await asksForNoMore('remove-webhook', 'admin', webhook, { reason: 'No longer.' })
  await act(house, cast.admin, { move: 'switch-webhook-off', id: webhook, input: { reason: 'For now.' } })
  await asksForNoMore('switch-webhook-on', 'admin', webhook)
}
