/**
 * Forms that save without leaving the place: the answer is the page that would have been shown, and of it only the parts marked `data-live` are taken.
 * Without a script the same forms lead to that page.
 */
let sending: Promise<void> = Promise.resolve()

document.addEventListener('submit', event => {
  const form = event.target
  const button = (event as SubmitEvent).submitter
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-in-place')) return
  if (!(button instanceof HTMLButtonElement)) return
  event.preventDefault()
  // One after the other: the last answer to arrive is the last that was asked for.
  sending = sending.then(() => send(form, button))
})

async function send(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const fields = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
  fields.append(button.name, button.value)
  try {
    const answer = await fetch(form.action, { method: 'POST', body: fields })
    if (!answer.headers.get('content-type')?.startsWith('text/html')) throw new Error(answer.statusText)
    take(new DOMParser().parseFromString(await answer.text(), 'text/html'), button)
  } catch {
    for (const said of document.querySelectorAll<HTMLElement>('[data-live="said"]'))
      said.textContent = said.dataset.offline ?? ''
  }
}

/** Puts what is new in the place of what was there, and the focus back on the button that was pressed. */
function take(fresh: Document, pressed: HTMLButtonElement): void {
  const item = pressed.closest('[id]')?.id
  const { value } = pressed
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.querySelector(`[data-live="${part.dataset.live}"]`)
    if (next) part.replaceChildren(...next.childNodes)
  }
  const again = item ? document.getElementById(item) : null
  const button = again?.querySelector<HTMLButtonElement>(`button[value="${value}"]`) ?? again?.querySelector('button')
  button?.focus({ preventScroll: true })
}
