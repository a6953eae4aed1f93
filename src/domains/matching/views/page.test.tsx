import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { matchQuery } from '../model.ts'
import { MatchingPage } from './page.tsx'

const page = (language: 'it' | 'en', searchedAs: readonly string[]) =>
  renderToStaticMarkup(
    <MatchingPage
      language={language}
      query={matchQuery.parse({ text: 'biostampa di tessuti' })}
      answer={{ call: undefined, matches: [], newcomers: [], searchedAs }}
      shown={new Map()}
      labels={{ projects: new Map(), concepts: new Map() }}
      provinces={new Map()}
      countries={[]}
      foreign={undefined}
    />,
  )

test('the page says with which English words an Italian text was searched', () => {
  expect(page('it', ['bioprinting', 'tissue'])).toContain(
    'Cercato anche come: <span lang="en">bioprinting, tissue</span>',
  )
  expect(page('en', ['bioprinting'])).toContain('Also searched as: <span lang="en">bioprinting</span>')
  expect(page('it', [])).not.toContain('Cercato anche come')
})

test('of a long text only the first words are shown', () => {
  const html = page(
    'it',
    Array.from({ length: 100 }, (_, n) => `word${n}`),
  )
  expect(html).toContain('word23…')
  expect(html).not.toContain('word24')
})
