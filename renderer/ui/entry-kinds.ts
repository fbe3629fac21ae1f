// What each kind of entry is called in a list, its icon, and which kinds a filter takes together.
import {
  AlarmClockCheck,
  ArrowRightLeft,
  Bell,
  BellMinus,
  BellOff,
  CalendarClock,
  ChartColumn,
  Check,
  CheckCheck,
  ChevronsUp,
  CircleHelp,
  ClockAlert,
  Cog,
  CornerUpLeft,
  EyeOff,
  FileDown,
  FilePen,
  Flag,
  HeartPulse,
  History,
  Inbox,
  KeyRound,
  Layers,
  Link2,
  ListChecks,
  ListTodo,
  type LucideIcon,
  Paperclip,
  PenLine,
  PhoneForwarded,
  Pin,
  Play,
  Power,
  Send,
  Server,
  SkipForward,
  Split,
  Timer,
  Unplug,
  Users,
  Waves,
  X,
} from 'lucide-react';
import type { EntryKind } from '../../electron/contract/model/journal.ts';

interface KindFace {
  readonly label: string;
  readonly icon: LucideIcon;
}

export const KIND_FACES: Readonly<Record<EntryKind, KindFace>> = {
  'check-state': { label: 'check', icon: HeartPulse },
  'host-state': { label: 'host', icon: Server },
  flapping: { label: 'flapping', icon: Waves },
  alert: { label: 'alert', icon: Bell },
  suppression: { label: 'held back', icon: BellMinus },
  acknowledgement: { label: 'ack', icon: CheckCheck },
  inventory: { label: 'inventory', icon: Server },
  credential: { label: 'credential', icon: KeyRound },
  settings: { label: 'settings', icon: Cog },
  heartbeat: { label: 'heartbeat', icon: HeartPulse },
  maintenance: { label: 'maintenance', icon: CalendarClock },
  mute: { label: 'mute', icon: BellOff },
  alerting: { label: 'alerting', icon: Cog },
  delivery: { label: 'delivery', icon: Send },
  escalation: { label: 'escalation', icon: PhoneForwarded },
  'on-call': { label: 'on call', icon: Users },
  inbound: { label: 'inbound', icon: Inbox },
  isolation: { label: 'isolation', icon: Unplug },
  'host-key': { label: 'host key', icon: KeyRound },
  engine: { label: 'engine', icon: Power },
  'clock-jump': { label: 'clock jump', icon: AlarmClockCheck },
  'not-monitored': { label: 'blind', icon: EyeOff },
  note: { label: 'note', icon: PenLine },
  decision: { label: 'decision', icon: Split },
  status: { label: 'status', icon: Flag },
  severity: { label: 'severity', icon: ChevronsUp },
  roles: { label: 'roles', icon: Users },
  details: { label: 'details', icon: FilePen },
  problems: { label: 'problems', icon: Layers },
  sla: { label: 'sla', icon: Timer },
  attachment: { label: 'file', icon: Paperclip },
  link: { label: 'link', icon: Link2 },
  'follow-up': { label: 'follow-up', icon: ListTodo },
  correction: { label: 'correction', icon: CornerUpLeft },
  pin: { label: 'pin', icon: Pin },
  redaction: { label: 'redaction', icon: EyeOff },
  export: { label: 'export', icon: FileDown },
  run: { label: 'run', icon: Play },
  step: { label: 'step', icon: ListChecks },
  shift: { label: 'shift', icon: CalendarClock },
  handoff: { label: 'hand-over', icon: ArrowRightLeft },
  report: { label: 'report', icon: ChartColumn },
};

/** How a step of a run ended. */
export const STEP_MARKS = { ok: Check, failed: X, interrupted: CircleHelp, skipped: SkipForward } as const;

/** Of an entry that was written down more than a minute after it happened. */
export const LATE_ICON: LucideIcon = ClockAlert;
/** Of one that somebody brought in from elsewhere. */
export const IMPORT_ICON: LucideIcon = History;

/** What a filter takes together, in the order it offers them. */
export const KIND_GROUPS: readonly (readonly [label: string, kinds: readonly EntryKind[]])[] = [
  ['Notes', ['note', 'decision', 'correction']],
  ['Files', ['attachment']],
  ['Status', ['status', 'severity', 'roles', 'acknowledgement', 'problems']],
  ['Details', ['details', 'follow-up', 'link', 'export', 'pin', 'redaction']],
  ['Runbooks', ['run', 'step']],
  ['SLA', ['sla']],
  ['States', ['check-state', 'host-state', 'flapping', 'not-monitored']],
  ['Alerts', ['alert', 'suppression', 'delivery', 'escalation', 'on-call', 'inbound']],
  ['Shift', ['shift', 'handoff', 'report']],
  [
    'Changes',
    [
      'maintenance',
      'mute',
      'inventory',
      'credential',
      'settings',
      'alerting',
      'host-key',
      'isolation',
      'engine',
      'clock-jump',
      'heartbeat',
    ],
  ],
];
