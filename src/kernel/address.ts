/**
 * The query string of an address, "?" included, without what is empty, false or a first page; empty when nothing is left. Lists repeat their
 * name; each value once.
 */
export function addressOf(query: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '' || value === false || (name === 'page' && value === 1)) continue
    for (const one of Array.isArray(value) ? new Set(value) : [value === true ? '1' : value])
      params.append(name, String(one))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}
