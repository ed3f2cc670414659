/** Reading the journal: of a project, and whole, newest first. */
export { factsOfProject, readJournal } from '../../store/journal.ts'
