// (Scaffold: its owner writes it.)
export function HoldDialog(_: object) {
  return null;
}
