/** Asks the browser to keep this page for when there is no network; answers whether it can. `keeper` and `scope` are addresses that the page names. */
export async function keepPage({ keeper, scope }: { keeper?: string; scope?: string }): Promise<boolean> {
  // Not there without https.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!workers || !keeper || !scope) return false
  // The first time the page was here before the worker. Asked now: once it is there, it takes the page over.
  const first = workers.controller === null
  try {
    await workers.register(keeper, { scope, updateViaCache: 'none' })
    const { active } = await workers.ready
    // Later it sees each page pass.
    if (first) active?.postMessage({ keep: location.href })
    return true
  } catch {
    return false
  }
}

/** When the copy was made that is shown, or undefined for a page fresh from the site. */
export function copyOf(root: HTMLElement): Date | undefined {
  const at = root.ownerDocument.documentElement.dataset.keptAt
  return at ? new Date(at) : undefined
}

/** Says on the page how old it is, where it is a copy. */
export function tellCopy(page: HTMLElement, copied: Date | undefined): void {
  const box = page.querySelector<HTMLElement>('[data-copy]')
  if (!box || !copied) return
  const { lang } = document.documentElement
  const when = copied.toLocaleString(lang, { dateStyle: 'medium', timeStyle: 'short' })
  box.textContent = (box.dataset.copy ?? '').replace('{when}', when)
  box.hidden = false
}

const OF_EVENTS = /\/events\/\d+\//

/** Takes away what this phone keeps of the pages of a link, and whoever keeps them. */
export async function forgetOwn(): Promise<void> {
  const names = 'caches' in window ? await caches.keys() : []
  await Promise.all(names.filter(name => name.startsWith('own ')).map(name => caches.delete(name)))
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const all = (await workers?.getRegistrations()) ?? []
  await Promise.all(all.filter(one => !OF_EVENTS.test(one.scope)).map(one => one.unregister()))
}
