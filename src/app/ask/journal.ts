/** Reading the journal: of a project, and whole, newest first. */
export { factsOfProject, type JournalPage, readJournal } from '../../store/journal.ts'
