/** Where the parts of a capture are: in the server's pages an address, in a browser that reads by itself a place in the page. */
export type CaptureLinks = {
  /** The ladder of these calls, counted from 1, from the window that begins with this rung. */
  readonly ladder: (calls: readonly number[], begins?: number) => string
  /** A message, opened in the ladder of these calls. */
  readonly message: (calls: readonly number[], ref: string) => string
}
