/**
 * Captures of programs that are not ours, made in the run: phones registered at a proxy that asks for credentials, and
 * scripted trunks. tshark has to count what we count, the test cases have to come out as the peers behaved, and a fault
 * planted in one of them has to be found.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCaptureFile } from '../src/app/captures/capture-file.ts'
import { inspect } from '../src/capture/inspection.ts'
import { testCaseByPlanId } from '../src/conformance/cases/index.ts'
import { judge } from '../src/conformance/wire/judge.ts'
import { type Scene, sceneOf, spansForScene } from '../src/conformance/wire/scene.ts'
import { missingPeers, Stage } from './support/peers.ts'
import { scenario } from './support/sipp-script.ts'
import { readByTshark } from './support/tshark.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'certwright-peers-'))
const stage = new Stage(home)

const PBX = '127.0.42.10'
const PROXY = '127.0.42.20'
const PROVIDER = '127.0.42.21'
const SECOND_PROVIDER = '127.0.42.22'

async function sceneIn(file: string): Promise<Scene> {
  const { trace, bytesOf } = await openCaptureFile(file, () => {})
  return sceneOf(trace, await bytesOf(spansForScene(trace).spans), {
    pbx: [PBX],
    provider: [PROXY, PROVIDER, SECOND_PROVIDER],
  })
}

const failed = (scene: Scene, plan: string) =>
  judge(testCaseByPlanId(plan)!, scene).observations.flatMap(({ outcome, seen }) => (outcome === 'fail' ? [seen] : []))

const verdict = (scene: Scene, plan: string) => judge(testCaseByPlanId(plan)!, scene).verdict

const holdsOnce = ['sendonly', 'sendrecv']
  .map((direction) => `pause 300\nsend INVITE ${direction}\nrecv 200\nsend ACK`)
  .join('\n')

const HELD = `
  send INVITE offer
  recv? 100
  recv 200
  send ACK
  ${holdsOnce}
  ${holdsOnce}
  send BYE
  recv 200`

const answersHold = (direction: string) => `
  recv INVITE
  send 200 OK offer
  recv ACK
  ${[direction, 'sendrecv', direction, 'sendrecv'].map((said) => `recv INVITE\nsend 200 OK ${said}\nrecv ACK`).join('\n')}
  recv BYE
  send 200 OK`

describe.skipIf(missingPeers().length > 0)('captures of programs of others', { timeout: 60_000 }, () => {
  let phones = ''
  let trunk = ''
  let broken = ''

  beforeAll(async () => {
    phones = await stage.captured('phones.pcap', async () => {
      await stage.kamailio()
      const [caller] = [
        await stage.baresip(PBX, '+4930900100', 'secret1'),
        await stage.baresip('127.0.42.30', '+4940900200', 'secret2'),
      ]
      await wait(1500)
      await caller.say('dial', 'sip:+4940900200@127.0.42.20')
      await wait(2500)
      for (const command of ['hold', 'resume', 'hold', 'resume']) {
        await caller.say(command)
        await wait(1000)
      }
      await wait(1000)
      await caller.say('hangup')
      await wait(500)
    })
    await stage.end()
    trunk = await stage.captured('trunk.pcap', async () => {
      const call = (lines: string, answer: string, host = PROVIDER) =>
        stage.sipp({ host: PBX, scenario: scenario(lines) }, { host, scenario: scenario(answer) })
      await call('send INVITE offer\nrecv? 100\nrecv 486\nsend ACK', 'recv INVITE\nsend 486 Busy Here\nrecv ACK')
      await call(
        'send INVITE offer\nrecv? 100\nrecv 180\npause 500\nsend CANCEL\nrecv 200\nrecv 487\nsend ACK',
        'recv INVITE\nsend 180 Ringing\nrecv CANCEL\nsend 200 OK\nsend 487 Request Terminated of INVITE\nrecv ACK',
      )
      await call(
        'send INVITE offer\nrecv? 100\nrecv 503\nsend ACK',
        'recv INVITE\nsend 503 Service Unavailable\nrecv ACK',
      )
      await call(
        'send INVITE offer\nrecv? 100\nrecv 200\nsend ACK\npause 300\nsend BYE\nrecv 200',
        'recv INVITE\nsend 200 OK offer\nrecv ACK\nrecv BYE\nsend 200 OK',
        SECOND_PROVIDER,
      )
    })
    broken = await stage.captured('broken.pcap', () =>
      stage.sipp(
        { host: PBX, scenario: scenario(HELD) },
        { host: PROVIDER, scenario: scenario(answersHold('sendrecv')) },
      ),
    )
  }, 60_000)

  afterAll(async () => {
    await stage.end()
    fs.rmSync(home, { recursive: true, force: true })
  })

  test.each(['phones', 'trunk', 'broken'] as const)('%s: tshark counts the same', async (name) => {
    const file = { phones, trunk, broken }[name]
    const { trace } = await openCaptureFile(file, () => {})
    const ours = inspect(trace)
    const theirs = readByTshark(file, name === 'phones')
    expect([ours.sip.messages, ours.sip.requests, ours.sip.responses]).toEqual([
      theirs.messages,
      theirs.requests,
      theirs.responses,
    ])
    expect(ours.calls.map(({ callId }) => callId).toSorted()).toEqual(theirs.calls)
    const packetsOf = (streams: readonly { readonly packets: number }[]) =>
      streams.map(({ packets }) => packets).toSorted((a, b) => a - b)
    expect(packetsOf(ours.streams)).toEqual(packetsOf(theirs.streams))
    expect(ours.sip.messages).toBeGreaterThan(10)
  })

  test('phones that registered with a digest, called through the proxy and held: the test cases pass', async () => {
    const { trace } = await openCaptureFile(phones, () => {})
    expect(inspect(trace).registrations.map(({ state }) => state)).toContain('registered')
    const scene = await sceneIn(phones)
    for (const plan of ['OUT-01', 'OUT-07', 'OUT-08', 'COD-01', 'HLD-01'])
      expect({ plan, verdict: verdict(scene, plan), failed: failed(scene, plan) }).toEqual({
        plan,
        verdict: expect.stringMatching(/^passed/),
        failed: [],
      })
  })

  test('scripted trunk: busy, given up, and gone to another target when the first is unavailable', async () => {
    const scene = await sceneIn(trunk)
    for (const plan of ['OUT-03', 'OUT-04', 'FLV-02'])
      expect({ plan, verdict: verdict(scene, plan), failed: failed(scene, plan) }).toEqual({
        plan,
        verdict: expect.stringMatching(/^passed/),
        failed: [],
      })
  })

  test('a provider that answers a hold with sendrecv is found out', async () => {
    const scene = await sceneIn(broken)
    expect(verdict(scene, 'HLD-01')).toBe('failed')
    expect(failed(scene, 'HLD-01').join(' ')).toMatch(/sendrecv/)
  })
})
