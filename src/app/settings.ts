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
      signingKey: environment.CERTWRIGHT_SIGNING_KEY || null,
      proxies: wordsIn(environment.PROXIES),
      webhookAllow: wordsIn(environment.WEBHOOK_ALLOW).map((word) => word.toLowerCase()),
    },
  }
}

function wordsIn(list = ''): readonly string[] {
  return list.split(/[\s,]+/).filter((word) => word !== '')
}

/**
 * An address as it may be shown: readable, with passwords out of sight. Whatever stands between the first colon
 * and the last @ is taken for one, and so are the parameters that are called like one; what is no address of
 * the usual form is not shown at all.
 */
export function sayableUrl(url: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return '(set, not shown)'
  return url
    .replace(/^([^:]+:\/\/[^:@/]*):.*@/s, `$1:${MASK}@`)
    .replace(/([?&][^=&#]*(?:pass|secret|token|key|auth)[^=&#]*=)[^&#]*/gi, `$1${MASK}`)
}

const MASK = '•••'
