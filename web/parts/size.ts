/** Sizes of files as people read them. */
export function sayBytes(bytes: number): string {
  if (bytes >= 1024 ** 3) return `${(bytes / 1024 ** 3).toFixed(1)} GB`
  if (bytes >= 1024 ** 2) return `${(bytes / 1024 ** 2).toFixed(1)} MB`
  return bytes >= 1024 ? `${(bytes / 1024).toFixed(0)} kB` : `${bytes} bytes`
}
