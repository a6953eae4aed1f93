import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { z } from 'zod'

const root = path.resolve(import.meta.dirname, '..')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const language = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/)
const dependency = z.strictObject({
  name: z.string().min(1),
  versionMin: z.string().optional(),
  versionMax: z.string().optional(),
  version: z.string().optional(),
  optional: z.boolean().optional(),
})

/**
 * The core of the standard, version 0.4 (docs/standard/schema.core.rst of publiccodeyml/publiccode.yml): every mandatory key, and the values that
 * are lists of words. No validator of it is in npm; this holds what our file uses and refuses the rest.
 */
const standard = z.strictObject({
  publiccodeYmlVersion: z.literal('0.4'),
  name: z.string().min(1),
  url: z.url({ protocol: /^https$/ }).endsWith('.git'),
  softwareVersion: z.string().optional(),
  releaseDate: day.optional(),
  platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
  categories: z
    .array(
      z.enum([
        'collaboration',
        'project-collaboration',
        'data-analytics',
        'grant-management',
        'project-management',
        'event-management',
        'crm',
      ]),
    )
    .optional(),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum([
    'standalone/mobile',
    'standalone/iot',
    'standalone/desktop',
    'standalone/web',
    'standalone/backend',
    'standalone/other',
    'addon',
    'library',
    'configurationFiles',
  ]),
  intendedAudience: z
    .strictObject({
      scope: z.array(z.enum(['research', 'local-authorities', 'healthcare', 'society', 'education', 'employment'])),
    })
    .optional(),
  description: z.record(
    language,
    z.strictObject({
      localisedName: z.string().optional(),
      genericName: z.string().max(35).optional(),
      shortDescription: z.string().min(1).max(150),
      longDescription: z.string().min(150).max(10_000),
      features: z.array(z.string().min(1).max(100)).min(1),
    }),
  ),
  legal: z.strictObject({ license: z.string().min(1) }),
  maintenance: z.strictObject({
    type: z.enum(['internal', 'contract', 'community', 'none']),
    // Mandatory where the maintenance is internal or of a community.
    contacts: z.array(z.strictObject({ name: z.string().min(1), email: z.email().optional() })).min(1),
  }),
  localisation: z.strictObject({ localisationReady: z.boolean(), availableLanguages: z.array(language).min(1) }),
  dependsOn: z.strictObject({ open: z.array(dependency).optional() }).optional(),
})

const text = readFileSync(path.join(root, 'publiccode.yml'), 'utf8')
const read = () => parseDocument(text, { strict: true, uniqueKeys: true })

test('publiccode.yml is YAML without a warning, and what the standard asks', () => {
  const document = read()
  expect([...document.errors, ...document.warnings]).toEqual([])
  const parsed = standard.safeParse(document.toJS())
  expect(parsed.error?.issues ?? []).toEqual([])
})

test('it says what package.json and the site say', () => {
  const file = standard.parse(read().toJS())
  const { version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  expect([file.softwareVersion, file.legal.license]).toEqual([version, license])
  expect(file.localisation.availableLanguages.sort()).toEqual(Object.keys(file.description).sort())
  expect(Object.keys(file.description).sort()).toEqual(['en', 'it'])
})

test.each([
  'name',
  'url',
  'platforms',
  'developmentStatus',
  'softwareType',
  'description',
  'legal',
  'maintenance',
  'localisation',
])('without %s it would be refused', key => {
  const file = read().toJS()
  delete file[key]
  expect(standard.safeParse(file).success).toBe(false)
})
