/**
 * The first schema. Every noun is kept the same way: its state as one JSON value, the number of its
 * changes, and the fact that last changed it. What lists filter and sort by are generated columns, so
 * that they cannot say anything else than the state does.
 */
import type { Migration } from '../migrate.ts'

type Column = readonly [name: string, expression: string]

const text = (name: string, key = name): Column => [name, `(state->>'${key}')`]

/** What finds names by any part of them; the extension comes with PostgreSQL. */
const TRIGRAMS = 'using gin (search gin_trgm_ops)'

type Table = { readonly name: string; readonly columns: readonly Column[]; readonly indexes: readonly string[] }

const TABLES: readonly Table[] = [
  { name: 'region', columns: [], indexes: [] },
  { name: 'interface', columns: [], indexes: [] },
  { name: 'platform', columns: [text('name')], indexes: [] },
  {
    name: 'organisation',
    columns: [text('name'), ['search', `lower(state->>'name')`]],
    indexes: ['(name, id)', TRIGRAMS],
  },
  {
    name: 'membership',
    columns: [
      ['application', `(state->'application'->>'state')`],
      ['until', `(coalesce(state->'terms'->-1->>'until', ''))`],
    ],
    indexes: ['(application)', '(until, id)'],
  },
  {
    name: 'person',
    columns: [text('name'), text('organisation'), text('state_word', 'state'), ['email', `lower(state->>'email')`]],
    indexes: ['(organisation, name)'],
  },
  { name: 'invitation', columns: [text('token_hash', 'tokenHash')], indexes: ['(token_hash)'] },
  {
    name: 'product',
    columns: [
      text('name'),
      text('organisation'),
      text('family'),
      ['search', `(lower(state->>'name') || ' ' || coalesce(lower(state->>'aliases'), ''))`],
    ],
    indexes: ['(organisation, id)', '(name, id)', TRIGRAMS],
  },
  {
    name: 'enquiry',
    columns: [
      text('number'),
      ['received', `(state->'received'->>'at')`],
      ['answered', `(state->'answer' <> 'null'::jsonb)`],
    ],
    indexes: ['(answered, received, id)'],
  },
  {
    name: 'project',
    columns: [
      text('number'),
      text('organisation'),
      text('sponsor'),
      text('product'),
      text('platform'),
      text('level'),
      text('stage'),
      ['since', `(state->'since'->>'at')`],
    ],
    indexes: ['(organisation, since, id)', '(stage, since, id)', '(since, id)', '(product, platform)', '(sponsor)'],
  },
  { name: 'questionnaire', columns: [], indexes: [] },
  {
    name: 'thread',
    columns: [text('project'), text('state_word', 'state'), text('waits_for', 'waitsFor')],
    indexes: ['(project)', '(state_word, waits_for)'],
  },
  { name: 'run', columns: [text('project')], indexes: ['(project)'] },
  { name: 'evidence', columns: [text('project'), text('sha256')], indexes: ['(project)', '(sha256)'] },
  {
    name: 'certification',
    columns: [
      text('product'),
      text('platform'),
      text('level'),
      text('granted'),
      text('region'),
      text('withdrawn'),
      text('project'),
    ],
    indexes: ['(product, platform)', '(granted, id)', '(platform, granted, id)'],
  },
  { name: 'guide', columns: [text('project')], indexes: [] },
  {
    name: 'authorisation',
    columns: [text('certification'), text('organisation')],
    indexes: ['(certification)', '(organisation)'],
  },
  {
    name: 'sat_evidence',
    columns: [text('product'), text('platform'), text('accepted')],
    indexes: ['(product, platform)'],
  },
  {
    name: 'field_issue',
    columns: [text('certification'), text('confirmed'), text('cleared')],
    indexes: ['(certification)'],
  },
  { name: 'parameter', columns: [], indexes: [] },
]

function createTable({ name, columns, indexes }: Table): readonly string[] {
  const generated = columns.map(
    ([column, expression]) => `${column} ${typeOf(column)} generated always as ${parenthesised(expression)} stored`,
  )
  return [
    `create table ${name} (
      id text primary key collate "C",
      revision integer not null,
      fact bigint not null,
      origin text,
      origin_fact bigint,
      state jsonb not null${generated.length > 0 ? `,\n${generated.join(',\n')}` : ''}
    )`,
    ...indexes.map((index) => `create index on ${name} ${index}`),
  ]
}

/** Ids and words compare byte by byte like the keys they are joined to; only names are sorted as people sort. */
function typeOf(column: string): string {
  if (column === 'answered') return 'boolean'
  return column === 'name' ? 'text' : 'text collate "C"'
}

function parenthesised(expression: string): string {
  return expression.startsWith('(') ? expression : `(${expression})`
}

export const FIRST: Migration = {
  name: '0001-first',
  statements: [
    `create extension if not exists pg_trgm`,
    ...TABLES.flatMap(createTable),
    `create unique index person_email on person (email)`,
    `create unique index project_number on project (number)`,
    `create index on region using gin ((state->'countries'))`,

    // The journal: one chain. Its head is a row, so that two facts can never have the same predecessor.
    `create table fact (
      seq bigint primary key,
      hash text not null,
      at timestamptz not null,
      kind text not null,
      project text collate "C",
      person text collate "C" not null,
      body text not null
    )`,
    `create index on fact (project, seq)`,
    `create index on fact (kind, seq)`,
    `create index on fact (person, seq)`,
    `create table fact_subject (noun text not null, id text not null collate "C", seq bigint not null, primary key (noun, id, seq))`,
    `create table journal_head (singular boolean primary key default true check (singular), seq bigint not null, hash text not null)`,
    `insert into journal_head (seq, hash) values (0, repeat('0', 64))`,

    // Business numbers come from rows of ours, drawn in the transaction that uses them: none is lost or doubled.
    `create table series (name text primary key, last integer not null)`,

    // What was asked once with the same key is answered with the same fact, however often it is sent.
    `create table once (key text primary key, person text not null, move text not null, fact bigint not null)`,

    // Notices: what people see in the portal, and the outbox of mails.
    `create table notice (
      id text primary key,
      fact bigint not null,
      code text not null,
      occasion text not null default '',
      person text,
      email text not null,
      subject text not null,
      body text not null,
      link text,
      secret_link text,
      created timestamptz not null,
      read timestamptz,
      mail text not null,
      attempts integer not null default 0,
      next_try timestamptz,
      claimed timestamptz,
      sent timestamptz,
      trouble text,
      unique (fact, code, occasion, email)
    )`,
    `create index on notice (person, created desc, id)`,
    `create index on notice (mail, next_try) where mail in ('waiting', 'claimed', 'handing-over')`,
    `create index on notice (created desc, id)`,

    // Reminders that were due on a day and have been given.
    `create table reminder (key text primary key, fact bigint)`,

    // Typeset papers by what they were made from, so that each is drawn once.
    `create table paper (key text primary key, sha256 text not null, bytes bigint not null, made timestamptz not null default now())`,

    // Accounts, credentials and sessions, as the sign-in library lays them out.
    `create table sign_in (id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null,
      image text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now())`,
    `create table sign_in_session (id text primary key, "expiresAt" timestamptz not null, token text not null unique,
      "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text,
      "userId" text not null references sign_in (id) on delete cascade)`,
    `create index on sign_in_session ("userId")`,
    `create table sign_in_credential (id text primary key, "accountId" text not null, "providerId" text not null,
      "userId" text not null references sign_in (id) on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
      "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
      "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null)`,
    `create index on sign_in_credential ("userId")`,
    `create table sign_in_verification (id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null,
      "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now())`,
    `create index on sign_in_verification (identifier)`,
    `create table sign_in_rate (id text primary key, key text not null unique, count integer not null, "lastRequest" bigint not null)`,

    `create table installation (singular boolean primary key default true check (singular), demo text not null default 'no', set_up text, since timestamptz not null default now(), sections jsonb not null default '[]')`,
    `insert into installation default values`,
  ],
}
