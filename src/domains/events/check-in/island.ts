import { copyOf, keepPage, tellCopy } from '../offline/keep.ts'
import { queueAt, saidSince, type Waiting } from '../offline/queue.ts'

/** The door without a network: the page opens, and what is marked waits on the phone until it can be sent. */
type Mark = Waiting & { registration: number; attendance: string }

function start(root: HTMLElement): void {
  const key = `check-in ${root.dataset.event}`
  const said = root.querySelector<HTMLElement>('[data-sync]')
  const items = [...root.querySelectorAll<HTMLLIElement>('[data-guest]')]
  const copied = copyOf(root)
  tellCopy(root, copied)
  const since = saidSince<Pick<Mark, 'registration' | 'attendance'>>(`${key} since`, copied !== undefined)
  const queue = queueAt<Mark>(key, root.dataset.door ?? '', 'marks', ({ waiting, signedOut }) => {
    if (!said) return
    const { pending = '', sync = '', signedOut: again = '' } = said.dataset
    said.textContent = signedOut ? again : waiting ? `${pending} ${waiting}` : sync
  })

  const mark = (item: HTMLElement, attendance: string) => {
    const one = { registration: Number(item.dataset.guest), attendance }
    queue.add(one)
    since.add(one)
    show(root, item, attendance)
  }

  for (const item of items)
    item.querySelector('form')?.addEventListener('submit', event => {
      const button = (event as SubmitEvent).submitter
      if (!(button instanceof HTMLButtonElement)) return
      event.preventDefault()
      mark(item, button.value)
    })

  // What was said here, sent or not, is how it is; an old copy of the page does not know.
  for (const one of [...since.all, ...queue.waiting]) {
    const item = items.find(each => Number(each.dataset.guest) === one.registration)
    if (item) show(root, item, one.attendance)
  }
  search(root, items)
  scanner(root, items, item => mark(item, 'present'))
  void keepPage({ ...root.dataset })
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

// Last of all: what was said before is shown at once, with all that stands above.
const door = document.querySelector<HTMLElement>('[data-door]')
if (door) start(door)
