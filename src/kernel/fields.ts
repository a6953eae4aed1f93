import * as z from 'zod'

/** Schema pieces for query strings and forms, where everything is text and an empty field means "not said". */
export const field = {
  text: (max = 200) => z.preprocess(blank, z.string().trim().max(max).optional()),
  list: <T extends z.ZodType>(item: T) =>
    z.preprocess(
      value =>
        value === undefined || value === '' ? [] : Array.isArray(value) ? value.filter(part => part !== '') : [value],
      z.array(item).max(50),
    ),
  flag: () => z.preprocess(value => value === '1' || value === 'on' || value === 'true', z.boolean()),
  page: () => z.preprocess(blank, z.coerce.number().int().min(1).max(10_000).default(1)),
  whole: (min: number, max: number) => z.preprocess(blank, z.coerce.number().int().min(min).max(max).optional()),
  one: <const T extends readonly [string, ...string[]]>(values: T) => z.preprocess(blank, z.enum(values).optional()),
}

/** An empty field of a form or query string says nothing. */
export function blank(value: unknown): unknown {
  return typeof value === 'string' && value.trim() === '' ? undefined : value
}
