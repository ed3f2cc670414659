/**
 * What is said in every language: the pages with their parts, and the words that stand on them, in mails and on papers.
 * Whatever else stands in the source (files to be exchanged, columns of lists, the command line, the demo) is in English.
 */
export const SPOKEN_FILES: readonly string[] = [
  'web/{parts,views,pages,islands}/**/*.ts',
  'src/{programme,rulebook,documents}/**/*.ts',
  'src/app/{ask,effects,captures,webhooks}/*.ts',
  'src/app/*.ts',
  'src/server/*.ts',
  'src/kernel/*.ts',
  'src/conformance/{words,course,courses-untold,course-comparison,plan,plan-additions,test-case}.ts',
  'src/conformance/sat/*.ts',
  'src/conformance/wire/verdicts.ts',
  'src/capture/dns-outcomes.ts',
  'src/conformance/cases/*.ts',
  'src/languages/ladder-words.ts',
]

/** What is found in captures, and quotes them: said by words of its own (`findings.json`). */
export const FINDING_FILES: readonly string[] = [
  'src/conformance/wire/*.ts',
  'src/capture/*.ts',
  'src/sip/fault.ts',
  'web/islands/capture-worker.ts',
]

/** Of those, what is drawn for files and consoles, or is no word of ours. */
export const FINDINGS_UNSAID: readonly string[] = [
  'src/conformance/wire/verdicts.ts',
  'src/capture/{dns-outcomes,ladder-text,tls-words,payload,forms,secrets}.ts',
]

/** Within those: what no reader is told in their language. */
export const SILENT_FILES: readonly string[] = [
  'src/app/{coverage,demo-people,verify,house,settings,first-person}.ts',
  'src/app/ask/api-description.ts',
  'src/programme/exchange.ts',
  'src/programme/questionnaire/example.ts',
  'src/kernel/{day,language,name-look}.ts',
  'src/server/{health,security,sitemap}.ts',
  'web/islands/capture-worker.ts',
]
