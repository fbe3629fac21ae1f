// How it looks on this machine: taken up at once, kept here, nobody else's business.
import { MOTIONS, type Motion, setMotion, setTheme, THEMES, type Theme, useTheme } from '../../store/theme.ts';
import { Segment } from '../../ui/segment.tsx';
import { SettingRow } from './setting-row.tsx';

const THEME_WORDS: Readonly<Record<Theme, string>> = { dark: 'Dark', light: 'Light', night: 'Night' };
const MOTION_WORDS: Readonly<Record<Motion, string>> = { system: 'As the system says', still: 'Still' };

const ABOUT: Readonly<Record<Theme, string>> = {
  dark: 'For a room with screens.',
  light: 'For a bright room and for print.',
  night: 'Dim and without blue, for eyes that have to see in the dark.',
};

export function LookSection() {
  const { theme, motion } = useTheme();
  const isReduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return (
    <section aria-label="Look">
      <h2>
        Look <u>on this machine, at once</u>
      </h2>
      <SettingRow name="Theme" about={`${ABOUT[theme]} T goes to the next. Default: dark.`}>
        <Segment
          label="Theme"
          value={theme}
          options={THEMES.map((each) => [each, THEME_WORDS[each]] as const)}
          onChange={setTheme}
        />
      </SettingRow>
      <SettingRow
        name="Motion"
        about={
          motion === 'still'
            ? 'Nothing fades and the alarm does not breathe. Default: as the system says.'
            : `The system says now: ${isReduced ? 'reduced, so nothing moves' : 'motion is fine'}. Default.`
        }
      >
        <Segment
          label="Motion"
          value={motion}
          options={MOTIONS.map((each) => [each, MOTION_WORDS[each]] as const)}
          onChange={setMotion}
        />
      </SettingRow>
    </section>
  );
}
