export type SourceKind = 'lines' | 'portal' | 'details'

/** What a list of calls is, by how it begins: JSON lines of topics, the portal's own list, or details of topics by destination. */
export function kindOf(head: string): SourceKind | undefined {
  if (/^\s*\{\s*"fundingData"\s*:/.test(head)) return 'portal'
  if (/^\s*\{\s*"destinations"\s*:/.test(head)) return 'details'
  const lines = head.split('\n').filter(line => line.trim() !== '')
  return lines.some(line => /^\s*\{.*"topicId"\s*:/.test(line)) ? 'lines' : undefined
}
