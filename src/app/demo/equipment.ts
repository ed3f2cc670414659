/** What developers on the demo's platforms may buy at a discount (5N.c). */
import { type BillLine } from '../../programme/equipment.ts'
import { money } from '../../kernel/money.ts'

const part = (name: string, says: string, quantity: number, price: number): BillLine => ({
  part: name,
  says,
  quantity,
  price: money('USD', price),
})

export const DEMO_BILLS = {
  'aldermoor-voice': [
    {
      id: 'starter-set-for-trunks',
      name: 'Starter set for trunks',
      says: 'A call server on a virtual machine with what it takes to connect a trunk and try it.',
      lines: [
        part('AV-SRV-10', 'Call server licence, 10 users', 1, 1800),
        part('AV-TRK-08', 'SIP trunk channels', 8, 60),
        part('AV-PHN-230', 'Desk phone', 2, 190),
      ],
    },
    {
      id: 'developer-set-for-call-control',
      name: 'Developer set for call control',
      says: 'For applications on CSTA and the other advanced interfaces.',
      lines: [
        part('AV-SRV-10', 'Call server licence, 10 users', 1, 1800),
        part('AV-API-DEV', 'Interface licence for development', 1, 2400),
        part('AV-SFT-05', 'Softphone seats', 5, 45),
      ],
    },
  ],
  'aldermoor-connect': [
    {
      id: 'gateway-set',
      name: 'Gateway set',
      lines: [part('AC-GW-V', 'Border gateway, virtual', 1, 3200), part('AC-SES-25', 'Sessions, 25', 1, 900)],
    },
  ],
} as const
