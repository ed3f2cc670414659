/** A line that tells how far long work has come: on a terminal only, and gone when the work is done. */

export type Progress = { readonly show: (share: number) => void; readonly clear: () => void }

export function progressLine(what: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} }
  let last = -1
  return {
    show: (share) => {
      const percent = Math.min(100, Math.floor(share * 100))
      if (percent !== last) stream.write(`\r${what}: ${percent} %`)
      last = percent
    },
    clear: () => {
      if (last >= 0) stream.write(`\r${' '.repeat(what.length + 8)}\r`)
    },
  }
}
