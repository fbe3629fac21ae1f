// Which alerts go which way: a list that is changed as a whole.
import type { Route } from '../../contract/model/notice.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export function createRoutes(db: Connection) {
  const list = db.prepare<[], string>('SELECT route FROM route ORDER BY position').pluck();
  const clear = db.prepare('DELETE FROM route');
  const put = db.prepare<[number, string]>('INSERT INTO route (position, route) VALUES (?, ?)');
  return {
    /** All routes, in their order. */
    list: (): readonly Route[] => list.all().map((text) => objectIn<Route>(text)),
    /** Takes the place of all that were there; call it inside a transaction. */
    replace(routes: readonly Route[]): void {
      clear.run();
      routes.forEach((route, position) => {
        put.run(position, JSON.stringify(route));
      });
    },
  };
}
