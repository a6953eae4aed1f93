const KEY = 'board-place'

/** Remembers where the board was scrolled to, for the page that follows. */
export function keepPlace(grid: HTMLElement): void {
  sessionStorage.setItem(KEY, JSON.stringify([location.pathname, grid.scrollLeft, grid.scrollTop, scrollX, scrollY]))
}

/** Back to where one was, with the meeting that was moved in focus and what was done said aloud. */
export function comeBack(grid: HTMLElement, live: HTMLElement): void {
  const said = document.querySelector('.notice[role="status"], .notice[role="alert"]')?.textContent ?? ''
  if (said !== '') setTimeout(() => (live.textContent = said), 300)
  const [path, left, top, x, y] = kept()
  sessionStorage.removeItem(KEY)
  if (path !== location.pathname) return
  const card = /^#m\d+$/.test(location.hash) ? document.querySelector<HTMLElement>(location.hash) : null
  const back = () => {
    grid.scrollTo(Number(left), Number(top))
    scrollTo(Number(x), Number(y))
    card?.focus({ preventScroll: true })
  }
  back()
  addEventListener('load', back, { once: true })
}

function kept(): unknown[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}
