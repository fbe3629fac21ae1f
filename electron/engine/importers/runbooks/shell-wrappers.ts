// Commands that only carry out another one: sudo, timeout, nice … What is judged is the command inside.

/** Options of sudo that take a value. */
const SUDO_VALUE = /^-(?:[A-Za-z]*[ugprtChT])$|^--(?:user|group|prompt|role|type|chdir|host)$/;
const DURATION = /^\d+(?:\.\d+)?[smhd]?$/;
/** Settings of the language, the time zone and the pager, which change no more than how it looks. */
const HARMLESS_SETTING =
  /^(?:LC_[A-Z]+|LANG|LANGUAGE|TZ|COLUMNS|LINES|NO_COLOR|TERM)=[\w.:/@+-]*$|^(?:SYSTEMD_|GIT_|AWS_)?PAGER=(?:cat)?$/;

export interface InnerCommand {
  /** The command inside, its program first; empty where there is none ('sudo -i'). */
  readonly words: readonly string[];
  /** It was wrapped in a way whose every word is understood. */
  readonly understood: boolean;
}

/** Peels sudo, timeout, nice, time and settings in front off a command. */
export function innerCommand(words: readonly string[]): InnerCommand {
  let rest = words;
  let understood = true;
  for (let turn = 0; turn < 8; turn += 1) {
    const [first = ''] = rest;
    if (HARMLESS_SETTING.test(first)) rest = rest.slice(1);
    else if (/^[A-Za-z_]\w*\+?=/.test(first)) [rest, understood] = [rest.slice(1), false];
    else if (first === 'sudo' || first === 'doas') {
      const [inner, known] = pastSudo(rest.slice(1));
      rest = inner;
      understood &&= known;
    } else if (first === 'timeout') rest = rest.slice(DURATION.test(rest[1] ?? '') ? 2 : 3);
    else if (first === 'nice' || first === 'ionice') rest = pastNice(rest.slice(1));
    else if (first === 'time' || first === 'nohup' || first === 'exec' || first === 'command' || first === 'env') {
      if (rest.length === 1 || rest[1]?.startsWith('-')) break;
      rest = rest.slice(1);
    } else break;
  }
  return { words: rest, understood };
}

function pastSudo(words: readonly string[]): readonly [readonly string[], boolean] {
  let at = 0;
  let known = true;
  while (words[at]?.startsWith('-')) {
    const option = words[at] ?? '';
    at += 1;
    if (option === '--') break;
    if (SUDO_VALUE.test(option)) at += 1;
    else if (!/^-[nEHSkA]+$|^--(?:user|group)=\S+$|^--(?:non-interactive|preserve-env|set-home)$/.test(option))
      known = false;
  }
  return [words.slice(at), known];
}

function pastNice(words: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-')) at += /^-[nc]$/.test(words[at] ?? '') ? 2 : 1;
  return words.slice(at);
}
