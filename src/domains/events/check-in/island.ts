import { copyOf, keepPage, tellCopy } from '../offline/keep.ts'
import type { Kept } from '../offline/kept.ts'
import { queueAt, saidSince } from '../offline/queue.ts'

/** The door without a network: the page opens, and what is marked waits on the phone until it can be sent. */
type Mark = Kept & { readonly registration: number; readonly attendance: string }
type Marked = Pick<Mark, 'registration' | 'attendance'>

function start(root: HTMLElement): void {
  const said = root.querySelector<HTMLElement>('[data-sync]')
  const items = [...root.querySelectorAll<HTMLLIElement>('[data-guest]')]
  // How the server says each of them is, for marks that it refuses.
  const before = new Map(items.map(item => [Number(item.dataset.guest), item.dataset.attendance ?? 'unknown']))
  const itemOf = (registration: number) => items.find(item => Number(item.dataset.guest) === registration)
  const showMark = ({ registration, attendance }: Marked) => {
    const item = itemOf(registration)
    if (item && item.dataset.attendance !== attendance) show(root, item, attendance)
  }
  const copied = copyOf(root)
  tellCopy(root, copied)
  const since = saidSince<Marked>(`check-in since ${root.dataset.event}`, copied !== undefined)
  const queue = queueAt<Mark>({
    key: `check-in ${root.dataset.event}`,
    address: root.dataset.door ?? '',
    as: 'marks',
    tell({ waiting, trouble, refused }) {
      if (said) {
        const words = (trouble && said.dataset[trouble]) ?? said.dataset.pending
        said.textContent = waiting ? `${words} ${waiting}` : (said.dataset.sync ?? '')
      }
      tellRefused(root, refused, itemOf)
    },
    done(taken, refused) {
      for (const one of taken) before.set(one.registration, one.attendance)
      for (const { registration } of refused)
        showMark({ registration, attendance: before.get(registration) ?? 'unknown' })
    },
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
  root.querySelector('[data-refused] button')?.addEventListener('click', () => queue.seen())

  // What was said here, or in another window, is how it is, sent or not; an old copy of the page does not know.
  const showSaid = () => {
    for (const one of [...since.all, ...queue.waiting()]) showMark(one)
  }
  showSaid()
  addEventListener('storage', showSaid)
  search(root, items)
  scanner(root, items, item => mark(item, 'present'))
  void keepPage({ ...root.dataset })
}

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

// Last of all: what was said before is shown at once, with all that stands above.
const door = document.querySelector<HTMLElement>('[data-door]')
if (door) start(door)
