import { describe, expect, test } from 'vitest'
import { sayableUrl, settingsFrom } from './settings.ts'

describe('an address as it may be shown', () => {
  test.each([
    ['postgres://certwright@db.example/programme', 'postgres://certwright@db.example/programme'],
    ['postgres://certwright:hush@db.example:5432/programme', 'postgres://certwright:•••@db.example:5432/programme'],
    ['postgresql://:hush@/programme?host=/run/pg', 'postgresql://:•••@/programme?host=/run/pg'],
    ['postgres://certwright:hu:sh@db.example/programme', 'postgres://certwright:•••@db.example/programme'],
    ['postgres://certwright:hu@sh@db.example/programme', 'postgres://certwright:•••@db.example/programme'],
    ['postgres://certwright:hu/sh?hu#sh@db.example/programme', 'postgres://certwright:•••@db.example/programme'],
    ['postgres://db.example/programme?user=c&password=hush', 'postgres://db.example/programme?user=c&password=•••'],
    [
      'postgres://db.example/p?sslpassword=hush&sslmode=require',
      'postgres://db.example/p?sslpassword=•••&sslmode=require',
    ],
    ['smtp://user%40mail.example:hush@mail.example:587', 'smtp://user%40mail.example:•••@mail.example:587'],
    ['smtps://mail.example/?auth.pass=hush', 'smtps://mail.example/?auth.pass=•••'],
    ['smtp://mail.example:25', 'smtp://mail.example:25'],
    ['host=db.example user=certwright password=hush', '(set, not shown)'],
    ['certwright:hush@db.example/programme', '(set, not shown)'],
  ])('%s', (url, shown) => {
    expect(sayableUrl(url)).toBe(shown)
    expect(shown).not.toMatch(/hu.?sh/)
  })
})

describe('settings', () => {
  test('stand for themselves where nothing is said', () => {
    const { choice, settings } = settingsFrom({ DATABASE_URL: '', SMTP_URL: '' }, 'server')
    expect(choice.url).toBeNull()
    expect(settings).toMatchObject({ publicUrl: 'http://127.0.0.1:3000', smtpUrl: null })
    expect(settings.dataDir).toMatch(/\/data$/)
  })

  test('name hosts within that webhooks may reach, in lower case and parted in any way', () => {
    expect(
      settingsFrom({ WEBHOOK_ALLOW: 'Hooks.Office:8443, 127.0.0.1:9000,' }, 'server').settings.webhookAllow,
    ).toEqual(['hooks.office:8443', '127.0.0.1:9000'])
    expect(settingsFrom({}, 'server').settings.webhookAllow).toEqual([])
  })

  test('name the address people use without a slash at its end', () => {
    expect(settingsFrom({ PUBLIC_URL: 'https://certs.example//' }, 'server').settings.publicUrl).toBe(
      'https://certs.example',
    )
    expect(settingsFrom({ HOST: '::1', PORT: '8080' }, 'server').settings.publicUrl).toBe('http://[::1]:8080')
  })
})
