/** Documents held against the record of this installation: what is stated today, and whether a logo may be shown. */
import { VISITOR } from '../programme/permission.ts'
import { guideRecordOf } from '../store/certifications.ts'
import { mayHaveLetter } from './ask/entitlement.ts'
import { checkDocument, type DocumentVerdict, type OnRecord } from './checking.ts'
import type { House } from './house.ts'
import { ownSigner } from './keyring.ts'
import { statementNow } from './statements.ts'

export async function checkHere(house: House, bytes: Uint8Array): Promise<DocumentVerdict> {
  return checkDocument(bytes, {
    signer: await ownSigner(house),
    record: (number) => onRecord(house, number),
    list: null,
    now: `${new Date(house.now()).toISOString().slice(0, 19)}Z`,
  })
}

async function onRecord(house: House, number: string): Promise<OnRecord | null> {
  const record = await guideRecordOf(house.database, number)
  if (!record) return null
  // Asked for a visitor: what the holder may, whoever looks.
  const logo = await mayHaveLetter(house, VISITOR, record)
  return {
    statement: await statementNow(house, number),
    withdrawn: record.certification.withdrawn ?? null,
    logo: logo.isGiven ? null : `${logo.says} (${logo.clause})`,
  }
}
