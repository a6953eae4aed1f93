/** A call's text made readable. */
export function readableText(raw: string): string {
  return raw.replace(/\s+/g, ' ').trim()
}
