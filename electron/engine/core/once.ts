/** `find`, asked once for each key. */
export function once<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.has(key) ? (known.get(key) as Value) : find(key);
    known.set(key, found);
    return found;
  };
}
