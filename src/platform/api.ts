import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Failure, STATUS } from '#platform/errors.ts'
import { type AppEnv, refuse } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'

export { OpenAPIHono, z }

const failureSchema = z
  .object({
    kind: z.enum(['NotFound', 'Forbidden', 'Invalid', 'Conflict', 'TooMany', 'Unavailable']),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  })
  .openapi('Failure')

const RESPONSES = { NotFound: 404, Invalid: 422, TooMany: 429, Unavailable: 503 } as const
const MEANING = {
  NotFound: 'No such thing',
  Invalid: 'A value was not understood; `fields` names it',
  TooMany: 'Too many requests in a short time',
  Unavailable: 'Try again later',
}

/** What a handler of the API works with. */
export type ApiContext = Context<AppEnv>

/** Words of one language: `?language=it` or `en`, else the one the caller prefers. */
const languageQuery = z.object({
  language: z.enum(['it', 'en']).optional().openapi({ description: 'Language of words in the answer' }),
})

/** One readable endpoint: what it answers, by schema, in the OpenAPI document and at run time. */
export type Endpoint<Query extends z.ZodObject, Answer extends z.ZodType> = {
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly tag: string
  readonly query: Query
  /** Names of the parts of the path in braces, with what they are. */
  readonly parts?: Readonly<Record<string, string>>
  readonly answer: Answer
  readonly read: (
    query: z.output<Query>,
    parts: Readonly<Record<string, string>>,
    language: Language,
  ) => Promise<z.input<Answer>>
}

/** Adds an endpoint. The answer is parsed by its schema, so nothing leaves that the document does not name. */
export function addEndpoint<Query extends z.ZodObject, Answer extends z.ZodType>(
  app: OpenAPIHono<AppEnv>,
  { path, summary, description, tag, query, parts = {}, answer, read }: Endpoint<Query, Answer>,
): void {
  const schema = query.extend(languageQuery.shape)
  const route = createRoute({
    method: 'get',
    path,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    request: {
      query: schema,
      ...(Object.keys(parts).length
        ? {
            params: z.object(
              Object.fromEntries(
                Object.entries(parts).map(([name, meaning]) => [
                  name,
                  z.string().openapi({ param: { name, in: 'path' }, description: meaning }),
                ]),
              ),
            ),
          }
        : {}),
    },
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: answer } } },
      ...Object.fromEntries(
        (Object.keys(RESPONSES) as (keyof typeof RESPONSES)[]).map(kind => [
          RESPONSES[kind],
          { description: MEANING[kind], content: { 'application/json': { schema: failureSchema } } },
        ]),
      ),
    },
  })
  app.openapi(route, (async (c: ApiContext) => {
    const valid = c.req.valid('query' as never) as z.output<Query> & { language?: Language }
    const result = await read(valid, c.req.param() as Record<string, string>, valid.language ?? c.get('language'))
    return c.json(answer.parse(result) as never)
  }) as never)
}

/** An empty API that answers failures as JSON. */
export function emptyApi(): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: result => {
      if (!result.success) throw refuse(result.error)
    },
  })
  return app
}

/** A failure as the API says it. */
export function failureAnswer(c: ApiContext, failure: Failure): Response {
  const asked = c.req.query('language')
  const language = asked === 'it' || asked === 'en' ? asked : c.get('language')
  const fields = failure.fieldsIn(language)
  return c.json(
    {
      kind: failure.kind,
      message: failure.in(language),
      ...(Object.keys(fields).length ? { fields } : {}),
    },
    STATUS[failure.kind],
  )
}
