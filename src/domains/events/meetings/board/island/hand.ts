import type { Meeting } from '#algorithms/agenda/problem.ts'
import type { GroundsFile } from '../grounds.ts'
import { type Obstacle, Occupied } from '../obstacles.ts'
import { keepPlace } from './place.ts'

/** A place seen from the meeting in hand. */
export type Spot = {
  readonly cell: HTMLElement
  readonly slot: number
  readonly table: number
  readonly free: boolean
  /** The meeting there, with which it would change places. */
  readonly swap: boolean
  /** Where it is and whether it will do, in words. */
  readonly says: string
}

type Held = { readonly card: HTMLAnchorElement; readonly meeting: Meeting }

/** The board as the page shows it, and the meeting that somebody has in hand. */
export class BoardInHand {
  readonly grid: HTMLElement
  readonly file: GroundsFile
  held: Held | undefined
  #spots: Spot[][] = []
  readonly #root: HTMLElement
  readonly #live: HTMLElement
  readonly #person: ReadonlyMap<number, number>
  readonly #rows: readonly HTMLTableRowElement[]

  constructor(root: HTMLElement, grid: HTMLElement, live: HTMLElement, file: GroundsFile) {
    this.#root = root
    this.grid = grid
    this.#live = live
    const participants = file.grounds.participants.map(one => ({ ...one, breaks: file.breaks }))
    this.file = { ...file, grounds: { ...file.grounds, participants } }
    this.#person = new Map(file.people.map((id, at) => [id, at]))
    this.#rows = [...grid.querySelectorAll<HTMLTableRowElement>('tr[data-table]')]
  }

  say(text: string): void {
    this.#live.textContent = text
  }

  cards(): HTMLAnchorElement[] {
    return [...this.grid.querySelectorAll<HTMLAnchorElement>('a.meeting')]
  }

  /** Slot and table of a cell, by their order. */
  at(cell: Element): { slot: number; table: number } {
    const column = (cell as HTMLTableCellElement).cellIndex - 1
    return { slot: column, table: this.#rows.indexOf(cell.parentElement as HTMLTableRowElement) }
  }

  cellAt(slot: number, table: number): HTMLElement | undefined {
    return this.#rows[table]?.cells[slot + 1]
  }

  spotOf(cell: Element): Spot | undefined {
    const { slot, table } = this.at(cell)
    return this.#spots[table]?.[slot]
  }

  /** Takes a meeting up; every place says whether it will do. False where its slot is over. */
  take(card: HTMLAnchorElement): boolean {
    const meeting = this.#meetingOf(card)
    if (!meeting || this.file.over.includes(meeting.slot)) {
      this.say(this.file.words.passed)
      return false
    }
    this.held = { card, meeting }
    card.classList.add('held')
    const others = this.cards().flatMap(one => (one === card ? [] : (this.#meetingOf(one) ?? [])))
    const whole = new Occupied(this.file.grounds, [...others, meeting])
    const rest = new Occupied(this.file.grounds, others)
    const there = new Map(others.map(one => [`${one.slot} ${one.table}`, one]))
    this.#spots = this.#rows.map((row, table) =>
      this.file.slots.map((_, slot) => {
        const cell = row.cells[slot + 1] as HTMLElement
        const other = there.get(`${slot} ${table}`)
        const spot = this.#spot(cell, { ...meeting, slot, table }, other, () =>
          other ? whole.againstSwap(meeting, other) : rest.against({ ...meeting, slot, table }),
        )
        cell.dataset.drop = spot.free ? (spot.swap ? 'swap' : 'free') : 'no'
        return spot
      }),
    )
    this.grid.classList.add('dragging')
    return true
  }

  #spot(cell: HTMLElement, to: Meeting, other: Meeting | undefined, ask: () => Obstacle[]): Spot {
    const { words, slotNames, tableNames, over } = this.file
    const where = `${slotNames[to.slot]}, ${tableNames[to.table]}`
    const home = this.held?.meeting.slot === to.slot && this.held.meeting.table === to.table
    const passed = over.includes(to.slot)
    const obstacles = home || passed ? [] : ask()
    const notes = [...new Set(obstacles.map(one => this.#text(one)))]
    const says = passed ? words.passed : notes.join('; ') || (other ? words.swaps : words.fits)
    const free = home || (!passed && obstacles.length === 0)
    return { cell, slot: to.slot, table: to.table, free, swap: other !== undefined, says: `${where}: ${says}` }
  }

  #text(one: Obstacle): string {
    const name = (person: number) => this.file.names[person] ?? ''
    const mine = this.held?.meeting
    const others = 'by' in one ? [one.by.a, one.by.b].filter(each => each !== mine?.a && each !== mine?.b) : []
    return (this.file.obstacles[one.kind] ?? '')
      .replace('{who}', 'person' in one ? name(one.person) : '')
      .replace('{with}', others.map(name).join(' – '))
  }

  #meetingOf(card: HTMLElement): Meeting | undefined {
    const [a, b] = [this.#person.get(Number(card.dataset.a)), this.#person.get(Number(card.dataset.b))]
    const cell = card.closest('td')
    return a === undefined || b === undefined || !cell ? undefined : { a, b, ...this.at(cell) }
  }

  /** Puts it down without moving it. */
  giveUp(says = this.file.words.gaveUp): void {
    this.#clear()
    this.say(says)
  }

  #clear(): void {
    for (const row of this.#spots) for (const { cell } of row) delete cell.dataset.drop
    for (const cell of this.grid.querySelectorAll('.target')) cell.classList.remove('target')
    this.#spots = []
    this.held?.card.classList.remove('held')
    this.grid.classList.remove('dragging')
    this.held = undefined
  }

  /** Drops it in a place; the page that answers shows the board as it is then. Where it cannot be it goes back, with the reason said. */
  drop(spot: Spot): void {
    const { held } = this
    if (!held) return
    const home = spot.slot === held.meeting.slot && spot.table === held.meeting.table
    if (home || !spot.free) {
      this.giveUp(home ? undefined : spot.says)
      return
    }
    const form = document.createElement('form')
    form.method = 'post'
    form.action = this.#root.dataset.board ?? ''
    const fields = {
      do: 'move',
      version: this.#root.dataset.version ?? '',
      meeting: held.card.dataset.meeting ?? '',
      place: `${this.file.slots[spot.slot]}-${this.file.tables[spot.table]}`,
    }
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement('input')
      Object.assign(field, { type: 'hidden', name, value })
      form.append(field)
    }
    this.#root.append(form)
    this.#clear()
    keepPlace(this.grid)
    form.submit()
  }

  mark(cell: Element | undefined): void {
    for (const one of this.grid.querySelectorAll('.target')) one.classList.remove('target')
    cell?.classList.add('target')
  }
}
