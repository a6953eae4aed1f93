import { instantAt } from '#kernel/zoned.ts'
import { dateInRome } from '#platform/clock.ts'
import { accessibleAmong, slotsForm, slotsOfForm, tableNames } from '../meetings/setup/model.ts'
import { slugOf } from '../model.ts'
import { exampleFormat, membersFormat, thursdayAfter } from './model.ts'
import { insertExample, type Run } from './queries.ts'

const ZONE = 'Europe/Rome'

/**
 * A coming event of the example cluster, with people, tables, slots and wishes: starter/event.json and starter/members.json, parsed. Nobody is written
 * to: all wishes are answered, and reminders count as given. Answers how many people.
 */
export async function mergeStarterEvent(run: Run, content: unknown, members: unknown, now: Date): Promise<number> {
  const example = exampleFormat.parse(content)
  const says = new Map(membersFormat.parse(members).members.map(member => [member.key, member]))
  const day = thursdayAfter(dateInRome(now), example.days_ahead)
  const at = (hour: string) => {
    const instant = instantAt(`${day}T${hour}`, ZONE)
    if (!instant) throw new Error(`no ${hour} on ${day}`)
    return instant
  }
  const made = slotsOfForm(slotsForm.parse({ ...example.slots, day }), ZONE)
  if ('faults' in made) throw new Error(`slots of the example: ${JSON.stringify(made.faults)}`)
  await insertExample(run, {
    ...{ example, now, slots: made.slots, starts: at(example.starts), ends: at(example.ends) },
    slug: slugOf(example.title_it),
    tables: example.rooms.flatMap(room => {
      const names = tableNames(room.tables) ?? []
      const accessible = accessibleAmong(names, room.accessible)
      return names.map(name => ({ name, room: room.name, accessible: accessible.has(name) }))
    }),
    people: example.people.map(person => {
      const member = says.get(person.member)
      if (!member) throw new Error(`no member ${person.member}`)
      const email = `${person.name.toLowerCase().replaceAll(' ', '.')}@${person.member}.example.org`
      return { ...person, email, organisation: member.name, offers: member.says, seeks: member.looks_for }
    }),
  })
  return example.people.length
}
