/** Whoever signs out leaves no page of theirs on the device that was kept for when there is no network. */
const KEPT = 'signed-in '

for (const form of document.querySelectorAll<HTMLFormElement>('form[action$="/sign-out"]'))
  form.addEventListener('submit', event => {
    if (!('caches' in window)) return
    event.preventDefault()
    // The form goes also where that fails, and waits no longer than a moment.
    const moment = new Promise(resolve => setTimeout(resolve, 1500))
    void Promise.race([forget().catch(() => undefined), moment]).then(() => form.submit())
  })

async function forget(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter(name => name.startsWith(KEPT)).map(name => caches.delete(name)))
}

export {}
