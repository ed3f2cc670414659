/**
 * Scenarios of SIPp out of lines that read like one side of a ladder:
 *
 *     send INVITE
 *     recv? 100
 *     recv 486
 *     send ACK
 *
 * The calling side sends requests and waits for answers; the called one `recv INVITE` and `send 486 Busy Here`. A
 * direction behind a message makes a description with it, `offer` one without; `pause 500` waits so many milliseconds.
 */

const HEADERS = `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=BRANCH
Max-Forwards: 70
From: <sip:+4930900100@[local_ip]>;tag=[pid]c[call_number]
To: <sip:[service]@[remote_ip]>TAG
Call-ID: [call_id]
CSeq: NUMBER
Contact: <sip:+4930900100@[local_ip]:[local_port]>`

const ECHOED = `[last_Via:]
[last_From:]
[last_To:]TAG
[last_Call-ID:]
CSEQ
Contact: <sip:+4940900200@[local_ip]:[local_port]>`

export function scenario(lines: string): string {
  const script = new Script()
  const steps = lines
    .trim()
    .split('\n')
    .map((line) => script.step(line.trim()))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="call">\n${steps.join('\n')}\n</scenario>\n`
}

class Script {
  private index = -1
  private invite = 0
  private number = 0
  private version = 0
  /** Whether the dialog stands: answers to what came before it carry a tag of ours. */
  private isUp = false
  private answered = ''

  step(line: string): string {
    this.index += 1
    const [, verb, mark, what = ''] = /^(send|recv|pause)(\?)? (.+)$/.exec(line) ?? []
    if (verb === 'pause') return `<pause milliseconds="${what}"/>`
    if (verb === 'recv') return this.receive(what, mark === '?')
    if (verb === 'send') return this.send(what)
    throw new Error(`No step of a scenario: ${line}`)
  }

  private receive(what: string, isOptional: boolean): string {
    const optional = isOptional ? ' optional="true"' : ''
    if (/^\d/.test(what)) {
      this.answered = what
      return `<recv response="${what}"${optional}/>`
    }
    return `<recv request="${what}"${optional}/>`
  }

  private send(what: string): string {
    const [, first = '', said] = /^(.*?)(?: (offer|sendrecv|sendonly|recvonly|inactive))?$/.exec(what) ?? []
    const body = said ? this.description(said) : ''
    const head = /^\d/.test(first) ? this.answer(first) : this.request(first)
    const type = body === '' ? '' : 'Content-Type: application/sdp\n'
    return `<send><![CDATA[\n\n${head}\n${type}Content-Length: [len]\n\n${body}]]></send>`
  }

  private request(method: string): string {
    if (method === 'INVITE') this.invite = this.index
    if (method !== 'ACK' && method !== 'CANCEL') this.number += 1
    const isOfInvite = method === 'CANCEL' || (method === 'ACK' && !this.answered.startsWith('2'))
    const branch = isOfInvite ? `[branch-${this.index - this.invite}]` : '[branch]'
    const tag = method === 'CANCEL' || (method === 'INVITE' && this.number === 1) ? '' : '[peer_tag_param]'
    const head = HEADERS.replace('BRANCH', branch).replace('TAG', tag).replace('NUMBER', `${this.number} ${method}`)
    return `${method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n${head}`
  }

  /** `487 Request Terminated of INVITE` answers what was asked before the last. */
  private answer(text: string): string {
    const [, line = '', of] = /^(.*?)(?: of (INVITE))?$/.exec(text) ?? []
    const head = ECHOED.replace('TAG', this.isUp ? '' : ';tag=[pid]d[call_number]').replace(
      'CSEQ',
      of ? `CSeq: 1 ${of}` : '[last_CSeq:]',
    )
    if (line.startsWith('200') && !of) this.isUp = true
    return `SIP/2.0 ${line}\n${head}`
  }

  private description(direction: string): string {
    this.version += 1
    const lines = [
      'v=0',
      `o=- 7[call_number] ${this.version} IN IP[local_ip_type] [local_ip]`,
      's=-',
      'c=IN IP[local_ip_type] [local_ip]',
      't=0 0',
      'm=audio [media_port] RTP/AVP 8',
      'a=rtpmap:8 PCMA/8000',
      ...(direction === 'offer' ? [] : [`a=${direction}`]),
    ]
    return `${lines.join('\n')}\n`
  }
}
