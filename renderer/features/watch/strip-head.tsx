// The names of a strip's columns.

export function StripHead() {
  return (
    <div className="shd" aria-hidden="true">
      <span />
      <span>Host, check</span>
      <span>What</span>
      <span className="sp">Last hour</span>
      <span className="ss">Since</span>
      <span className="sa">Att.</span>
      <span>Owner</span>
      <span>Told</span>
    </div>
  );
}
