import type { Context } from 'hono'
import { type AppEnv, page } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { Table } from '#ui/parts.tsx'
import type { ApiDocument } from './app.ts'
import { words } from './messages.ts'

/** Addresses that show something on the starter data. */
const EXAMPLES: Readonly<Record<string, string>> = {
  '/organisations': '/organisations?q=biomateriali&member=yes',
  '/organisations/{key}': '/organisations/999993953',
  '/organisations/{key}/projects': '/organisations/999993953/projects',
  '/organisations/{key}/competences': '/organisations/999993953/competences',
  '/organisations/{key}/partners': '/organisations/999993953/partners',
  '/organisations/{key}/calls': '/organisations/999993953/calls',
  '/projects': '/projects?q=cancer',
  '/rules': '/rules?call=HORIZON-HLTH-2027-03-TOOL-02',
  '/territory': '/territory',
  '/calls': '/calls?q=cancer',
  '/calls/{id}': '/calls/HORIZON-HLTH-2027-03-TOOL-02',
  '/matches': '/matches?call=HORIZON-HLTH-2027-03-TOOL-02&limit=5',
  '/team': '/team?call=HORIZON-HLTH-2027-03-TOOL-02&min=8&max=10',
}

/** The OpenAPI document, for people. */
export const apiPage = (document: ApiDocument) => (c: Context<AppEnv>) => {
  const language = c.get('language')
  const { title, lead } = words[language]
  return page(c, { title, description: lead }, <Reference language={language} document={document} />)
}

type Shape = { type?: string | string[]; enum?: unknown[]; items?: Shape; default?: unknown; description?: string }
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Shape }

function Reference({ language, document }: { language: Language; document: ApiDocument }) {
  const t = words[language]
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <div className="prose">
        <h2>{t.start}</h2>
        <p>
          {t.startText} <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). {t.limits}
        </p>
        <p>
          {t.sources} {language === 'it' && t.english}
        </p>
      </div>
      {Object.entries(document.paths ?? {}).map(([path, methods]) => {
        const operation = methods.get
        if (!operation) return null
        const parameters = (operation.parameters ?? []) as Parameter[]
        const example = EXAMPLES[path]
        return (
          <section key={path} id={path.replaceAll(/[^a-z]+/g, '-')}>
            <h2 lang="en">{operation.summary}</h2>
            <p>
              <code>GET /api{path}</code>
            </p>
            {operation.description && <p lang="en">{operation.description}</p>}
            {example && (
              <p>
                {t.example}: <a href={`/api${example}`}>/api{example}</a>
              </p>
            )}
            {parameters.length > 0 && (
              <details>
                <summary>
                  {t.parameters} ({parameters.length})
                </summary>
                <Table
                  caption={t.parameters}
                  heads={[{ text: t.name }, { text: t.type }, { text: t.meaning }]}
                  rows={parameters.map(one => [
                    <code key="n">{one.name}</code>,
                    typeOf(one.schema),
                    [
                      one.required && t.required,
                      one.description ?? one.schema?.description,
                      one.schema?.default !== undefined && `= ${one.schema.default}`,
                    ]
                      .filter(Boolean)
                      .join('; '),
                  ])}
                />
              </details>
            )}
          </section>
        )
      })}
    </>
  )
}

function typeOf(schema: Shape | undefined): string {
  if (!schema) return ''
  if (schema.enum) return schema.enum.join(' | ')
  if (schema.items) return `${typeOf(schema.items)} []`
  return [schema.type]
    .flat()
    .filter(type => type !== 'null')
    .join(' | ')
}
