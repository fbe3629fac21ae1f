// Who sits at this desk.
export function SignInDialog() {
  return <main />;
}
