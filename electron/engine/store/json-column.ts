// Columns that hold JSON. SQLite vouches for the pages of a file, not for what is written in them: what is not of its make
// is found here, where it is read, instead of far away where it is used. It throws a SyntaxError, as JSON.parse does.

/** A stored list. What its items are is the caller's word. */
export function listIn<Item>(text: string): readonly Item[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new SyntaxError(`a list was expected, found ${text.slice(0, 40)}`);
  return value as readonly Item[];
}

/** A stored object. What is in it is the caller's word. */
export function objectIn<Value extends object>(text: string): Value {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError(`an object was expected, found ${text.slice(0, 40)}`);
  return value as Value;
}
