/**
 * Line (from 1) on which a value of a JSON text begins, by its path; of a path that leads nowhere the line of its last known step. The text must be
 * valid JSON.
 */
export function lineOf(text: string, path: readonly PropertyKey[]): number {
  let at = space(text, 0)
  for (const step of path) {
    const next = child(text, at, step)
    if (next < 0) break
    at = next
  }
  return lineAt(text, at)
}

export function lineAt(text: string, at: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++
  return line
}

const space = (text: string, from: number): number => {
  let at = from
  while (/\s/.test(text.charAt(at))) at++
  return at
}

/** Where a member of the value at `at` begins, -1 when it has none such. */
function child(text: string, at: number, step: PropertyKey): number {
  const open = text.charAt(at)
  if (open !== '{' && open !== '[') return -1
  let here = space(text, at + 1)
  for (let index = 0; here < text.length && text.charAt(here) !== '}' && text.charAt(here) !== ']'; index++) {
    let name: PropertyKey = index
    if (open === '{') {
      const end = past(text, here)
      name = JSON.parse(text.slice(here, end)) as string
      here = space(text, space(text, end) + 1)
    }
    if (name === step) return here
    here = space(text, past(text, here))
    if (text.charAt(here) === ',') here = space(text, here + 1)
  }
  return -1
}

/** The end of the value that begins here. */
function past(text: string, from: number): number {
  let depth = 0
  let at = from
  do {
    const letter = text.charAt(at)
    if (letter === '"') {
      for (at++; at < text.length && text.charAt(at) !== '"'; at++) if (text.charAt(at) === '\\') at++
      at++
    } else if (letter === '{' || letter === '[') {
      depth++
      at++
    } else if (letter === '}' || letter === ']') {
      depth--
      at++
    } else if (depth === 0) {
      while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at++
    } else at++
  } while (depth > 0 && at < text.length)
  return at
}
