/** Shows on the page what was said of a meeting, before the site knows it. */
export function showSaid(page: HTMLElement, one: Record<string, unknown>): void {
  const item = page.querySelector<HTMLElement>(`[data-meeting="${Number(one.meeting)}"]`)
  if (!item) return
  if (one.what === 'outcome')
    for (const button of item.querySelectorAll<HTMLButtonElement>('button[name="outcome"]')) {
      const chosen = button.value === one.outcome
      button.classList.toggle('quiet', !chosen)
      button.setAttribute('aria-pressed', String(chosen))
    }
  const note = item.querySelector<HTMLTextAreaElement>('textarea[name="text"]')
  if (one.what === 'note' && note) note.value = String(one.text ?? '')
  if (one.what === 'go-on' || one.what === 'answer') {
    // What becomes of it the site says; until then it stands that it was said.
    const form = item.querySelector<HTMLElement>(`[data-said="${one.what}"]`)
    const box = form?.closest('details') ?? form
    box?.classList.add('said')
    const told = item.querySelector<HTMLElement>('[data-went]')
    if (told) told.hidden = false
  }
}
