/** Everything in an HTML document that would reach outside it; a page that needs nothing else gives an empty list. */
export function reachesOut(html: string): readonly string[] {
  const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))
  const addresses = [
    ...html.matchAll(/\s(href|src|srcset|action|poster|data|formaction|background)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi),
  ]
  const outside = addresses.flatMap(([, name = '', quoted = '']) => {
    const address = quoted.replace(/^["']|["']$/g, '')
    if (address.startsWith('data:image/svg+xml;base64,')) return drawingReachesOut(address)
    return address.startsWith('#') && ids.has(address.slice(1)) ? [] : [`${name} ${address}`]
  })
  const tags = [...html.matchAll(/<(script|link|iframe|object|embed|form|base|video|audio)\b/gi)].map(
    ([, tag]) => `<${tag}>`,
  )
  const styles = [...html.matchAll(/@import|url\(/gi)].map(([word]) => word)
  return [...outside, ...tags, ...styles]
}

function drawingReachesOut(address: string): readonly string[] {
  const svg = Buffer.from(address.split(',')[1] ?? '', 'base64').toString('utf8')
  return [...svg.matchAll(/\b(href|src)\s*=|<(script|image|use|foreignObject)\b|url\(|@import|\son\w+\s*=/gi)].map(
    ([what]) => `in a drawing: ${what}`,
  )
}
