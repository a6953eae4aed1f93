import { gulpease, PLAIN_FROM } from '#kernel/readability.ts'

/**
 * Beside the words of a report: their readability while one writes, and buttons that insert the reference of a figure where the cursor was last. The
 * server hides the buttons; without a script the reference is typed, and readability is told after saving.
 */
let last: HTMLTextAreaElement | undefined

for (const area of document.querySelectorAll<HTMLTextAreaElement>('form[data-words] textarea')) {
  area.addEventListener('focus', () => {
    last = area
  })
  const output = document.querySelector<HTMLOutputElement>(`output[data-gulpease="${area.name}"]`)
  if (!output) continue
  const tell = () => {
    const index = gulpease(area.value)
    output.textContent = index === undefined ? '–' : String(index)
    output.classList.toggle('low', index !== undefined && index < PLAIN_FROM)
  }
  area.addEventListener('input', tell)
  tell()
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-insert]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const area = last ?? button.closest('fieldset')?.querySelector('textarea') ?? undefined
    if (!area) return
    area.setRangeText(button.dataset.insert ?? '', area.selectionStart, area.selectionEnd, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
    area.focus()
  })
}
