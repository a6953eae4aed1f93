import { type Kept, keptIn, storageHere } from '../../offline/kept.ts'

/**
 * The score sheet without a network. What is pressed is written on the phone first and sent when it can be; the latest of each pitch and criterion
 * counts. Nothing is lost when the page is closed: the next time it is opened what was left is sent. It also shows who is on stage now.
 */
type Score = Kept & { readonly pitch: number; readonly criterion: number; readonly score: number }
type Words = Kept & { readonly pitch: number; readonly words: string; readonly shared: boolean }
type Taken = { taken: string[]; refused: string[]; open: boolean }

/** Before the first use: what is declared below it is not there yet when the page starts. */
const AGAIN_MS = 5000

const sheet = document.querySelector<HTMLElement>('[data-judge], [data-now]')
if (sheet) start(sheet)

function start(root: HTMLElement): void {
  const said = root.querySelector<HTMLElement>('[data-sync]')
  // Under the keys that the server answers by: what is pressed anew takes the place of what was.
  const kept = keptIn<Score | Words>(storageHere(), `${root.dataset.key} `)
  let refused = 0
  let sending = false

  const tell = () => {
    const left = kept.waiting().length
    say(
      [
        left ? `${said?.dataset.pending} ${left}` : (said?.dataset.sync ?? ''),
        refused ? `${said?.dataset.refused} ${refused}` : '',
      ]
        .filter(Boolean)
        .join(' '),
    )
  }
  const say = (text: string) => {
    if (said && said.textContent !== text) said.textContent = text
  }

  async function send(): Promise<void> {
    const sent = kept.waiting()
    if (sending || sent.length === 0 || !root.dataset.judge) return
    sending = true
    try {
      const answer = await fetch(root.dataset.judge, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          scores: sent.filter(one => 'score' in one),
          words: sent.filter(one => 'words' in one),
        }),
      })
      if (answer.status === 404) return say(said?.dataset.lost ?? '')
      if (!answer.ok) return
      const { taken, refused: not } = (await answer.json()) as Taken
      refused += not.length
      const gone = new Set([...taken, ...not])
      // What was pressed anew meanwhile goes next.
      const now = new Map(kept.waiting().map(one => [one.id, one.at]))
      for (const { id, at } of sent) if (gone.has(id) && now.get(id) === at) kept.drop(id)
      tell()
    } catch {
      // No network: what waits is tried again.
    } finally {
      sending = false
    }
    if (kept.waiting().length && navigator.onLine) setTimeout(() => void send(), 500)
  }

  if (root.dataset.judge) {
    for (const plain of root.querySelectorAll<HTMLElement>('[data-plain]')) plain.hidden = true
    for (const item of root.querySelectorAll<HTMLElement>('[data-pitch]')) {
      const form = item.querySelector<HTMLFormElement>('[data-sheet]')
      const pitch = Number(item.dataset.pitch)
      if (!form) continue
      for (const one of kept.waiting()) if (one.pitch === pitch) restore(form, one)
      const now = () => new Date().toISOString()
      form.addEventListener('input', event => {
        const field = event.target
        if (field instanceof HTMLInputElement && field.type === 'radio') {
          const criterion = Number(field.name.slice(2))
          kept.put({ id: `${pitch}-${criterion}`, pitch, criterion, score: Number(field.value), at: now() })
        } else {
          const [text, shared] = [form.querySelector('textarea'), form.querySelector<HTMLInputElement>('[name=shared]')]
          kept.put({ id: `${pitch}`, pitch, words: text?.value ?? '', shared: shared?.checked ?? false, at: now() })
        }
        tell()
        progress(root)
      })
      // Words are kept with each letter, and sent when the field is left.
      form.addEventListener('change', () => void send())
      form.addEventListener('submit', event => event.preventDefault())
    }
    progress(root)
    tell()
    addEventListener('storage', tell)
    addEventListener('online', () => void send())
    setInterval(() => void send(), AGAIN_MS)
    void send()
  }
  if (root.dataset.now) stageOf(root, root.dataset.now)
}

/** What was pressed here and not sent yet is how it is. */
function restore(form: HTMLFormElement, one: Score | Words): void {
  if ('score' in one) {
    const box = form.querySelector<HTMLInputElement>(`[name="s_${one.criterion}"][value="${one.score}"]`)
    if (box) box.checked = true
    return
  }
  const text = form.querySelector('textarea')
  const shared = form.querySelector<HTMLInputElement>('[name=shared]')
  if (text) text.value = one.words
  if (shared) shared.checked = one.shared
}

/** How many pitches are complete, and which. */
function progress(root: HTMLElement): void {
  const criteria = Number(root.dataset.criteria)
  let [done, all] = [0, 0]
  for (const item of root.querySelectorAll<HTMLElement>('[data-pitch]')) {
    if (!item.querySelector('[data-sheet]')) continue
    const complete = criteria > 0 && item.querySelectorAll('input[type=radio]:checked').length === criteria
    all += 1
    if (complete) done += 1
    const [yes, no] = [
      item.querySelector<HTMLElement>('[data-complete]'),
      item.querySelector<HTMLElement>('[data-incomplete]'),
    ]
    if (yes) yes.hidden = !complete
    if (no) no.hidden = complete
  }
  const line = root.querySelector<HTMLElement>('[data-done]')
  const text = (line?.dataset.done ?? '').replace('{done}', String(done)).replace('{all}', String(all))
  if (line && line.textContent !== text) line.textContent = text
}

type Now = { turn: number; pitch: number | null; jury: string }

/** Shows who is on stage, and opens their sheet once when they come on. Loads anew when scoring opens or closes, once nothing waits to be sent. */
function stageOf(root: HTMLElement, address: string): void {
  let shown: number | null | undefined
  let jury: string | undefined
  const line = root.querySelector<HTMLElement>('[data-on-line]')
  const link = root.querySelector<HTMLAnchorElement>('[data-on]')
  const look = async () => {
    try {
      const answer = await fetch(address, { cache: 'no-cache' })
      if (!answer.ok) return
      const now = (await answer.json()) as Now
      if (jury !== undefined && jury !== now.jury) return location.reload()
      jury = now.jury
      if (now.pitch === shown || !line || !link) return
      const item = root.querySelector<HTMLDetailsElement>(`[data-pitch="${now.pitch}"]`)
      line.hidden = !item
      link.href = `#pitch-${now.pitch}`
      link.textContent = item?.querySelector('[data-title]')?.textContent ?? ''
      // Whoever is just scoring another is not moved away from it.
      const busy = root.querySelector('[data-pitch]')?.parentElement?.contains(document.activeElement)
      if (item && shown !== undefined && !busy) {
        item.open = true
        item.scrollIntoView()
      } else if (item) item.open = true
      shown = now.pitch
    } catch {
      // No network: asked again.
    }
  }
  link?.addEventListener('click', () => {
    const item = root.querySelector<HTMLDetailsElement>(`[data-pitch="${shown}"]`)
    if (item) item.open = true
  })
  setInterval(() => void look(), AGAIN_MS)
  void look()
}
