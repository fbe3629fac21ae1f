// Templates as operators entered them; the checks they gave to hosts lie with the hosts' own.
import type { TemplateId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { Template } from '../../contract/model/template.ts';
import type { Connection } from './connect.ts';
import { listIn } from './json-column.ts';

type Row = Record<'id' | 'name' | 'tag' | 'checks', string>;

export function createTemplates(db: Connection) {
  const list = db.prepare<[], Row>('SELECT id, name, tag, checks FROM template ORDER BY name_key');
  const put = db.prepare<[Row & { readonly nameKey: string }]>(`
    INSERT INTO template (id, name, name_key, tag, checks) VALUES (@id, @name, @nameKey, @tag, @checks)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, tag = excluded.tag,
      checks = excluded.checks`);
  const remove = db.prepare<[string]>('DELETE FROM template WHERE id = ?');
  return {
    /** All templates, by name. */
    list: (): readonly Template[] =>
      list.all().map((row) => ({
        ...row,
        id: row.id as TemplateId,
        checks: [...listIn<Template['checks'][number]>(row.checks)],
      })),
    put: ({ id, name, tag, checks }: Template): void =>
      void put.run({ id, name, nameKey: nameKey(name), tag, checks: JSON.stringify(checks) }),
    remove: (id: TemplateId): boolean => remove.run(id).changes > 0,
  };
}
