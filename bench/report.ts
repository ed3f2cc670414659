/** docs/performance.md: each kind of measurement has a section of its own there, and leaves the others as they are. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const FILE = path.join(path.dirname(import.meta.dirname), 'docs/performance.md')

export function writeSection(name: 'programme' | 'captures' | 'pages', text: string): void {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`]
  const section = `${begin}\n\n${text.trim()}\n\n${end}`
  const before = fs.existsSync(FILE) ? fs.readFileSync(FILE, 'utf8') : '# Performance\n'
  const [from, to] = [before.indexOf(begin), before.indexOf(end)]
  const made =
    from < 0 ? `${before.trim()}\n\n${section}` : before.slice(0, from) + section + before.slice(to + end.length)
  fs.writeFileSync(FILE, `${made.trim()}\n`)
}

/** What it was measured on. */
export function sayMachine(): string {
  const cpus = os.cpus()
  return `Run on ${cpus.length} cores (${cpus[0]?.model.trim() ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}.`
}
