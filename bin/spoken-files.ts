/**
 * What is said in every language: the pages with their parts, and the words that stand on them, in mails and on papers.
 * Whatever else stands in the source (files to be exchanged, columns of lists, the command line, the demo) is in English.
 */
export const SPOKEN_FILES: readonly string[] = [
  'web/{parts,views,pages}/**/*.ts',
  'src/{programme,rulebook,documents}/**/*.ts',
  'src/app/{ask,effects,captures,webhooks}/*.ts',
  'src/app/*.ts',
  'src/server/*.ts',
  'src/kernel/*.ts',
  'src/conformance/{words,course,courses,course-comparison,plan,plan-additions,test-case}.ts',
  'src/conformance/sat/{template-case,templates,certification-plan}.ts',
]

/** Within those: what no reader is told in their language. */
export const SILENT_FILES: readonly string[] = [
  'src/app/{coverage,demo-people,verify,house,settings,first-person}.ts',
  'src/app/ask/api-description.ts',
  'src/programme/exchange.ts',
  'src/programme/questionnaire/example.ts',
  'src/kernel/language.ts',
  'src/server/{health,security,sitemap}.ts',
]
