/**
 * The door without a network. What is marked is written on the phone first, with an id made here, and sent when it can be; the server takes each id
 * once. Nothing is lost when the page is closed: the next time it is opened what was left is sent.
 */
type Mark = { id: string; registration: number; attendance: string; at: string }

const door = document.querySelector<HTMLElement>('[data-door]')
if (door) start(door)

function start(root: HTMLElement): void {
  const key = `check-in ${root.dataset.event}`
  const address = root.dataset.door ?? ''
  const said = root.querySelector<HTMLElement>('[data-sync]')
  const items = [...root.querySelectorAll<HTMLLIElement>('[data-guest]')]
  let waiting = stored(key)
  let sending = false

  const keep = (marks: Mark[]) => {
    waiting = marks
    localStorage.setItem(key, JSON.stringify(marks))
    if (said) said.textContent = marks.length ? `${said.dataset.pending} ${marks.length}` : (said.dataset.sync ?? '')
  }

  const mark = (item: HTMLElement, attendance: string) => {
    keep([
      ...waiting,
      { id: freshId(), registration: Number(item.dataset.guest), attendance, at: new Date().toISOString() },
    ])
    show(root, item, attendance)
    void send()
  }

  async function send(): Promise<void> {
    if (sending || waiting.length === 0) return
    sending = true
    try {
      const marks = waiting.slice(0, MOST)
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ marks }),
      })
      if (answer.status === 403 && said) said.textContent = said.dataset.signedOut ?? ''
      if (!answer.ok) return
      const { taken, refused } = (await answer.json()) as { taken: string[]; refused: string[] }
      const gone = new Set([...taken, ...refused])
      keep(waiting.filter(one => !gone.has(one.id)))
    } catch {
      // No network: what waits is tried again.
    } finally {
      sending = false
    }
    if (waiting.length && navigator.onLine) setTimeout(send, AGAIN_MS)
  }

  for (const item of items)
    item.querySelector('form')?.addEventListener('submit', event => {
      const button = (event as SubmitEvent).submitter
      if (!(button instanceof HTMLButtonElement)) return
      event.preventDefault()
      mark(item, button.value)
    })

  // What was said here and not sent yet is how it is.
  for (const one of waiting) {
    const item = items.find(each => Number(each.dataset.guest) === one.registration)
    if (item) show(root, item, one.attendance)
  }
  keep(waiting)
  addEventListener('online', () => void send())
  setInterval(() => void send(), AGAIN_MS)
  void send()
  search(root, items)
  scanner(root, items, item => mark(item, 'present'))
}

const MOST = 200
const AGAIN_MS = 5000

function stored(key: string): Mark[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(found) ? (found as Mark[]) : []
  } catch {
    return []
  }
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
    for (const item of items)
      item.hidden = !(item.querySelector('.grow')?.textContent ?? '').toLocaleLowerCase().includes(wanted)
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
