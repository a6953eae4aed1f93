/**
 * The screen of the room. Time runs here, whatever the network does; what is pressed is sent as the state it makes, the latest only, until it is taken.
 * When somebody else moves the clock, this screen follows, unless it has something to say itself.
 */
import { type Clock, type ClockAct, lengthOf, moved, signalOf, told } from './clock.ts'

type Kept = { clock: Clock; at: number; unsent: boolean }
type Slot = { id: number; title: string; who: string }

const stage = document.querySelector<HTMLElement>('[data-stage]')
if (stage) start(stage)

function start(root: HTMLElement): void {
  const find = (name: string) => root.querySelector<HTMLElement>(`[data-${name}]`)
  const data = <T>(name: string) => JSON.parse(root.dataset[name] ?? 'null') as T
  const key = `pitch-clock ${root.dataset.event}`
  const slots = data<Slot[]>('pitches')
  const minutes = data<{ pitch: number; questions: number }>('minutes')
  const words = data<Record<string, string>>('words')
  const first = data<Clock & { turn: number }>('clock')
  const order = slots.map(slot => slot.id)
  let turn = first.turn
  let begun = first.turn > 0
  let { clock, at, unsent } = stored(key, order) ?? { clock: first, at: Date.now(), unsent: false }

  const current = (): Clock => ({ ...clock, elapsed: clock.elapsed + (clock.running ? Date.now() - at : 0) })
  const keep = (next: Clock, mine: boolean) => {
    ;[clock, at, unsent] = [next, Date.now(), mine]
    begun ||= mine
    try {
      if (unsent) localStorage.setItem(key, JSON.stringify({ clock, at, unsent }))
      else localStorage.removeItem(key)
    } catch {
      // Without storage it lasts as long as the page.
    }
    draw()
  }

  const press = (act: ClockAct) => {
    keep(moved(current(), order, minutes.questions > 0, act), true)
    void send()
  }

  let sending = false
  async function send(): Promise<void> {
    if (sending || !unsent) return
    sending = true
    const said = current()
    const saidAt = at
    try {
      const answer = await fetch(root.dataset.stage ?? '', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(said),
      })
      network(answer.ok)
      if (answer.ok) {
        turn = ((await answer.json()) as { turn: number }).turn
        // Something else was pressed meanwhile: that goes next.
        if (saidAt === at) keep(said, false)
      }
    } catch {
      network(false)
    } finally {
      sending = false
    }
  }

  async function follow(): Promise<void> {
    if (unsent) return void (await send())
    try {
      const answer = await fetch(root.dataset.now ?? '', { cache: 'no-cache' })
      network(answer.ok)
      if (!answer.ok) return
      const now = (await answer.json()) as Clock & { turn: number; audience: string }
      const vote = find('vote')
      if (vote) vote.hidden = now.audience !== 'open'
      if (unsent || now.turn === turn) return
      turn = now.turn
      begun = true
      keep({ pitch: now.pitch, phase: now.phase, elapsed: now.elapsed, running: now.running }, false)
    } catch {
      network(false)
    }
  }

  const offline = find('offline')
  const network = (there: boolean) => {
    const text = there ? '' : (offline?.dataset.offline ?? '')
    if (offline && offline.textContent !== text) offline.textContent = text
  }

  const say = (name: string, text: string) => {
    const where = find(name)
    if (where && where.textContent !== text) where.textContent = text
  }

  function draw(): void {
    const now = current()
    const place = slots.findIndex(slot => slot.id === now.pitch)
    const slot = slots[place]
    const next = slots[place + 1]
    const whole = lengthOf(now, minutes)
    const signal = signalOf(whole - now.elapsed, whole)
    root.dataset.signal = slot ? signal : 'fine'
    if (slots.length) say('title', slot?.title ?? (begun && now.pitch === null ? words.after : words.before) ?? '')
    say('who', slot?.who ?? '')
    say('phase', words[now.phase] ?? '')
    say('time', told(whole - now.elapsed))
    say('signal-said', words[signal] ?? '')
    say('next', next?.title ?? '')
    for (const shape of root.querySelectorAll<HTMLElement>('[data-shape]'))
      shape.hidden = shape.dataset.shape !== signal
    const face = find('face')
    if (face) face.hidden = !slot
    const line = find('next-line')
    if (line) line.hidden = !next || (begun && now.pitch === null)
    const toggle = root.querySelector('[data-act="toggle"]')
    if (toggle) toggle.textContent = (now.running ? words.pause : words.start) ?? ''
  }

  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-act]'))
    button.addEventListener('click', event => {
      event.preventDefault()
      press(button.dataset.act as ClockAct)
    })
  const KEYS: Record<string, ClockAct> = { ' ': 'toggle', n: 'next', p: 'previous', r: 'again' }
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    const pressed = event.key.toLowerCase()
    if (pressed === 'f') return void full()
    const act = KEYS[pressed]
    if (!act) return
    // The space that presses a focused button is that button's own.
    if (act === 'toggle' && event.target instanceof HTMLElement && event.target.matches('button, a, input')) return
    event.preventDefault()
    press(act)
  })

  const button = find('full')
  const full = () =>
    document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.().catch(() => undefined)
  if (button && document.fullscreenEnabled) {
    button.hidden = false
    button.addEventListener('click', () => void full())
  }
  const keys = find('keys')
  if (keys) keys.hidden = false

  draw()
  setInterval(draw, 200)
  setInterval(() => void follow(), 2000)
  addEventListener('online', () => void follow())
  void send()
}

/** What was pressed here and not sent yet: it is how the room has it. */
function stored(key: string, order: readonly number[]): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
    const known = kept && (kept.clock.pitch === null || order.includes(kept.clock.pitch))
    return known && kept.unsent ? kept : undefined
  } catch {
    return undefined
  }
}
