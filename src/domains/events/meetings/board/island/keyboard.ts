import type { BoardInHand, Spot } from './hand.ts'

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * Arrows go from meeting to meeting; Enter or Space takes one up, then arrows go from place to place that will do, Enter drops, Escape gives up. Enter
 * on the spot opens what else can be done with it.
 */
export function byKeyboard(hand: BoardInHand): void {
  let over: Spot | undefined
  // One stop for the whole board: from there arrows lead on.
  const cards = hand.cards()
  cards.forEach((card, at) => {
    card.tabIndex = at === 0 ? 0 : -1
  })
  const focus = (card: HTMLAnchorElement) => {
    for (const one of hand.grid.querySelectorAll<HTMLElement>('a.meeting[tabindex="0"]')) one.tabIndex = -1
    card.tabIndex = 0
    card.focus()
  }

  hand.grid.addEventListener('focusin', event => {
    const card = cardOf(event.target)
    if (card && card.tabIndex !== 0) focus(card)
  })
  hand.grid.addEventListener('focusout', event => {
    if (over && event.target === hand.held?.card) {
      over = undefined
      hand.giveUp()
    }
  })
  hand.grid.addEventListener('keydown', event => {
    const card = cardOf(event.target)
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return
    const step = STEPS[event.key]
    const enters = event.key === 'Enter' || event.key === ' '
    if (!step && !enters && event.key !== 'Escape') return
    if (!over) {
      if (event.key === 'Escape') return
      event.preventDefault()
      if (step) {
        const next = nearest(hand, card, step)
        if (next) focus(next)
      } else if (hand.take(card)) {
        over = hand.spotOf(card.closest('td') as Element)
        hand.say(hand.file.words.pick)
      }
      return
    }
    event.preventDefault()
    if (step) {
      const next = further(hand, over, step)
      if (!next) return hand.say(hand.file.words.nowhere)
      over = next
      hand.mark(next.cell)
      next.cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      hand.say(next.says)
      return
    }
    const spot = over
    over = undefined
    if (!enters) hand.giveUp()
    else if (spot.cell === card.closest('td')) {
      hand.giveUp('')
      location.assign(card.href)
    } else hand.drop(spot)
  })
}

const cardOf = (target: EventTarget | null): HTMLAnchorElement | undefined =>
  target instanceof HTMLAnchorElement && target.classList.contains('meeting') ? target : undefined

/** The next meeting in a direction: in the same row or column, else the nearest beyond. */
function nearest(hand: BoardInHand, card: HTMLAnchorElement, [x, y]: readonly [number, number]) {
  const here = hand.at(card.closest('td') as Element)
  let best: { card: HTMLAnchorElement; far: number } | undefined
  for (const one of hand.cards()) {
    const there = hand.at(one.closest('td') as Element)
    const along = (there.slot - here.slot) * x + (there.table - here.table) * y
    const aside = Math.abs((there.slot - here.slot) * y) + Math.abs((there.table - here.table) * x)
    const far = along + aside * 100
    if (along > 0 && (!best || far < best.far)) best = { card: one, far }
  }
  return best?.card
}

/** The next place that will do in a direction; across slots the one at the nearest table. */
function further(hand: BoardInHand, from: Spot, [x, y]: readonly [number, number]): Spot | undefined {
  const tables = hand.file.tables.length
  const spot = (slot: number, table: number) => {
    const cell = hand.cellAt(slot, table)
    const found = cell && hand.spotOf(cell)
    return found?.free ? found : undefined
  }
  if (y !== 0) {
    for (let table = from.table + y; table >= 0 && table < tables; table += y) {
      const found = spot(from.slot, table)
      if (found) return found
    }
    return undefined
  }
  for (let slot = from.slot + x; slot >= 0 && slot < hand.file.slots.length; slot += x)
    for (let away = 0; away < tables; away++)
      for (const table of [from.table - away, from.table + away]) {
        const found = spot(slot, table)
        if (found) return found
      }
  return undefined
}
