import { beforeAll, expect, test } from 'vitest'
import { buildIndex, type Index } from '#algorithms/ranking/build.ts'
import type { Corpus } from '#algorithms/ranking/problem.ts'
import { rank } from '#algorithms/ranking/solve.ts'
import { inEnglish } from './dictionary.ts'

/** Invented projects in five fields, each by two organisations of its own. */
const FIELDS = [
  'Bioprinting of cartilage tissue from stem cells for regenerative medicine. Hydrogel scaffolds and organoids',
  'Remote monitoring of frail older people at home with wearable sensors. Ageing and independent living',
  'Antimicrobial resistance in hospitals. Rapid diagnostics of bacterial infection and new antibiotics',
  'Urban air pollution and heatwaves. Exposure of children in cities and respiratory disease',
  'Federated machine learning on medical imaging. Privacy of health data and early cancer detection',
]
const PAIRS = [
  ['biostampa di tessuti per la medicina rigenerativa', 'bioprinting of tissues for regenerative medicine'],
  [
    'telemonitoraggio degli anziani a casa con sensori indossabili',
    'remote monitoring of older people at home with wearable sensors',
  ],
  ['test rapidi contro la resistenza agli antibiotici', 'rapid tests against antimicrobial resistance'],
  ['inquinamento dell’aria e salute dei bambini in città', 'air pollution and children’s health in cities'],
  ['apprendimento federato su immagini mediche', 'federated learning on medical images'],
] as const

let index: Index
beforeAll(() => {
  const documents = FIELDS.flatMap((text, field) =>
    Array.from({ length: 6 }, (_, n) => ({
      id: `${field}-${n}`,
      title: text.split('.')[0] ?? '',
      text,
      topicId: `P-F${field}-2023-01`,
      topicTitle: '',
      scheme: 'RIA',
      day: n,
      concepts: [],
    })),
  )
  const corpus: Corpus = {
    documents,
    actors: Array.from({ length: 2 * FIELDS.length }, (_, a) => ({
      id: `A${a}`,
      name: `Actor ${a}`,
      country: 'IT',
      region: 'ITH5',
      place: '',
      kind: 'HES',
      small: false,
      profile: '',
    })),
    links: documents.flatMap((_, document) => {
      const field = Math.floor(document / 6)
      return [
        { document, actor: 2 * field, role: 'lead' as const },
        { document, actor: 2 * field + 1, role: 'member' as const },
      ]
    }),
    earlier: [],
  }
  index = buildIndex(corpus)
})

const best = (text: string) => new Set(rank(index, { text }, { limit: 2 }).map(result => result.actor))

test.each(PAIRS.map((pair, field) => [...pair, field] as const))(
  '%s finds what “%s” finds',
  (italian, english, field) => {
    const wanted = new Set([2 * field, 2 * field + 1])
    expect(best(english)).toEqual(wanted)
    expect(best(inEnglish(italian, index)?.text ?? '')).toEqual(wanted)
  },
)

test('English stays English, other languages are left alone, a mixed text keeps its English', () => {
  for (const [, english] of PAIRS) expect(inEnglish(english, index)).toBeUndefined()
  expect(inEnglish('Salud mental de los adolescentes en las escuelas de la ciudad', index)).toBeUndefined()
  expect(inEnglish('', index)).toBeUndefined()
  expect(inEnglish('un progetto di federated learning per la sanità digitale', index)?.text).toBe(
    'project federated learning digital health',
  )
  expect(inEnglish('telemedicina')?.english).toEqual(['telemedicine'])
})

test('names of organisations stay, so that they are found by them', () => {
  expect(inEnglish('vorremmo lavorare con l’Istituto Ortopedico Rizzoli di Bologna')?.text).toContain(
    'Istituto orthopaedic Ortopedico Rizzoli Bologna',
  )
})
