// (Scaffold: its owner writes it.)
export function AttachmentDialog(_: object) {
  return null;
}
