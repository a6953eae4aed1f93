import type { BoardInHand, Spot } from './hand.ts'

/** Pixels after which a press is a drag. */
const SLACK = 6
/** Milliseconds a finger rests on a meeting before it is taken up: a finger that moves at once scrolls. */
const REST = 350
/** How near the edge the board scrolls by itself, and how fast. */
const [EDGE, PACE] = [48, 14]

type Point = { readonly x: number; readonly y: number }

/** Drags meetings by mouse, pen or finger; each place says at once whether it will do. */
export function byPointer(hand: BoardInHand): void {
  const ghost = document.createElement('div')
  ghost.className = 'ghost'
  let pressed: (Point & { card: HTMLAnchorElement; timer: number | undefined }) | undefined
  let last: Point = { x: 0, y: 0 }
  let dragged = false

  const lift = () => {
    if (!pressed || hand.held || !hand.take(pressed.card)) return
    dragged = true
    ghost.replaceChildren(pressed.card.cloneNode(true), document.createElement('p'))
    document.body.append(ghost)
    follow()
  }
  const under = (): Spot | undefined => {
    const cell = document.elementFromPoint(last.x, last.y)?.closest('[data-grid] td')
    return cell ? hand.spotOf(cell) : undefined
  }
  const show = () => {
    ghost.style.transform = `translate(${last.x + 8}px, ${last.y + 8}px)`
    const spot = under()
    hand.mark(spot?.cell)
    const note = ghost.lastElementChild
    if (note) note.textContent = spot?.says ?? ''
    ghost.dataset.drop = spot ? (spot.free ? 'free' : 'no') : ''
  }
  const follow = () => {
    if (!hand.held || !ghost.isConnected) return
    const box = hand.grid.getBoundingClientRect()
    const pull = (at: number, from: number, to: number) => (at < from + EDGE ? -PACE : at > to - EDGE ? PACE : 0)
    hand.grid.scrollBy(pull(last.x, box.left, box.right), pull(last.y, box.top, box.bottom))
    show()
    requestAnimationFrame(follow)
  }
  const release = (drop: boolean) => {
    clearTimeout(pressed?.timer)
    pressed = undefined
    if (!ghost.isConnected) return
    const spot = under()
    ghost.remove()
    if (drop && spot) hand.drop(spot)
    else hand.giveUp()
  }

  hand.grid.addEventListener('pointerdown', event => {
    const card = (event.target as Element).closest<HTMLAnchorElement>('a.meeting')
    if (!card || event.button !== 0 || hand.held) return
    dragged = false
    last = { x: event.clientX, y: event.clientY }
    const timer = event.pointerType === 'touch' ? window.setTimeout(lift, REST) : undefined
    pressed = { card, x: event.clientX, y: event.clientY, timer }
  })
  document.addEventListener('pointermove', event => {
    if (!pressed) return
    last = { x: event.clientX, y: event.clientY }
    const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLACK
    if (hand.held || !moved) return
    if (event.pointerType === 'touch') release(false)
    else lift()
  })
  document.addEventListener('pointerup', event => {
    if (!pressed) return
    last = { x: event.clientX, y: event.clientY }
    release(true)
  })
  document.addEventListener('pointercancel', () => pressed && release(false))
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && pressed) release(false)
  })
  // A finger that holds a meeting does not scroll.
  hand.grid.addEventListener('touchmove', event => ghost.isConnected && event.preventDefault(), { passive: false })
  // A link that is dragged by the browser would take the drag over, and its click would follow the drop.
  hand.grid.addEventListener('dragstart', event => event.preventDefault())
  hand.grid.addEventListener('contextmenu', event => ghost.isConnected && event.preventDefault())
  hand.grid.addEventListener(
    'click',
    event => {
      if (!dragged) return
      dragged = false
      event.preventDefault()
    },
    true,
  )
}
