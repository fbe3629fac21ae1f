// The sign of each kind of step. One that this window does not know is drawn as a plain dot.
import {
  BookOpenText,
  ClipboardList,
  Dot,
  Hourglass,
  type LucideIcon,
  PenLine,
  PhoneForwarded,
  ScanSearch,
  Send,
  Signature,
  Split,
  Terminal,
} from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  manual: ClipboardList,
  run: Terminal,
  check: ScanSearch,
  input: PenLine,
  ask: Split,
  approve: Signature,
  wait: Hourglass,
  notify: Send,
  escalate: PhoneForwarded,
  call: BookOpenText,
};

export function StepIcon({ kind }: { readonly kind: string }) {
  const Icon = ICONS[kind] ?? Dot;
  return (
    <>
      <Icon className="ic" aria-hidden="true" />
      <span className="vh">{kind}:</span>
    </>
  );
}
