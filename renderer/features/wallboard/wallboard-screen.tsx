// The wall: read at six metres, no controls.
export function WallboardScreen() {
  return <main />;
}
