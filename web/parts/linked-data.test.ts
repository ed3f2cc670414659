import { expect, test } from 'vitest'
import { asData, linkedData } from './linked-data.ts'

const HOSTILE = { '@type': 'Product', name: '</script><script>alert(1)</script><!-- & \u2028' } as const

test('a name cannot end the element it stands in, and is read as it was', async () => {
  const shown = String(await linkedData(HOSTILE))
  expect(shown.match(/<\/?script/g)).toEqual(['<script', '</script'])
  expect(shown).not.toContain('<!--')
  expect(JSON.parse(asData(HOSTILE))).toEqual({ '@context': 'https://schema.org', ...HOSTILE })
  // Control: as JSON writes it by itself, it would have ended it.
  expect(JSON.stringify(HOSTILE)).toContain('</script>')
})
