/**
 * Makes starter/ledger.json: what the invented example cluster did from its founding to 2026-06-30, as facts. Invented, and the same at each run:
 *   node --import tsx tools/make-ledger.ts
 * Figures of reports are results of these facts; `src/domains/ledger/imports/starter.test.ts` says which it must give.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { EXAMPLE_CHAINS, exampleRegistry } from '#domains/network/imports/example/registry.ts'
import type { Category } from '#domains/network/model.ts'
import { foldName } from '#domains/network/sheets/model.ts'

const starter = path.resolve(import.meta.dirname, '../starter')

type Member = { key: string; category: Category; city: string; joined: string; left?: string; concepts: string[] }
type Fact = {
  kind: string
  on: string
  parties: [role: string, key: string][]
  cents?: number
  place?: string
  details?: Record<string, string | number>
  address?: string
  /** The fact it follows, an earlier one of these. */
  after?: Fact
}

const { members } = JSON.parse(readFileSync(path.join(starter, 'members.json'), 'utf8')) as { members: Member[] }
const facts: Fact[] = []

/** Mulberry32: small, and the same everywhere. */
let state = 20250101
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
const one = <T>(of: readonly T[]): T => of[whole(0, of.length - 1)] as T
function several<T>(of: readonly T[], count: number): T[] {
  const left = [...of]
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(whole(0, left.length - 1), 1)[0] as T)
}

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const between = (from: string, until: string) =>
  dayAfter(from, whole(0, (Date.parse(until) - Date.parse(from)) / 86_400_000))

const PROVINCES = ['ITH51', 'ITH52', 'ITH53', 'ITH54', 'ITH55', 'ITH56', 'ITH57', 'ITH58', 'ITH59']
const membersOn = (day: string, ...categories: string[]) =>
  members
    .filter(
      ({ joined, left, category }) =>
        joined <= day && (!left || left > day) && (!categories.length || categories.includes(category)),
    )
    .map(member => member.key)
const add = (
  kind: string,
  on: string,
  parties: Fact['parties'],
  rest: Omit<Fact, 'kind' | 'on' | 'parties'> = {},
): Fact => {
  const fact = { kind, on, parties, ...rest }
  facts.push(fact)
  return fact
}
const as = (role: string, keys: readonly string[]): Fact['parties'] => keys.map(key => [role, key])

type Topology = {
  objects: Record<string, { geometries: { properties: { name: string; prov_name: string } }[] }>
}
/** Province of a town, by its folded name: what the registry finds too. */
const provinceOf = new Map<string, string>()
{
  const file = path.join(starter, 'emilia-romagna-municipalities.topo.json')
  const { objects } = JSON.parse(readFileSync(file, 'utf8')) as Topology
  const codes: Readonly<Record<string, string>> = {
    piacenza: 'ITH51',
    parma: 'ITH52',
    'reggio nell emilia': 'ITH53',
    modena: 'ITH54',
    bologna: 'ITH55',
    ferrara: 'ITH56',
    ravenna: 'ITH57',
    'forli cesena': 'ITH58',
    rimini: 'ITH59',
  }
  for (const { properties } of Object.values(objects).flatMap(one => one.geometries))
    provinceOf.set(foldName(properties.name), codes[foldName(properties.prov_name)] ?? '')
}
/** As the database makes the codes of value chains of their names. */
const chainCodes = EXAMPLE_CHAINS.map(({ name_it }) =>
  foldName(name_it)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, ''),
)
const registry = members.map((member, at) => exampleRegistry({ ...member, left_on: member.left ?? null }, at))
const chainsOf = (at: number) => (registry[at]?.chains ?? []).map(chain => chainCodes[chain] ?? '').sort()

/** Two grew from small to large, two moved: what they were before is told as it was then. */
const grown = members
  .filter(({ category, joined, left }) => category === 'company' && joined < '2023' && !left)
  .slice(0, 2)
const moved = members.filter(({ category, joined, left }) => category === 'sme' && joined < '2023' && !left).slice(0, 2)
for (const [at, { key, category, city, joined, left }] of members.entries()) {
  const place = provinceOf.get(foldName(city))
  if (!place) throw new Error(`no province for ${city}`)
  const chains = chainsOf(at).join(' ')
  const [big, gone] = [grown.findIndex(one => one.key === key), moved.findIndex(one => one.key === key)]
  add('member-joined', joined, as('member', [key]), {
    place: gone < 0 ? place : place === 'ITH54' ? 'ITH55' : 'ITH54',
    details: { category: big < 0 ? category : 'sme', chains },
  })
  if (big >= 0 || gone >= 0)
    add(
      'member-changed',
      ['2024-05-06', '2025-03-10', '2025-09-08', '2026-02-02'][big >= 0 ? big : gone + 2] ?? '',
      as('member', [key]),
      {
        place,
        details: { category, chains },
      },
    )
  if (left) add('member-left', left, as('member', [key]), { place, details: { category, chains } })
}

/** What a year (or a part of one) held. Proposals: acronym, value in thousands of euro, outcome by the end of the period. */
type Period = {
  name: string
  from: string
  until: string
  proposers: number
  proposals: readonly (readonly [acronym: string, thousands: number, outcome?: 'funded' | 'rejected'])[]
  events: readonly (readonly [type: string, title: string])[]
  programme: string
  admitted: number
  counts: Readonly<
    Record<
      | 'introductions'
      | 'partnerships'
      | 'meetings'
      | 'services'
      | 'investments'
      | 'jobs'
      | 'trainings'
      | 'needs'
      | 'questions'
      | 'media'
      | 'publications'
      | 'patents'
      | 'studies',
      number
    >
  >
}

const PERIODS: readonly Period[] = [
  {
    name: '2024',
    from: '2024-01-15',
    until: '2024-12-15',
    proposers: 14,
    proposals: [
      ['CALICANTO', 5200, 'rejected'],
      ['PONTELUNGO', 3900, 'funded'],
      ['FILIGRANA', 6100, 'rejected'],
      ['RESPIRO', 4800, 'rejected'],
      ['TERRAFERMA', 2700, 'funded'],
      ['LANTERNA', 7300, 'rejected'],
      ['SILLABA', 4000, 'rejected'],
    ],
    events: [
      ['matchmaking', 'Giornata degli incontri 2024'],
      ['pitching', 'Startup in ospedale 2024'],
      ['visibility', 'La rete in piazza 2024'],
      ['training', 'Laboratorio sui bandi europei 2024'],
      ['table', 'Tavolo sulla telemedicina, primavera 2024'],
      ['table', 'Tavolo sulla telemedicina, autunno 2024'],
    ],
    programme: 'Accelera Salute 2024',
    admitted: 14,
    counts: {
      introductions: 9,
      partnerships: 3,
      meetings: 16,
      services: 8,
      investments: 2,
      jobs: 7,
      trainings: 4,
      needs: 3,
      questions: 21,
      media: 6,
      publications: 4,
      patents: 1,
      studies: 1,
    },
  },
  {
    name: '2025',
    from: '2025-01-13',
    until: '2025-12-15',
    proposers: 20,
    proposals: [
      ['ALTALENA', 6400, 'funded'],
      ['BATTICUORE', 5100, 'rejected'],
      ['CANTIERE', 4300, 'rejected'],
      ['DELTAPLANO', 7900, 'rejected'],
      ['ECLISSE', 3600, 'funded'],
      ['FONDALE', 5800, 'rejected'],
      ['GIRANDOLA', 4900],
      ['ISOLARIO', 6200],
      ['LUMEGGIO', 5500],
      ['MARTINETTO', 5300],
    ],
    events: [
      ['matchmaking', 'Giornata degli incontri, primavera 2025'],
      ['matchmaking', 'Giornata degli incontri, autunno 2025'],
      ['pitching', 'Startup in ospedale 2025'],
      ['pitching', 'Finale di Accelera Salute 2025'],
      ['visibility', 'La rete in piazza 2025'],
      ['training', 'Laboratorio sui bandi europei 2025'],
      ['table', 'Tavolo sui dati sanitari'],
      ['table', 'Tavolo sull’invecchiamento attivo'],
    ],
    programme: 'Accelera Salute 2025',
    admitted: 21,
    counts: {
      introductions: 14,
      partnerships: 5,
      meetings: 26,
      services: 12,
      investments: 4,
      jobs: 11,
      trainings: 6,
      needs: 5,
      questions: 30,
      media: 9,
      publications: 6,
      patents: 2,
      studies: 2,
    },
  },
  {
    name: '2026',
    from: '2026-01-12',
    until: '2026-06-26',
    proposers: 12,
    proposals: [
      ['NAVETTA', 5700, 'rejected'],
      ['ORDITO', 4400],
      ['PETTINE', 6900],
      ['ROCCHETTO', 3800],
    ],
    events: [
      ['matchmaking', 'Giornata degli incontri, primavera 2026'],
      ['pitching', 'Startup in ospedale 2026'],
      ['visibility', 'La rete in piazza 2026'],
      ['training', 'Laboratorio sulla proprietà intellettuale'],
      ['table', 'Tavolo sui dispositivi medici'],
    ],
    programme: 'Accelera Salute 2026',
    admitted: 9,
    counts: {
      introductions: 8,
      partnerships: 2,
      meetings: 12,
      services: 7,
      investments: 1,
      jobs: 5,
      trainings: 3,
      needs: 4,
      questions: 16,
      media: 5,
      publications: 2,
      patents: 1,
      studies: 1,
    },
  },
]

const SUBJECTS = [
  'sensori indossabili',
  'dati clinici',
  'telemedicina',
  'materiali per protesi',
  'diagnosi per immagini',
  'farmaci personalizzati',
  'riabilitazione',
  'alimentazione e salute',
  'organoidi',
  'dispositivi medici',
]
const TOPICS = [
  'bandi aperti per piccole imprese',
  'come diventare membro',
  'sperimentazioni cliniche',
  'marcatura CE di un dispositivo',
  'tirocini e tesi',
  'ricerca di un partner',
  'agevolazioni per startup',
]
const SERVICES = [
  'lettura di una proposta',
  'ricerca di partner',
  'orientamento alla proprietà intellettuale',
  'scouting tecnologico',
  'accompagnamento a una fiera',
]
const COURSES = [
  'Scrivere una proposta europea',
  'Regolamento dei dispositivi medici',
  'Scienza dei dati per la sanità',
  'Tecnico superiore biomedicale',
  'Etica della ricerca clinica',
  'Intelligenza artificiale in corsia',
]
const OUTLETS = ['Gazzetta delle imprese', 'Corriere della Via Emilia', 'Radio Pianura', 'Salute e ricerca']
const SITE = 'https://rete-salute.example.org'

for (const period of PERIODS) {
  const { name, from, until, counts } = period
  const day = () => between(from, until)
  const all = membersOn(from)
  proposals(period)
  /** Every province in turn, beginning elsewhere each year, so that in each period something happens in each. */
  let turn = Number(name)
  const nextPlace = () => PROVINCES[turn++ % PROVINCES.length] as string
  for (const [type, title] of period.events) {
    const on = day()
    const participants = several(membersOn(on), whole(12, 34))
    add('event-held', on, as('participant', participants), {
      place: nextPlace(),
      details: { title, type, participants: participants.length * whole(1, 3) + whole(5, 40) },
      address: `${SITE}/eventi/${slug(title)}`,
    })
  }
  const startups = several(membersOn(until, 'startup'), period.admitted)
  const admission = between(`${name}-03-01`, `${name}-03-20`)
  for (const startup of startups)
    add('startup-admitted', admission, as('startup', [startup]), { details: { programme: period.programme } })
  if (name !== '2026')
    for (const startup of startups.slice(0, Math.ceil(startups.length * 0.85)))
      add('startup-graduated', `${name}-11-28`, as('startup', [startup]), { details: { programme: period.programme } })
  for (const [at, member] of members.entries()) {
    // Those of 2026 are the ones the registry of the example has.
    const { fee_cents = 0, paid_cents = 0 } = registry[at] ?? {}
    const cents = name === '2026' ? paid_cents : fee_cents
    const paid = name === '2026' || (member.joined <= from && (!member.left || member.left > until))
    const on = between(from, dayAfter(from, 75))
    if (paid && cents > 0) add('fee-paid', on, as('member', [member.key]), { cents, details: { year: Number(name) } })
  }

  // Every third introduction brings a company together with a university or a health trust.
  const companies = membersOn(from, 'startup', 'sme', 'company')
  const publics = membersOn(from, 'university', 'health')
  const introduced = Array.from({ length: counts.introductions }, (_, at) => {
    const [on, pair] = [day(), at % 3 === 0 ? [one(companies), one(publics)] : several(all, 2)]
    return {
      on,
      pair,
      fact: add('introduction-made', on, as('introduced', pair), { details: { note: `su ${one(SUBJECTS)}` } }),
    }
  })
  // Some of those who were introduced end up working together; so do others.
  for (const [at, { on, pair, fact }] of introduced.slice(0, counts.partnerships).entries()) {
    const later = [dayAfter(on, whole(40, 150)), until].sort()[0] as string
    const details = { title: one(SUBJECTS) }
    if (at % 3 === 2) add('partnership-formed', later, as('partner', several(all, 3)), { details })
    else add('partnership-formed', later, as('partner', pair), { details, after: fact })
  }
  const met: { pair: string[]; fact: Fact }[] = []
  for (let at = 0; at < counts.meetings; at++) {
    const again = at % 4 === 3 ? met[whole(0, met.length - 1)] : undefined
    const pair = again?.pair ?? several(all, 2)
    const fact = add(
      'meeting-held',
      again ? between(dayAfter(from, 100), until) : between(from, dayAfter(from, 90)),
      as('participant', pair),
      {
        place: nextPlace(),
        details: { title: one(SUBJECTS), ...(again ? {} : { occasion: period.events[0]?.[1] ?? '' }) },
        ...(again ? { after: again.fact } : {}),
      },
    )
    met.push({ pair, fact })
  }
  repeat(counts.services, () =>
    add('service-given', day(), as('recipient', [one(all)]), {
      details: { title: one(SERVICES), hours: whole(2, 24) },
    }),
  )
  repeat(counts.investments, () =>
    add('investment-raised', day(), as('recipient', [one(startups)]), {
      cents: whole(3, 38) * 5_000_000,
      details: { title: one(['aumento di capitale', 'obbligazione convertibile', 'contributo a fondo perduto']) },
      address: `${SITE}/notizie/investimento-${name}-${whole(1, 999)}`,
    }),
  )
  repeat(counts.jobs, () =>
    add('job-created', day(), as('employer', [one(membersOn(from, 'startup', 'sme', 'company'))]), {
      place: one(PROVINCES),
      details: { jobs: whole(1, 6) },
    }),
  )
  // By a university and by a technical institute in turn.
  repeat(counts.trainings, at =>
    add('training-delivered', day(), as('provider', [one(membersOn(from, at % 2 ? 'training' : 'university'))]), {
      place: nextPlace(),
      details: { title: one(COURSES), hours: whole(1, 10) * 8, learners: whole(9, 42) },
    }),
  )
  const needs = Array.from({ length: counts.needs }, () => ({
    on: between(from, dayAfter(from, 100)),
    owner: one(membersOn(from, 'health')),
    title: `Cerchiamo soluzioni per ${one(SUBJECTS)}`,
  }))
  for (const { on, owner, title } of needs) add('need-published', on, as('owner', [owner]), { details: { title } })
  for (const { on, owner, title } of needs.slice(0, Math.ceil(needs.length * 0.6)))
    add(
      'need-answered',
      dayAfter(on, whole(10, 55)),
      [...as('owner', [owner]), ...as('answerer', several(membersOn(from, 'startup', 'sme'), 2))],
      { details: { title } },
    )
  repeat(counts.questions, () => {
    const asked = between(from, dayAfter(until, -12))
    add('question-answered', dayAfter(asked, whole(0, 9)), [], {
      place: one(PROVINCES),
      details: { title: one(TOPICS), asked },
    })
  })
  repeat(counts.media, () =>
    add('media-coverage', day(), as('subject', several(all, whole(0, 2))), {
      details: { title: `La rete e ${one(SUBJECTS)}`, outlet: one(OUTLETS) },
      address: `${SITE}/rassegna/${name}-${whole(100, 999)}`,
    }),
  )
  repeat(counts.publications, () =>
    add('publication', day(), as('author', several(membersOn(from, 'university', 'research', 'health'), whole(1, 3))), {
      details: { title: `Uno studio su ${one(SUBJECTS)}` },
      address: `${SITE}/pubblicazioni/${name}-${whole(100, 999)}`,
    }),
  )
  repeat(counts.patents, () =>
    add('patent', day(), as('holder', [one(membersOn(from, 'startup', 'university', 'company'))]), {
      details: { title: `Metodo per ${one(SUBJECTS)}` },
    }),
  )
  repeat(counts.studies, () =>
    add('clinical-study', day(), as('site', several(membersOn(from, 'health'), 2)), {
      details: { title: `Studio osservazionale su ${one(SUBJECTS)}` },
    }),
  )
}

/** Each of the period's proposers is in one proposal at least, none of the others in any. */
function proposals({ from, until, proposals: list, proposers: count }: Period): void {
  const proposers = [
    ...several(membersOn(from, 'university', 'research', 'health'), Math.ceil(count / 2)),
    ...several(membersOn(from, 'company', 'sme', 'startup'), Math.floor(count / 2)),
  ]
  const leads = proposers.slice(0, Math.ceil(count / 2))
  for (const [at, [acronym, thousands, outcome]] of list.entries()) {
    const lead = leads[at % leads.length] as string
    const own = proposers.filter((_, index) => index % list.length === at)
    const partners = [...new Set([...own, ...several(proposers, whole(1, 3))])].filter(key => key !== lead)
    const parties = [...as('coordinator', [lead]), ...as('partner', partners)]
    // Those that have an outcome were sent in time for it.
    const on = between(from, outcome ? dayAfter(from, 60) : dayAfter(until, -20))
    const rest = { cents: thousands * 100_000, details: { title: acronym, level: 'european' } }
    add('proposal-submitted', on, parties, rest)
    add('proposal-supported', on, parties, rest)
    if (outcome) add(`proposal-${outcome}`, dayAfter(on, whole(75, 100)), parties, rest)
  }
}

function repeat(times: number, work: (at: number) => void): void {
  for (let at = 0; at < times; at++) work(at)
}

function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .toLowerCase()
}

const ordered = facts
  .map((fact, at) => ({ fact, at }))
  .sort((a, b) => (a.fact.on < b.fact.on ? -1 : a.fact.on > b.fact.on ? 1 : a.at - b.at))
  .map(({ fact }) => fact)
/** What it follows is named by its line, from 0. */
const lines = ordered.map(({ after, ...fact }) =>
  JSON.stringify({ ...fact, ...(after ? { after: ordered.indexOf(after) } : {}) }),
)
writeFileSync(path.join(starter, 'ledger.json'), `[\n${lines.join(',\n')}\n]\n`)
console.log(`ledger.json: ${facts.length} facts`)
