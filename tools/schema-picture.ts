import type pg from 'pg'

/** The tables of schema public as readable SQL: columns, constraints, indexes and comments, in alphabetical order. */
export async function schemaPicture(pool: pg.Pool): Promise<string> {
  const tables = await pool.query<{ oid: number; name: string; comment: string | null }>(`
    select c.oid::int as oid, c.relname as name, obj_description(c.oid, 'pg_class') as comment
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname collate "C"`)
  const parts = ['-- Generated from the migrations by tools/generate.ts. Not for editing.\n']
  for (const table of tables.rows) {
    const columns = await pool.query<{ line: string; comment: string | null }>(
      `select format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
         case when a.attidentity <> '' then ' generated always as identity'
              when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
              when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as line,
         col_description(a.attrelid, a.attnum) as comment
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      [table.oid],
    )
    const constraints = await pool.query<{ line: string }>(
      `select format('constraint %I %s', conname, pg_get_constraintdef(oid)) as line from pg_constraint
       where conrelid = $1 and contype <> 'n' order by contype, conname collate "C"`,
      [table.oid],
    )
    const indexes = await pool.query<{ line: string }>(
      `select pg_get_indexdef(indexrelid) as line from pg_index where indrelid = $1
       and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x')) order by pg_get_indexdef(indexrelid) collate "C"`,
      [table.oid],
    )
    const lines = [
      ...columns.rows.map(({ line, comment }) => ({ line, comment })),
      ...constraints.rows.map(({ line }) => ({ line, comment: null })),
    ]
    if (table.comment) parts.push(`-- ${table.comment}`)
    parts.push(`create table ${table.name} (`)
    lines.forEach(({ line, comment }, at) => {
      parts.push(`  ${line}${at < lines.length - 1 ? ',' : ''}${comment ? ` -- ${comment}` : ''}`)
    })
    parts.push(');')
    for (const { line } of indexes.rows) parts.push(`${line};`)
    parts.push('')
  }
  return parts.join('\n')
}
