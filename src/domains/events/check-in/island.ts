import { type Mark, queueOf } from './queue.ts'

/**
 * The door without a network. What is marked is written on the phone first, with an id made here, and sent when it can be; the server takes each id
 * once. Nothing is lost when the page is closed: the next time it is opened what was left is sent. What the server refuses is told, and kept until
 * somebody has seen it.
 */
const door = document.querySelector<HTMLElement>('[data-door]')
if (door) start(door)

function start(root: HTMLElement): void {
  const queue = queueOf(localStorage, root.dataset.event ?? '')
  const address = root.dataset.door ?? ''
  const said = root.querySelector<HTMLElement>('[data-sync]')
  const items = [...root.querySelectorAll<HTMLLIElement>('[data-guest]')]
  // How the server says each of them is, for marks that it refuses.
  const before = new Map(items.map(item => [Number(item.dataset.guest), item.dataset.attendance ?? 'unknown']))
  const itemOf = (registration: number) => items.find(item => Number(item.dataset.guest) === registration)
  let sending = false

  const tell = (words = said?.dataset.pending) => {
    const count = queue.waiting().length
    if (said) said.textContent = count ? `${words} ${count}` : (said.dataset.sync ?? '')
    tellRefused(root, queue.refused(), itemOf)
  }

  const mark = (item: HTMLElement, attendance: string) => {
    queue.put({
      id: freshId(),
      registration: Number(item.dataset.guest),
      attendance,
      at: new Date().toISOString(),
    })
    show(root, item, attendance)
    tell()
    void send()
  }

  async function send(): Promise<void> {
    const marks = queue.waiting().slice(0, MOST)
    if (sending || marks.length === 0) return
    sending = true
    let sent = false
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ marks }),
      })
      if (!answer.ok) return tell(answer.status === 403 ? said?.dataset.signedOut : said?.dataset.failed)
      const { taken, refused } = (await answer.json()) as { taken: string[]; refused: string[] }
      sent = true
      for (const id of taken) queue.drop(id)
      for (const one of marks.filter(({ id }) => taken.includes(id))) before.set(one.registration, one.attendance)
      for (const one of marks.filter(({ id }) => refused.includes(id))) {
        queue.put({ ...one, refused: true })
        const item = itemOf(one.registration)
        if (item) show(root, item, before.get(one.registration) ?? 'unknown')
      }
      tell()
    } catch {
      // No network: what waits is tried again.
    } finally {
      sending = false
    }
    if (sent && queue.waiting().length) setTimeout(send, 0)
  }

  for (const item of items)
    item.querySelector('form')?.addEventListener('submit', event => {
      const button = (event as SubmitEvent).submitter
      if (!(button instanceof HTMLButtonElement)) return
      event.preventDefault()
      mark(item, button.value)
    })

  // What was said here, or in another window, and not sent yet is how it is.
  const showWaiting = () => {
    for (const one of queue.waiting()) {
      const item = itemOf(one.registration)
      if (item && item.dataset.attendance !== one.attendance) show(root, item, one.attendance)
    }
    tell()
  }
  root.querySelector('[data-refused] button')?.addEventListener('click', () => {
    for (const one of queue.refused()) queue.drop(one.id)
    tell()
  })
  showWaiting()
  addEventListener('storage', showWaiting)
  addEventListener('online', () => void send())
  setInterval(() => void send(), AGAIN_MS)
  void send()
  search(root, items)
  scanner(root, items, item => mark(item, 'present'))
}

const MOST = 200
const AGAIN_MS = 5000

/** Whose marks were refused, by name where the list still has it. */
function tellRefused(root: HTMLElement, marks: readonly Mark[], itemOf: (id: number) => HTMLElement | undefined): void {
  const box = root.querySelector<HTMLElement>('[data-refused]')
  const list = box?.querySelector<HTMLElement>('[data-refused-names]')
  if (!box || !list) return
  const names = [...new Set(marks.map(one => one.registration))].map(
    id => itemOf(id)?.querySelector('strong')?.textContent ?? `${list.dataset.number} ${id}`,
  )
  // What is told already is not told aloud again.
  if (names.join('\n') === [...list.children].map(item => item.textContent).join('\n')) return
  list.replaceChildren(...names.map(name => Object.assign(document.createElement('li'), { textContent: name })))
  box.hidden = names.length === 0
}

/** A UUID also where `crypto.randomUUID` is missing, as on a page without https. */
function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const HERE = new Set(['present', 'stand-in'])

function show(root: HTMLElement, item: HTMLElement, attendance: string): void {
  const focused = item.contains(document.activeElement)
  item.dataset.attendance = attendance
  for (const tag of item.querySelectorAll<HTMLElement>('[data-when]')) tag.hidden = tag.dataset.when !== attendance
  for (const button of item.querySelectorAll<HTMLButtonElement>('button'))
    button.hidden = button.value === 'unknown' ? attendance === 'unknown' : HERE.has(attendance)
  // The button that was pressed is gone: the keyboard stays with the same person.
  if (focused) item.querySelector<HTMLButtonElement>('button:not([hidden])')?.focus()
  const count = root.querySelector('[data-came]')
  if (count)
    count.textContent = String(
      [...root.querySelectorAll<HTMLElement>('[data-guest]')].filter(one => HERE.has(one.dataset.attendance ?? ''))
        .length,
    )
}

/** Filters while one types, on the list that is here: no network is asked. */
function search(root: HTMLElement, items: readonly HTMLElement[]): void {
  const field = root.querySelector<HTMLInputElement>('input[name="q"]')
  const filter = () => {
    const wanted = field?.value.trim().toLocaleLowerCase() ?? ''
    for (const item of items) item.hidden = !(item.dataset.find ?? '').includes(wanted)
    const none = root.querySelector<HTMLElement>('[data-none]')
    if (none) none.hidden = items.some(item => !item.hidden)
  }
  field?.addEventListener('input', filter)
  field?.form?.addEventListener('submit', event => {
    event.preventDefault()
    filter()
  })
}

type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }

/** Reads badges by the camera, where the browser can. A code that is not in the list marks nobody and is said aloud. */
function scanner(root: HTMLElement, items: readonly HTMLElement[], present: (item: HTMLElement) => void): void {
  const box = root.querySelector<HTMLElement>('[data-scanner]')
  const [button, video, told] = [
    box?.querySelector('button'),
    box?.querySelector('video'),
    box?.querySelector('[data-scan-said]'),
  ]
  const { BarcodeDetector } = window as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }
  if (!box || !button || !video || !told || !BarcodeDetector || !navigator.mediaDevices) return
  box.hidden = false
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  const [begin, stop] = [button.textContent ?? '', button.dataset.stop ?? '']
  let stream: MediaStream | undefined
  let last = ''

  const look = async () => {
    if (!stream) return
    const [found] = await detector.detect(video).catch(() => [])
    const code = found ? codeIn(found.rawValue) : ''
    if (found && code !== last) {
      last = code
      const item = items.find(one => code !== '' && one.dataset.code === code)
      told.textContent = item ? (item.querySelector('strong')?.textContent ?? '') : (box.dataset.forged ?? '')
      if (item && !HERE.has(item.dataset.attendance ?? '')) present(item)
    }
    setTimeout(look, 250)
  }

  button.addEventListener('click', async () => {
    if (stream) {
      for (const track of stream.getTracks()) track.stop()
      stream = undefined
    } else {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
        video.srcObject = stream
        await video.play()
        void look()
      } catch {
        told.textContent = box.dataset.noCamera ?? ''
      }
    }
    video.hidden = !stream
    button.textContent = stream ? stop : begin
  })
}

/** The code in the address that a badge's square holds. */
function codeIn(text: string): string {
  try {
    return new URL(text).searchParams.get('code') ?? ''
  } catch {
    return text.trim()
  }
}
