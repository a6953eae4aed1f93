import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The process that supervises the embedded server of a data folder: written beside the data, read by whoever comes second. */
export type Owner = {
  readonly pid: number
  /** Start time of the process in clock ticks since boot: a recycled process number does not pass for the owner. */
  readonly started: string
  readonly command: string
  readonly since: string
  readonly address?: string
}

const fileOf = (data: string) => path.join(data, 'owner.json')

/** Field 22 of /proc/PID/stat, or '' where there is no /proc. */
function startTicks(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The live owner of `data`, or undefined when there is none or it has died. */
export function liveOwner(data: string): Owner | undefined {
  const owner = read(fileOf(data))
  return owner && isAlive(owner.pid) && startTicks(owner.pid) === owner.started ? owner : undefined
}

/** Becomes the owner of `data`, or returns the live process that already is. */
export function claim(data: string, command: string, since: string): { mine: Owner } | { other: Owner } {
  const mine: Owner = { pid: process.pid, started: startTicks(process.pid), command, since }
  const file = fileOf(data)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    for (;;) {
      try {
        linkSync(draft, file)
        return { mine }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const other = liveOwner(data)
      if (other) return { other }
      discardStale(file)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Moves a dead owner's file aside; puts it back when somebody live took it in the meantime. */
function discardStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = read(aside)
  if (moved && isAlive(moved.pid) && startTicks(moved.pid) === moved.started && !existsSync(file))
    renameSync(aside, file)
  else rmSync(aside, { force: true })
}

export function announceAddress(data: string, mine: Owner, address: string): void {
  const file = fileOf(data)
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ ...mine, address }), { mode: 0o600 })
  renameSync(`${file}.${process.pid}`, file)
}

export function resign(data: string): void {
  if (read(fileOf(data))?.pid === process.pid) rmSync(fileOf(data), { force: true })
}

function read(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch {
    return undefined
  }
}
