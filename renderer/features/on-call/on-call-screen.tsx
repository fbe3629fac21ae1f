export function OnCallScreen() {
  return <main>On call </main>;
}
