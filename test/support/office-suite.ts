/** A document opened by LibreOffice and told as plain text; null where it is not installed. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const HAS_OFFICE_SUITE = spawnSync('soffice', ['--version']).error === undefined

/** `ending` is that of the file; what a sheet says comes as CSV, anything else as text. */
export function textByOfficeSuite(bytes: Uint8Array, ending: 'docx' | 'xlsx'): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'office-'))
  const to = ending === 'xlsx' ? 'csv:Text - txt - csv (StarCalc):44,34,76' : 'txt:Text (encoded):UTF8'
  try {
    fs.writeFileSync(path.join(folder, `in.${ending}`), bytes)
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const done = spawnSync('soffice', [profile, '--headless', '--convert-to', to, `in.${ending}`], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
    })
    const made = path.join(folder, ending === 'xlsx' ? 'in.csv' : 'in.txt')
    if (!fs.existsSync(made)) throw new Error(`LibreOffice did not open it: ${done.stderr}`)
    return fs.readFileSync(made, 'utf8')
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
