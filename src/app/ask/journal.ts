/** Reading the journal: of a project, and whole, newest first. */
export { factsOfProject, headOf, readJournal } from '../../store/journal.ts'
