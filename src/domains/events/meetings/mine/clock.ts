const MINUTE_MS = 60_000
const AGAIN_MS = 15_000

/** Keeps what is on and what is next true while the page is open, from the list below, and asks how a meeting went once it has begun. */
export function startClock(page: HTMLElement): void {
  const tick = () => {
    ask(page)
    card(page)
  }
  tick()
  setInterval(tick, AGAIN_MS)
  document.addEventListener('visibilitychange', tick)
}

const starts = (item: HTMLElement) => Date.parse(item.dataset.starts ?? '')
const ends = (item: HTMLElement) => Date.parse(item.dataset.ends ?? '')
const placed = (page: HTMLElement) =>
  [...page.querySelectorAll<HTMLElement>('[data-meeting][data-state="placed"]')].sort((a, b) => starts(a) - starts(b))

function card(page: HTMLElement): void {
  const box = page.querySelector<HTMLElement>('[data-card]')
  if (!box) return
  const now = Date.now()
  const all = placed(page)
  const on = all.find(item => starts(item) <= now && now < ends(item))
  const next = all.find(item => starts(item) > now)
  const main = on ?? next
  text(box, 'head', (on ? box.dataset.now : main ? box.dataset.next : box.dataset.over) ?? '')
  text(box, 'in', on ? left(box, ends(on) - now) : main ? soon(box, starts(main) - now) : '')
  // What has not changed is left alone: whoever listens to the page is not told again.
  const shown = `${main?.id} ${on ? next?.id : ''}`
  if (box.dataset.shown === shown) return
  box.dataset.shown = shown
  for (const part of ['when', 'where', 'who', 'about']) copy(main, part, box, part)
  for (const part of ['when', 'where', 'who']) copy(on && next, part, box, `then-${part}`)
  const then = box.querySelector<HTMLElement>('[data-then]')
  if (then) then.hidden = !(on && next)
  if (!main) text(box, 'about', box.dataset.overNext ?? '')
}

const minutesOf = (ms: number) => Math.max(0, Math.ceil(ms / MINUTE_MS))

function left(box: HTMLElement, ms: number): string {
  const minutes = minutesOf(ms)
  return minutes === 1 ? (box.dataset.leftOne ?? '') : (box.dataset.leftMany ?? '').replace('{n}', String(minutes))
}

function soon(box: HTMLElement, ms: number): string {
  const minutes = minutesOf(ms)
  if (minutes >= 24 * 60) return ''
  if (minutes === 1) return box.dataset.inOne ?? ''
  if (minutes < 60) return (box.dataset.inMany ?? '').replace('{n}', String(minutes))
  return (box.dataset.inHours ?? '')
    .replace('{h}', String(Math.floor(minutes / 60)))
    .replace('{n}', String(minutes % 60))
}

function text(box: HTMLElement, slot: string, words: string): void {
  const found = box.querySelector(`[data-slot="${slot}"]`)
  if (found && found.textContent !== words) found.textContent = words
}

function copy(item: HTMLElement | undefined, part: string, box: HTMLElement, slot: string): void {
  const from = item?.querySelector(`[data-part="${part}"]`)
  box
    .querySelector(`[data-slot="${slot}"]`)
    ?.replaceChildren(...[...(from?.childNodes ?? [])].map(node => node.cloneNode(true)))
}

/** The question how it went, for meetings that begin while the page is open or that a copy of the morning does not have yet. */
function ask(page: HTMLElement): void {
  const later = page.querySelector<HTMLTemplateElement>('template[data-later]')
  if (!later) return
  for (const item of placed(page)) {
    if (starts(item) > Date.now() || item.querySelector('[data-outcome]')) continue
    const form = later.content.cloneNode(true) as DocumentFragment
    for (const field of form.querySelectorAll<HTMLInputElement>('input[name="meeting"]'))
      field.value = item.dataset.meeting ?? ''
    for (const name of ['id', 'for', 'aria-labelledby', 'aria-describedby'])
      for (const each of form.querySelectorAll(`[${name}]`))
        each.setAttribute(name, (each.getAttribute(name) ?? '').replace(/-0$/, `-${item.dataset.meeting}`))
    item.lastElementChild?.append(form)
  }
}
