import { copyOf, forgetOwn, keepPage, tellCopy } from '../../offline/keep.ts'
import type { Kept } from '../../offline/kept.ts'
import { queueAt, saidSince } from '../../offline/queue.ts'
import { startClock } from './clock.ts'
import { showSaid } from './said.ts'

type One = Kept & Record<string, unknown>

/** The agenda on a phone: what is next stays true while the page is open, it opens without a network, and what is said meanwhile is sent later. */
function start(page: HTMLElement): void {
  const key = `agenda ${page.dataset.event} ${page.dataset.me}`
  const until = Date.parse(page.dataset.until ?? '')
  const copied = copyOf(page)
  tellCopy(page, copied)
  zone(page)
  if (Date.now() < until) changes(page, `${key} seen`, copied !== undefined)
  startClock(page)
  outcomes(page, key, copied !== undefined)
  void keepPage({ ...page.dataset }).then(kept => {
    const box = page.querySelector<HTMLElement>('[data-phone]')
    if (box) box.hidden = !kept
  })
  addEventListener('beforeprint', () => {
    // On paper nothing can be opened.
    for (const part of page.querySelectorAll('[data-part="about"]')) part.closest('details')?.setAttribute('open', '')
  })
  page.querySelector('[data-print]')?.addEventListener('click', () => print())
  const forget = page.querySelector<HTMLButtonElement>('[data-forget]')
  forget?.addEventListener('click', async () => {
    for (const name of Object.keys(localStorage)) if (name.startsWith('agenda ')) localStorage.removeItem(name)
    await forgetOwn()
    const told = page.querySelector('[data-forgotten]')
    if (told) told.textContent = forget.dataset.forget ?? ''
  })
}

/** Where the phone's clock shows the same hours as the event's, nothing has to be said; where it does not, it is said aloud. */
function zone(page: HTMLElement): void {
  const note = page.querySelector<HTMLElement>('[data-zone-note]')
  const at = page.querySelector('time')?.dateTime
  if (!note || !at) return
  const hour = (timeZone?: string) => new Date(at).toLocaleString('sv-SE', timeZone ? { timeZone } : {})
  if (hour(page.dataset.zone) === hour()) note.hidden = true
  else {
    note.textContent = note.dataset.zoneNote ?? ''
    note.className = 'notice'
  }
}

/** What is new or other than when this phone saw it last. Only this phone knows when that was. */
function changes(page: HTMLElement, key: string, isCopy: boolean): void {
  const box = page.querySelector<HTMLElement>('[data-changes]')
  const items = [...page.querySelectorAll<HTMLElement>('[data-meeting]')]
  const before = localStorage.getItem(key)
  const seen: Record<string, string> = before ? JSON.parse(before) : {}
  const now = Object.fromEntries(items.map(item => [item.dataset.uid, item.dataset.version]))
  if (!isCopy) localStorage.setItem(key, JSON.stringify(now))
  const changed = items.filter(item => seen[item.dataset.uid ?? ''] !== item.dataset.version)
  if (!box || !before || changed.length === 0) return
  const list = box.querySelector('ul')
  for (const item of changed) {
    const link = document.createElement('a')
    link.href = `#${item.id}`
    const part = (name: string) => item.querySelector(`[data-part="${name}"]`)?.textContent ?? ''
    const how = (item.dataset.uid ?? '') in seen ? box.dataset.isChanged : box.dataset.isNew
    link.textContent = `${part('when')}, ${part('where')}, ${part('who')}`
    const line = document.createElement('li')
    line.append(
      link,
      ` (${item.dataset.state === 'cancelled' ? (item.querySelector('.tag')?.textContent ?? how) : how})`,
    )
    list?.append(line)
  }
  box.hidden = false
}

/** What is said of meetings is written here first and sent when it can be. */
function outcomes(page: HTMLElement, key: string, isCopy: boolean): void {
  const said = page.querySelector<HTMLElement>('[data-sync]')
  const since = saidSince<Record<string, unknown>>(`${key} since`, isCopy)
  let ever = false
  const queue = queueAt<One>({
    key: `${key} said`,
    address: page.dataset.agenda ?? '',
    as: 'said',
    tell({ waiting, refused }) {
      ever ||= waiting + refused.length > 0
      if (!said || !ever) return
      const { waiting: many = '', saved = '', refused: no = '' } = said.dataset
      said.textContent = waiting ? `${many} ${waiting}` : refused.length ? no : saved
    },
  })
  // What was refused was told; the page that is open now is as the server has it.
  if (!isCopy) queue.seen()
  const show = (one: Record<string, unknown>) => showSaid(page, one)
  for (const one of [...since.all, ...queue.waiting()]) show(one)
  page.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement
    if (!form.dataset.said) return
    event.preventDefault()
    const { submitter } = event as SubmitEvent
    const fields: Record<string, unknown> = Object.fromEntries(new FormData(form))
    if (submitter instanceof HTMLButtonElement && submitter.name) fields[submitter.name] = submitter.value
    const one = { ...fields, meeting: Number(fields.meeting) }
    queue.add(one as Omit<One, 'id' | 'at' | 'refused'>)
    since.add(one)
    show(one)
  })
}

const root = document.querySelector<HTMLElement>('[data-agenda]')
if (root) start(root)
