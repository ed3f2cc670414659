/** The numbers of the methods, as `METHODS` counts them from 1. */
import { byteAt } from './bytes'

/** 0 for a method that is not among them. */
export function methodNumber(from: usize, end: usize): u32 {
  const length = end - from
  if (length == 3) {
    const three = load<u32>(from) & 0xffffff
    return three == ACK ? 2 : three == BYE ? 3 : 0
  }
  if (length < 4 || length > 9) return 0
  const start = load<u32>(from)
  if (length == 4) return start == INFO ? 12 : 0
  // The last four, which overlap the first where there are fewer than eight.
  const rest = load<u32>(end - 4)
  if (length == 5) return start == PRAC && byteAt(from + 4) == K ? 7 : start == REFE && byteAt(from + 4) == R ? 9 : 0
  if (length == 6) {
    if (start == INVI) return rest == VITE ? 1 : 0
    if (start == CANC) return rest == NCEL ? 4 : 0
    if (start == UPDA) return rest == DATE ? 8 : 0
    return start == NOTI && rest == TIFY ? 10 : 0
  }
  if (length == 7) {
    if (start == OPTI) return rest == IONS ? 6 : 0
    if (start == MESS) return rest == SAGE ? 13 : 0
    return start == PUBL && rest == LISH ? 14 : 0
  }
  if (length == 8) return start == REGI && rest == STER ? 5 : 0
  return start == SUBS && byteAt(from + 4) == C && rest == RIBE ? 11 : 0
}

const C: u32 = 67
const K: u32 = 75
const R: u32 = 82

// Letters as they lie in memory, the first lowest.
const ACK: u32 = 0x4b4341
const BYE: u32 = 0x455942
const INFO: u32 = 0x4f464e49
const PRAC: u32 = 0x43415250
const REFE: u32 = 0x45464552
const INVI: u32 = 0x49564e49
const VITE: u32 = 0x45544956
const CANC: u32 = 0x434e4143
const NCEL: u32 = 0x4c45434e
const UPDA: u32 = 0x41445055
const DATE: u32 = 0x45544144
const NOTI: u32 = 0x49544f4e
const TIFY: u32 = 0x59464954
const OPTI: u32 = 0x4954504f
const IONS: u32 = 0x534e4f49
const MESS: u32 = 0x5353454d
const SAGE: u32 = 0x45474153
const PUBL: u32 = 0x4c425550
const LISH: u32 = 0x4853494c
const REGI: u32 = 0x49474552
const STER: u32 = 0x52455453
const SUBS: u32 = 0x53425553
const RIBE: u32 = 0x45424952
