import type { ContactRole } from '../../members/model.ts'
import type { Category } from '../../model.ts'
import type { MemberRecord } from '../members.ts'

/** Value chains of an invented health cluster, each with the fields of science that lead a member into it. */
export const EXAMPLE_CHAINS = [
  {
    name_it: 'Dispositivi medici e robotica',
    name_en: 'Medical devices and robotics',
    says_it: 'Dalla stampa di impianti ai robot di corsia: chi progetta, produce, prova e usa dispositivi.',
    says_en: 'From printed implants to robots in the ward: who designs, makes, tests and uses devices.',
    fields:
      /medical engineering|robot|implant|biomaterial|additive|wearable|sensor|manufactur|mechatron|ceramic|metallurg|polymer|automation|coating|dialysis|product engineering/,
  },
  {
    name_it: 'Farmaci e terapie avanzate',
    name_en: 'Medicines and advanced therapies',
    says_it: 'Molecole, cellule, geni e il modo di portarli ai pazienti in sicurezza.',
    says_en: 'Molecules, cells, genes, and how to bring them to patients safely.',
    fields:
      /pharm|drug|gene therapy|oncolog|vaccin|tissue|stem cell|chemistry|toxicolog|hematolog|immun|transplant|biotechnolog/,
  },
  {
    name_it: 'Salute digitale e dati',
    name_en: 'Digital health and data',
    says_it: 'Dati clinici, intelligenza artificiale e servizi a distanza di cui ci si può fidare.',
    says_en: 'Clinical data, artificial intelligence and remote services one can trust.',
    fields:
      /data|ehealth|machine learning|artificial intelligence|software|language processing|internet of things|imaging|computer|statistic|epidemiolog/,
  },
  {
    name_it: 'Nutrizione e benessere',
    name_en: 'Nutrition and well-being',
    says_it: 'Cibo, sport e ambiente prima della malattia.',
    says_en: 'Food, sport and environment before illness comes.',
    fields: /nutrition|food|sport|agricultur|microbio|dairy|veterinar|botany|environment|fitness|diabetes/,
  },
  {
    name_it: 'Cure, territorio e invecchiamento attivo',
    name_en: 'Care, community and active ageing',
    says_it: 'Ospedali, case della comunità e famiglie: curare bene vicino a dove si vive.',
    says_en: 'Hospitals, community health and families: good care close to home.',
    fields:
      /health care|gerontolog|physiotherap|public health|social|nursing|emergency|paediatric|dementia|educational|psych|cardiolog|pneumolog|neurolog/,
  },
] as const

const FIRST = [
  'Ada',
  'Bice',
  'Cosimo',
  'Delia',
  'Ettore',
  'Fosca',
  'Guido',
  'Ines',
  'Lapo',
  'Mirta',
  'Nello',
  'Olga',
  'Pia',
  'Remo',
  'Sveva',
  'Tullio',
  'Vera',
  'Zeno',
]
const FAMILY = [
  'Arcolai',
  'Bobina',
  'Canapa',
  'Damasco',
  'Ecrù',
  'Fettuccia',
  'Gugliata',
  'Imbastiti',
  'Lanaioli',
  'Merletti',
  'Orsoio',
  'Passamano',
  'Rammendi',
  'Setaioli',
  'Taffetà',
  'Velluti',
]

/** Yearly fees by category, in euro. */
const FEE: Record<Category, number> = {
  company: 1500,
  sme: 600,
  startup: 150,
  university: 1000,
  research: 800,
  health: 1000,
  training: 500,
  public: 0,
  association: 300,
}

const TRL: Partial<Record<Category, readonly [number, number]>> = {
  company: [6, 9],
  sme: [5, 9],
  startup: [3, 7],
  university: [1, 5],
  research: [3, 7],
  health: [6, 9],
}

export type ExampleContact = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly role: ContactRole
  readonly title: string
  readonly first: boolean
}

/** What the registry of the example cluster says of a member beside its own words; everything is invented and depends on the member and its place alone. */
export type ExampleRegistry = {
  readonly chains: readonly number[]
  readonly contacts: readonly ExampleContact[]
  readonly trl: readonly [number, number] | undefined
  readonly public_body: boolean
  readonly fee_cents: number
  /** Cents paid of the fee; undefined where none is asked. */
  readonly paid_cents: number | undefined
}

const TITLES: Partial<Record<Category, readonly string[]>> = {
  university: ['Prorettrice alla ricerca', 'Ufficio terza missione'],
  health: ['Direttrice sanitaria', 'Ufficio ricerca e innovazione'],
  public: ['Assessora', 'Ufficio progetti'],
}

/** Has no divisor in common with the number of names, so that all of them come before one comes twice. */
const STEP = 95

/** A small whole number that depends on a text alone. */
const mark = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)

/** `place`: of the member in its list, so that no two people have one name. */
export function exampleRegistry(
  member: Pick<MemberRecord, 'key' | 'category' | 'concepts' | 'left_on'>,
  place: number,
): ExampleRegistry {
  const own = mark(member.key)
  const words = member.concepts.join(' ').toLowerCase()
  const chains = EXAMPLE_CHAINS.flatMap((chain, at) => (chain.fields.test(words) ? [at] : []))
  const host = `${member.key.slice(3)}.example.org`
  const [lead = 'Direttrice', office = 'Ufficio progetti'] = TITLES[member.category] ?? []
  const person = (at: number, role: ContactRole, title: string): ExampleContact => {
    const who = ((2 * place + at) * STEP) % (FIRST.length * FAMILY.length)
    const first = FIRST[who % FIRST.length] ?? 'Ada'
    const family = FAMILY[Math.floor(who / FIRST.length)] ?? 'Arcolai'
    const email = `${first}.${family}@${host}`.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
    // No such number can be: Italian area codes do not begin with two zeros.
    const phone = `+39 000${String(1_000_000 + ((own * 17 + at * 101) % 9_000_000))}`
    return { name: `${first} ${family}`, email, phone, role, title, first: at === 0 }
  }
  // One in nine has nobody to speak to: the list of whom to call has something in it.
  const contacts = own % 9 === 0 ? [] : [person(0, 'delegate', office), ...(own % 3 ? [person(1, 'legal', lead)] : [])]
  const fee_cents = FEE[member.category] * 100
  const asked = fee_cents > 0 && !member.left_on
  return {
    chains: chains.length ? chains.slice(0, 3) : [4],
    contacts: member.left_on ? [] : contacts,
    trl: TRL[member.category],
    public_body: ['university', 'health', 'public'].includes(member.category),
    fee_cents,
    paid_cents: asked ? (own % 5 === 0 ? 0 : own % 11 === 0 ? Math.round(fee_cents / 2) : fee_cents) : undefined,
  }
}
