import type { DataSource } from 'typeorm';

type Line = { line: string };

/** Tables with their columns and constraints, then indexes and triggers: names in order, so that a change shows as one. */
const TABLES = `
  select format(E'create table %s (\\n%s\\n);', c.relname, string_agg(part.line, E',\\n' order by part.kind, part.place)) as line
  from pg_class c
  join lateral (
    select 1 as kind, a.attnum::int as place,
      format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attidentity <> '' then ' generated always as identity'
             when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end,
        case when a.attnotnull then ' not null' else '' end) as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    union all
    select 2, row_number() over (order by k.conname)::int,
      format('  constraint %s %s', k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
  ) part on true
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
  group by c.relname order by c.relname`;
const INDEXES = `
  select replace(indexdef, ' public.', ' ') || ';' as line from pg_indexes
  where schemaname = 'public' and tablename <> 'migration'
    and indexname not in (select conname from pg_constraint) order by tablename, indexname`;
const TRIGGERS = `
  select replace(pg_get_triggerdef(t.oid), ' public.', ' ') || ';' as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by c.relname, t.tgname`;

/** The schema as the migrations leave it, for reading and for comparing. */
export async function schemaDump(dataSource: DataSource): Promise<string> {
  const sections = [];
  for (const query of [TABLES, INDEXES, TRIGGERS]) {
    const rows = await dataSource.query<Line[]>(query);
    sections.push(rows.map(({ line }) => line).join(query === TABLES ? '\n\n' : '\n'));
  }
  return `-- Generated from the migrations; read it, do not run it.\n\n${sections.join('\n\n')}\n`;
}
