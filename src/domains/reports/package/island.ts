/**
 * The part of a report's page that checks it. Small, because every reader loads it; the check itself comes when it is asked for. A check that is begun while
 * another runs takes its place.
 */
for (const section of document.querySelectorAll<HTMLElement>('section[data-package]')) {
  const part = <Part extends HTMLElement>(name: string) => section.querySelector<Part>(`[data-part="${name}"]`)
  const [controls, button, result] = [part('controls'), part<HTMLButtonElement>('check'), part('result')]
  const [status, own, bar] = [part('status'), section.querySelector('input'), section.querySelector('progress')]
  if (!controls || !button || !result || !status || !own || !bar) continue
  controls.hidden = false
  const language = document.documentElement.lang === 'en' ? 'en' : 'it'
  let newest = 0
  const run = async (file: File | undefined) => {
    const mine = ++newest
    const isNewest = () => mine === newest
    result.hidden = true
    bar.hidden = false
    bar.removeAttribute('value')
    const say = (text: string) => {
      if (isNewest()) status.textContent = text
    }
    const { checkInBrowser, failedIn } = await import('./browser.ts').catch(() => ({
      checkInBrowser: undefined,
      failedIn: undefined,
    }))
    try {
      if (!checkInBrowser) throw new Error('not loaded')
      const shown = await checkInBrowser({
        language,
        file,
        address: section.dataset.package ?? '',
        hash: section.dataset.hash,
        say,
        progress: share => {
          if (isNewest()) bar.value = share
        },
      })
      if (!isNewest()) return
      say(shown.verdict)
      status.className = shown.holds ? 'notice good' : 'notice wrong'
      result.replaceChildren(...shown.details)
      result.hidden = false
    } catch (error) {
      say(failedIn?.(language, error) ?? (language === 'it' ? NOT_LOADED.it : NOT_LOADED.en))
      if (isNewest()) status.className = 'notice wrong'
    } finally {
      if (isNewest()) bar.hidden = true
    }
  }
  button.addEventListener('click', () => void run(undefined))
  own.addEventListener('change', () => {
    const [file] = own.files ?? []
    if (file) void run(file)
  })
}

const NOT_LOADED = {
  it: 'La verifica non si è caricata. Controlla la rete e riprova, oppure usa il comando qui sotto.',
  en: 'The check did not load. Check the network and try again, or use the command below.',
}
