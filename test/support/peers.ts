/**
 * Programs of others that speak SIP, on loopback addresses of their own: baresip as a phone, Kamailio as registrar and
 * proxy, SIPp as either side of a scripted call; and what they said, captured by dumpcap. All of them end with the test.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { eventually } from './process.ts'

const PROGRAMS = ['sipp', 'kamailio', 'baresip', 'dumpcap', 'tshark']

/** Which of the programs are not there, or that loopback may not be captured, which takes rights. */
export function missingPeers(): readonly string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const absent = PROGRAMS.filter((name) => !folders.some((folder) => fs.existsSync(path.join(folder, name))))
  if (absent.length > 0) return absent
  const isAllowed = /\blo\b/.test(spawnSync('dumpcap', ['-D'], { encoding: 'utf8' }).stdout)
  return isAllowed ? [] : ['the right to capture on loopback']
}

const HOSTS = 'udp and net 127.0.42.0/24'

export class Stage {
  private readonly home: string
  private readonly running: ChildProcess[] = []

  constructor(home: string) {
    this.home = home
  }

  file(name: string): string {
    return path.join(this.home, name)
  }

  start(command: string, args: readonly string[]): ChildProcess {
    const child = spawn(command, [...args], { cwd: this.home, stdio: ['pipe', 'ignore', 'pipe'] })
    this.running.push(child)
    return child
  }

  /** Captures what is said meanwhile, and a moment longer; gives the file. */
  async captured(name: string, happens: () => Promise<void>): Promise<string> {
    const file = this.file(name)
    const dumpcap = this.start('dumpcap', ['-i', 'lo', '-P', '-f', HOSTS, '-w', file, '-a', 'duration:55'])
    await firstLine(dumpcap, /Capturing on|File:/)
    await wait(300)
    await happens()
    await wait(600)
    await ended(dumpcap, 'SIGINT')
    return file
  }

  async end(): Promise<void> {
    await Promise.all(this.running.map((child) => ended(child, 'SIGTERM')))
  }

  async kamailio(): Promise<void> {
    const config = path.join(import.meta.dirname, '../peers/kamailio.cfg')
    const words = ['-f', config, '-DD', '-E', '-P', this.file('kamailio.pid'), '-Y', this.home, '-m', '64', '-M', '8']
    this.start('kamailio', words).stderr!.resume()
    await listens('127.0.42.20')
  }

  /** A phone that answers by itself and talks a tone. */
  async baresip(host: string, user: string, password: string): Promise<Phone> {
    const folder = this.file(user)
    fs.mkdirSync(folder)
    const tone = path.join(folder, 'tone.wav')
    fs.writeFileSync(tone, toneFile(20))
    const account = `<sip:${user}@127.0.42.20;transport=udp>;auth_user=${user};auth_pass=${password};regint=60`
    fs.writeFileSync(path.join(folder, 'accounts'), `${account};answermode=auto;audio_codecs=PCMA/8000/1;ptime=20\n`)
    fs.writeFileSync(path.join(folder, 'contacts'), '')
    fs.writeFileSync(path.join(folder, 'config'), baresipConfig(host, tone, path.join(folder, 'heard.wav')))
    this.start('baresip', ['-f', folder, '-4']).stderr!.resume()
    return connected(host)
  }

  /** Both sides of scripted calls; the caller's end says whether all went as written. */
  async sipp(caller: SippEnd, called: SippEnd): Promise<void> {
    const answers = this.start('sipp', this.sippWords(called, 'called'))
    answers.stderr!.resume()
    const over = once(answers, 'close')
    await listens(called.host)
    const calls = this.start('sipp', [...this.sippWords(caller, 'caller'), `${called.host}:5060`, '-s', '+4940900200'])
    calls.stderr!.resume()
    const [code] = (await once(calls, 'close')) as [number | null]
    await Promise.race([over, wait(3000)])
    if (code !== 0) throw new Error(`SIPp at ${caller.host} ended with ${code}: the call did not go as written.`)
  }

  private sippWords({ host, scenario }: SippEnd, role: string): readonly string[] {
    const file = this.file(`${role}-${this.running.length}.xml`)
    fs.writeFileSync(file, scenario)
    return ['-sf', file, '-i', host, '-p', '5060', '-nostdin', '-m', '1', '-timeout', '15s', '-timeout_error']
  }
}

/** Waits until somebody takes SIP over UDP there, as the system tells: whoever calls before hears that nobody is there. */
async function listens(host: string): Promise<void> {
  const address = host
    .split('.')
    .toReversed()
    .map((part) => hex(Number(part), 2))
    .join('')
  const local = ` ${address}:${hex(5060, 4)} `
  await eventually(`somebody listens at ${host}`, () => fs.readFileSync('/proc/net/udp', 'latin1').includes(local))
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0')

export type SippEnd = { readonly host: string; readonly scenario: string }

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'exit')
  child.kill(signal)
  const late = setTimeout(() => child.kill('SIGKILL'), 3000)
  await closed
  clearTimeout(late)
}

function firstLine(child: ChildProcess, wanted: RegExp): Promise<void> {
  return new Promise((resolve) => {
    child.stderr!.on('data', (chunk: Buffer) => wanted.test(chunk.toString()) && resolve())
  })
}

export type Phone = { readonly say: (command: string, params?: string) => Promise<void> }

/** Commands go to its control port, each as a netstring. */
async function connected(host: string): Promise<Phone> {
  for (let tries = 0; ; tries += 1) {
    const socket = net.connect(4444, host)
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    if (isOpen) {
      socket.resume()
      socket.on('error', () => {})
      return {
        say: async (command, params = '') => {
          const words = JSON.stringify({ command, params, token: command })
          socket.write(`${words.length}:${words},`)
          await wait(50)
        },
      }
    }
    if (tries > 50) throw new Error(`baresip at ${host} cannot be reached.`)
    await wait(100)
  }
}

function baresipConfig(host: string, tone: string, heard: string): string {
  const folder = ['/usr/lib/baresip/modules', '/usr/lib/x86_64-linux-gnu/baresip/modules'].find((each) =>
    fs.existsSync(each),
  )
  return [
    `sip_listen ${host}:5060`,
    `net_interface ${host}`,
    `module_path ${folder}`,
    `audio_source aufile,${tone}`,
    `audio_player aufile,${heard}`,
    `audio_alert aufile,${heard}.alert`,
    `ctrl_tcp_listen ${host}:4444`,
    ...['stdio', 'g711', 'aufile'].map((name) => `module ${name}.so`),
    ...['uuid', 'account'].map((name) => `module_tmp ${name}.so`),
    ...['menu', 'ctrl_tcp'].map((name) => `module_app ${name}.so`),
    '',
  ].join('\n')
}

/** So many seconds of a tone, 8000 samples of 16 bits a second. */
function toneFile(seconds: number): Buffer {
  const samples = seconds * 8000
  const made = Buffer.alloc(44 + samples * 2)
  made.write('RIFF')
  made.writeUInt32LE(36 + samples * 2, 4)
  made.write('WAVEfmt ', 8)
  made.writeUInt32LE(16, 16)
  made.writeUInt16LE(1, 20)
  made.writeUInt16LE(1, 22)
  made.writeUInt32LE(8000, 24)
  made.writeUInt32LE(16_000, 28)
  made.writeUInt16LE(2, 32)
  made.writeUInt16LE(16, 34)
  made.write('data', 36)
  made.writeUInt32LE(samples * 2, 40)
  for (let at = 0; at < samples; at += 1)
    made.writeInt16LE(Math.round(8000 * Math.sin((at * 2 * Math.PI * 440) / 8000)), 44 + at * 2)
  return made
}
