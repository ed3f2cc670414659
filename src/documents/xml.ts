/** Text as it stands in XML, within an element or between quotes; what XML 1.0 cannot hold is left out (§2.2). */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[<>&'"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
