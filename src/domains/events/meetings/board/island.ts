import type { GroundsFile } from './grounds.ts'
import { BoardInHand } from './island/hand.ts'
import { byKeyboard } from './island/keyboard.ts'
import { comeBack } from './island/place.ts'
import { byPointer } from './island/pointer.ts'

/** Lets meetings be dragged, by mouse, finger or keyboard. Without it each meeting is a link to forms that do the same. */
const root = document.querySelector<HTMLElement>('[data-board]')
const grid = root?.querySelector<HTMLElement>('[data-grid]')
if (root && grid) void start(root, grid)

async function start(root: HTMLElement, grid: HTMLElement): Promise<void> {
  const live = document.createElement('p')
  live.setAttribute('aria-live', 'assertive')
  live.className = 'visually-hidden'
  root.append(live)
  comeBack(grid, live)
  const answer = await fetch(`${root.dataset.board}/grounds.json`)
  if (!answer.ok) return
  const hand = new BoardInHand(root, grid, live, (await answer.json()) as GroundsFile)
  byPointer(hand)
  byKeyboard(hand)
  grid.dataset.ready = '1'
}
