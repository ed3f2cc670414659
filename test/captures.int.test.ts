/** Captures in a project: dropped on a test case, read, judged and drawn; for those who see the project, and safely. */
import { gzipSync } from 'node:zlib'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { providerAddresses } from '../src/app/captures/captures.ts'
import { testCaseByPlanId } from '../src/conformance/cases/index.ts'
import { sampleCapture } from '../src/app/demo/sample-capture.ts'
import { type Cast, enterCast, Story } from './support/cast.ts'
import { testHouse, type TestHouse } from './support/house.ts'
import { addPhone, bringSatTo, openSat } from './support/sat-story.ts'
import { captureOf } from './support/trunk-scene.ts'
import { serveHouse, type TestServer, type Who } from './support/server.ts'
import { Uploading } from './support/uploading.ts'

let house: TestHouse
let cast: Cast
let server: TestServer
let story: Story
beforeAll(async () => {
  house = await testHouse()
  cast = await enterCast(house)
  server = await serveHouse(house, cast)
  story = await new Story(house, cast).open()
})
afterAll(async () => {
  await server.close()
  await house.end()
})

/** Adds a file to a test case as the partner; the address of its page. */
async function dropped(
  bytes: Buffer,
  name: string,
  testCase: string | null = 'OUT-01',
  { id } = story,
): Promise<string> {
  const admin = new Uploading(server, 'admin')
  const address = await admin.whole(bytes, name)
  expect((await admin.add(id, address, testCase)).status).toBe(200)
  return `/projects/${id}/captures/${address.split('/').at(-1)}`
}

const page = async (who: Who, path: string) => {
  const answer = await server.send(who, path, { headers: { accept: 'text/html' } })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    policy: answer.headers.get('content-security-policy'),
    text: await answer.text(),
  }
}

const post = (who: Who, path: string) => server.send(who, path, { method: 'POST', headers: { accept: 'text/html' } })

/** The page once the capture has been read. */
async function read(path: string): Promise<string> {
  for (let tries = 0; tries < 60; tries += 1) {
    const { text } = await page('tester', path)
    if (!text.includes('Reading the capture')) return text
  }
  throw new Error('the capture was never read')
}

const CALL = sampleCapture(1_780_000_000)

describe('a capture', () => {
  test('says what it shows of its test case, with packets and ladder', async () => {
    const place = await dropped(CALL, 'out-01.pcap')
    const text = await read(place)
    expect(text).toMatch(/OUT-01<\/span> Outbound call, the caller clears/)
    expect(text).toContain('verdict passed')
    expect(text).toContain('BYE of the PBX, answered after 29 ms.')
    expect(text).toContain('#packet-')
    const ladder = await page('tester', `${place}/ladder/1.svg`)
    expect([ladder.status, ladder.type, ladder.text]).toEqual([
      200,
      'image/svg+xml',
      expect.stringContaining('INVITE +12125550188'),
    ])
    expect(ladder.policy).toContain("default-src 'none'; sandbox")
  })

  test('opens a message by its permanent link, without a script', async () => {
    const place = await dropped(CALL, 'link.pcap')
    await read(place)
    const text = await read(`${place}?call=1&packet=1#packet-1`)
    expect(text).toMatch(/<pre [^>]+>INVITE sip:/)
    expect(text).toMatch(/id="packet-1"[\s\S]+?aria-current="true"/)
  })

  test.each(['call=99', 'call=0', 'call=x', 'call=1&packet=none', 'call=1&packet=99999', 'call=1&from=77777'])(
    'asked for %s says what there is',
    async (query) => {
      const place = await dropped(CALL, 'odd.pcap')
      await read(place)
      const { status, text } = await page('tester', `${place}?${query}`)
      expect(status).toBe(200)
      expect(text).toMatch(query === 'call=99' ? /There is no such call/ : /Ladder of call 1/)
      expect(text).not.toContain('<pre')
    },
  )

  test('of a registration draws it beside its course, although there is a call in it', async () => {
    const registers = `pbx REGISTER\nprovider 401 Unauthorized\n${'pbx REGISTER +1000\nprovider 200 OK [Expires: 60]\n'.repeat(2)}`
    const calls = { lines: 'pbx INVITE offer\nprovider 486 Busy Here\npbx ACK', call: 'later', at: 9000 }
    const bytes = Buffer.from(captureOf({ lines: registers.trim() }, calls))
    const answered = await new Story(house, cast).bringTo('testing')
    const place = await dropped(bytes, 'con-03.pcap', 'CON-03', answered)
    const shown = await read(place)
    expect(shown).toContain('Expected of CON-03, and seen')
    expect(shown).toContain('The messages are those that are expected, in their order.')
    expect(await read(`${place}?call=1`)).not.toContain('and seen')
    const again = await dropped(bytes, 'con-03-again.pcap', 'CON-03', answered)
    expect(await read(`${place}/with/${again.split('/').at(-1)}`)).toContain('REGISTER')
    expect(await read(await dropped(bytes, 'out-04.pcap', 'OUT-04'))).toContain('Expected of OUT-04, and seen')
  })

  test('broken in its middle, says that the reading broke off', async () => {
    const broken = Buffer.concat([CALL.subarray(0, 24), Buffer.from('garbage and nothing but garbage; '.repeat(40))])
    await story.do(cast.tester, 'choose-sound', { sound: 'kept', reason: 'This one was never whole.' })
    expect(await read(await dropped(broken, 'broken.pcap'))).toMatch(/The reading broke off after 0 packets: /)
    await story.do(cast.tester, 'choose-sound', { sound: 'taken-out', reason: 'It was taken in.' })
  })

  test('is held against another of the same test case, what differs said in sentences', async () => {
    const place = await dropped(CALL, 'first.pcap')
    const other = Buffer.from(
      CALL.toString('latin1')
        .replaceAll('183 Session Progress', '180 Ringing         ')
        .replaceAll('180 Ringing', '183 Session'),
      'latin1',
    )
    const second = await dropped(other, 'second.pcap')
    expect(await read(place)).toMatch(/Compare with another try[\s\S]+second\.pcap/)
    const text = await read(`${place}/with/${second.split('/').at(-1)}`)
    expect(text).toMatch(/Only in the first: 180 Ringing \(\d+ INVITE\)/)
    expect(text).toMatch(/Only in the second: 183 Session/)
    expect(await read(`${place}/with/${place.split('/').at(-1)}`)).toContain('Nothing but addresses and times')
    expect((await page('tester', `${place}/with/nothing`)).status).toBe(404)
    expect([401, 403, 404]).toContain((await page('stranger', `${place}/with/${second.split('/').at(-1)}`)).status)
  })

  test('of a call across an agent draws both legs in one ladder, as a page and as a picture', async () => {
    const lines = 'pbx INVITE offer\nprovider 200 OK +500 answer\npbx ACK\npbx BYE +2000\nprovider 200 OK'
    const turned = lines.replaceAll('pbx', 'x').replaceAll('provider', 'pbx').replaceAll(/^x /gm, 'provider ')
    const both = { from: '+12125550100', to: '+12125550188' }
    const file = captureOf({ ...both, lines, call: 'a' }, { ...both, lines: turned, by: 'provider', call: 'b', at: 5 })
    const place = await dropped(Buffer.from(file), 'agent.pcap')
    expect(await read(`${place}?call=1`)).toMatch(/href="[^"]+call=1&amp;call=2#ladder"[^>]*>Draw 2 legs in one ladder/)
    expect(await read(`${place}?call=1&call=2`)).toContain('B is probably the other leg of A. This is a guess: ')
    expect((await page('tester', `${place}/ladder/1-2.svg`)).text).toContain('B is probably the other leg of A.')
  })

  test('proposes its verdict on the page of the test case', async () => {
    await dropped(CALL, 'again.pcap')
    const text = await read(`/projects/${story.id}/testing/OUT-01`)
    expect(text).toMatch(/What this capture shows<\/a>\s*<span class="small soft">proposes<\/span>/)
  })

  test('compressed, is read all the same', async () => {
    expect(await read(await dropped(gzipSync(CALL), 'out-01.pcap.gz'))).toContain('verdict passed')
  })

  test('is read once: what was read is kept, and the next page does not open the file', async () => {
    const place = await dropped(Buffer.concat([CALL, CALL.subarray(24)]), 'twice.pcap')
    await read(place)
    const count = () => house.database.one<{ count: string }>(sql`select count(*) from capture_reading`)
    const before = await count()
    await read(place)
    expect(await count()).toEqual(before)
  })

  test('read by an earlier analyser stands until it is asked for anew; then what changed is shown', async () => {
    const place = await dropped(Buffer.concat([CALL, CALL.subarray(24, 24)]), 'earlier.pcap')
    await read(place)
    await house.database.run(sql`update capture_reading set key = 'earlier ' || key, analyser = 'certwright-judge/0',
      value = jsonb_set(value, '{judgements}', (select jsonb_agg(each || '{"verdict": "failed"}') from jsonb_array_elements(value->'judgements') each))
      where value ? 'judgements' and analyser is not null`)
    const before = await read(place)
    expect(before).toMatch(/This was read by certwright-judge\/0;[\s\S]+action="[^"]+\/anew"/)
    expect(before).toContain('verdict failed')
    expect((await post('tester', `${place}/anew`)).status).toBe(303)
    const anew = await read(place)
    expect(anew).toMatch(/What changed since certwright-judge\/0[\s\S]+OUT-01[\s\S]+Failed[\s\S]+Passed/)
    const after = await read(place)
    expect(after).not.toContain('This was read by')
    expect(after).toContain('What changed since')
  })

  test('whose reading was stopped is not read before somebody asks for it', async () => {
    const place = await dropped(Buffer.concat([CALL, CALL.subarray(24, 40)]), 'stopped.pcap')
    expect([401, 403, 404]).toContain((await post('stranger', `${place}/stop`)).status)
    expect((await post('tester', `${place}/stop`)).status).toBe(303)
    const stopped = /The reading of this capture was stopped\.[\s\S]+action="[^"]+\/anew"/
    expect(await read(place)).toMatch(stopped)
    // A page that comes back by itself, whatever its address says, begins nothing.
    expect(await read(`${place}?anew=yes`)).toMatch(stopped)
    expect([401, 403, 404]).toContain((await post('stranger', `${place}/anew`)).status)
    expect((await post('tester', `${place}/anew`)).status).toBe(303)
    expect(await read(place)).toContain('verdict passed')
  })

  test('too large to draw ladders from, shows its verdicts all the same and says how a ladder is had', async () => {
    const place = await dropped(Buffer.concat([CALL, CALL.subarray(24, 56)]), 'large.pcap')
    await read(place)
    await house.database.run(
      sql`update evidence set state = jsonb_set(state, '{bytes}', '300000000') where id = ${place.split('/').at(-1)}`,
    )
    const { status, text } = await page('tester', place)
    expect(status).toBe(200)
    expect(text).toContain('verdict passed')
    expect(text).toMatch(/too large to draw ladders[\s\S]+certwright capture ladder, with --call 1/)
    expect(text).not.toContain('Read it again')
  })

  test('asked for a packet of which the call is still looked for, says so rather than show another call', async () => {
    const place = await dropped(Buffer.concat([CALL, CALL.subarray(24, 72)]), 'sought.pcap')
    await read(place)
    await post('tester', `${place}/stop`)
    const text = await read(`${place}?packet=1`)
    expect(text).toContain('verdict passed')
    expect(text).toContain('The reading of this capture was stopped.')
    expect(text).not.toContain('Ladder of call')
    await post('tester', `${place}/anew`)
    expect(await read(`${place}?packet=1`)).toContain('Ladder of call 1')
  })

  test('cut short, says so and shows what there is', async () => {
    const text = await read(await dropped(CALL.subarray(0, 2000), 'short.pcap'))
    expect(text).toContain('inconclusive')
    expect(text).toContain('INVITE')
  })

  test('of the whole project has no test case of its own', async () => {
    const first = await dropped(CALL, 'whole.pcap', null)
    await dropped(CALL, 'whole-too.pcap', null)
    expect(await read(first)).toContain('added to the project as a whole')
    expect(await read(first)).not.toContain('Compare with another try')
  })

  test('of a telephone is judged by no test case of trunks, though two of them have one id', async () => {
    await addPhone(house, cast)
    const phone = await openSat(house, cast)
    await bringSatTo(phone, 'sat-testing')
    const text = await read(await dropped(CALL, 'phone.pcap', 'SEC-01', phone))
    expect(text).toContain('INVITE')
    expect(text).toContain('SEC-01')
    expect(text).not.toContain('What the wire should show')
    expect(text).not.toContain(testCaseByPlanId('SEC-01')!.title)
    expect(text).toContain('A capture cannot judge SEC-01')
  })

  test('names of files and numbers in it are text and nothing else', async () => {
    const nasty = Buffer.from(CALL.toString('latin1').replaceAll('+12125550188', '<b>x</b>1234'), 'latin1')
    const place = await dropped(nasty, '<img src=x onerror=alert(1)>.pcap')
    const text = await read(place)
    expect(text).not.toContain('<b>x</b>')
    expect(text).not.toContain('<img src=x')
    expect((await page('tester', `${place}/ladder/1.svg`)).text).not.toContain('<b>x</b>')
  })
})

describe('a redacted capture', () => {
  const ofThe = (place: string) => `/evidence/${place.split('/').at(-1)}/redacted.pcap`
  const bytesOf = async (who: Who, path: string) => Buffer.from(await (await server.send(who, path)).arrayBuffer())

  test.each([
    ['plain', CALL, 'Trunk & co.pcap'],
    ['compressed', gzipSync(CALL), 'trunk.pcap.gz'],
  ])('is given out, %s, as a capture of the same packets without its sound', async (_, bytes, name) => {
    const place = await dropped(bytes, name)
    const given = await bytesOf('tester', ofThe(place))
    expect(given.length).toBe(CALL.length)
    expect(given.equals(CALL)).toBe(false)
    const again = await read(await dropped(given, `redacted ${name.replace('.gz', '')}`))
    expect(again).toContain('verdict passed')
    expect((await page('tester', place)).text).toContain(ofThe(place))
  })

  test('is what those are given who see the project without working on it', async () => {
    const secret = '6629fae49393a05397450978507c4ef1'
    const lines = `pbx INVITE offer [Authorization: Digest response="${secret}"]\nprovider 200 OK answer\npbx ACK\npbx digits 4711#`
    const place = await dropped(Buffer.from(captureOf({ lines })), 'keys.pcap')
    const own = await read(`${place}?call=1&packet=1`)
    expect([own.includes(secret), own.includes('digits 4711#')]).toEqual([true, true])
    const { text } = await page('auditor', `${place}?call=1&packet=1`)
    expect(text).toContain('without working on it')
    expect(text).toContain('<pre')
    const ladder = (await page('auditor', `${place}/ladder/1.svg`)).text
    const file = (await bytesOf('auditor', `/evidence/${place.split('/').at(-1)}`)).toString('latin1')
    for (const given of [text, ladder, file])
      expect([given.includes(secret), given.includes('4711')]).toEqual([false, false])
    expect((await bytesOf('tester', `/evidence/${place.split('/').at(-1)}`)).toString('latin1')).toContain(secret)
  })

  test('hides passwords wherever an outsider might see them: list, ladder, picture, comparison, behind any length', async () => {
    const secret = 'GEHEIM9'
    const lines = `pbx INVITE offer [X-Long: ${'x'.repeat(16_384 - 700)} <sip:anna:${secret}${'x'.repeat(700)}@x>]
      provider 200 OK answer\npbx ACK\npbx MESSAGE [Diversion: <sip:anna:${secret}@x>] [Content-Type: text/plain] [Body: pin 4711]
      provider 200 OK\nprovider BYE [Reason: Q.850;cause=16;text="sip:anna:${secret}@x"]\npbx 200 OK`
    const file = Buffer.from(captureOf({ lines, from: `anna:${secret}` }))
    const [place, other] = [
      await dropped(file, 'one.pcap'),
      await dropped(Buffer.concat([file, file.subarray(24)]), 'two.pcap'),
    ]
    const pages = [`${place}?call=1&packet=1`, `${place}/ladder/1.svg`, `${place}/with/${other.split('/').at(-1)}`]
    await read(place)
    await read(other)
    for (const path of pages) {
      const own = await read(path)
      if (!path.includes('/with/')) expect(own).toContain(secret)
      const { status, text } = await page('auditor', path)
      expect([status, text.includes(secret), text.includes('4711')]).toEqual([200, false, false])
    }
  })

  test('says of how many packets nobody could say what is in them', async () => {
    const place = await dropped(CALL, 'counted.pcap')
    const answer = await server.send('tester', ofThe(place))
    expect(answer.headers.get('certwright-packets-not-understood')).toBe('0')
    await answer.arrayBuffer()
  })

  test('looked at beyond its end, keeps nothing for every place asked for', async () => {
    const place = await dropped(Buffer.concat([CALL, CALL.subarray(24, 90)]), 'beyond.pcap')
    await read(place)
    const count = () => house.database.one<{ count: string }>(sql`select count(*) from capture_reading`)
    const before = await count()
    for (const query of ['call=1&from=400', 'call=1&from=600', 'call=77', 'call=78']) await read(`${place}?${query}`)
    expect(await count()).toEqual(before)
  })

  test.each([['stranger'], [null]] as const)('is not given to %s', async (who) => {
    const path = ofThe(await dropped(CALL, 'private.pcap'))
    expect([401, 403, 404, 303, 302]).toContain((await page(who, path)).status)
  })
})

describe('nobody else', () => {
  test.each([['stranger'], [null]] as const)('%s sees it', async (who) => {
    const place = await dropped(CALL, 'ours.pcap')
    for (const path of [place, `${place}/ladder/1.svg`])
      expect([401, 403, 404, 303, 302]).toContain((await page(who, path)).status)
    expect((await page(who, place)).text).not.toContain('OUT-01')
  })

  test.each([
    'ladder/0.svg',
    'ladder/99.svg',
    'ladder/x.svg',
    'ladder/1',
    'ladder/1-99.svg',
    'ladder/1-.svg',
    'ladder/1.svg/..',
  ])('%s is not there', async (part) => {
    const place = await dropped(CALL, 'ladders.pcap')
    expect([404, 303]).toContain((await page('tester', `${place}/${part}`)).status)
  })

  test('what is no capture has no such page', async () => {
    const admin = new Uploading(server, 'admin')
    const address = await admin.whole(Buffer.from('Only words.\n'), 'words.pcap')
    await admin.add(story.id, address, 'OUT-01')
    expect((await page('tester', `/projects/${story.id}/captures/${address.split('/').at(-1)}`)).status).toBe(404)
  })
})

test('the provider’s addresses are taken from the questionnaire, names and ranges left out', () => {
  const answers = {
    'Q-08.names': '198.51.100.20\ntrunk.example.net, 198.51.100.21',
    'Q-10.ranges': [
      { use: 'signalling', range: '198.51.100.22/32', ports: '5060' },
      { use: 'media', range: '198.51.100.128/25', ports: '10000' },
      { use: 'signalling', range: '2001:db8::20', ports: '5060' },
    ],
  }
  expect(providerAddresses(answers)).toEqual(['198.51.100.20', '198.51.100.21', '198.51.100.22', '2001:db8::20'])
})
