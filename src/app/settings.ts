/** What the environment decides: where data lies, which database, which addresses. Secrets are masked when shown. */
import path from 'node:path'
import type { DatabaseChoice } from '../store/database.ts'
import type { Owner } from '../store/embedded-postgres.ts'
import type { Settings } from './house.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export function settingsFrom(environment: Environment, owner: Owner): { choice: DatabaseChoice; settings: Settings } {
  const dataDir = path.resolve(environment.DATA_DIR || './data')
  const host = environment.HOST || '127.0.0.1'
  const port = environment.PORT || '3000'
  return {
    choice: { dataDir, url: environment.DATABASE_URL || null, owner },
    settings: {
      dataDir,
      publicUrl: (environment.PUBLIC_URL || `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(
        /\/+$/,
        '',
      ),
      mailbox: environment.MAILBOX || 'programme@localhost',
      smtpUrl: environment.SMTP_URL || null,
      proxies: (environment.PROXIES || '').split(/[\s,]+/).filter((address) => address !== ''),
    },
  }
}

/** The settings as they are printed at start: readable, with passwords out of sight. */
export function sayableUrl(url: string): string {
  return url.replace(/(\/\/[^:/@]*):[^@]*@/, '$1:•••@')
}
