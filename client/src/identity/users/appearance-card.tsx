import { useTranslation } from 'react-i18next';
import { Card } from '#client/components/card.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { usePreferences } from '#client/identity/users/preferences.ts';
import { gainColours, setGainColour, useGainColour } from '#client/lib/gain-colours.ts';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';

/** Each language is named in itself, so that people find theirs in a page they cannot read. */
const languageNames = { en: 'English', ru: 'Русский' };

const chosen = <Value extends string>(known: readonly Value[], value: string) =>
  known.find((one) => one === value);

/**
 * Language, theme and the colour of gains. As in the header, a choice takes effect at once and is no part of what the
 * form saves.
 */
export function AppearanceCard() {
  const { t } = useTranslation(['users', 'app']);
  const gainColour = useGainColour();
  const { locale, theme, chooseLocale, chooseTheme } = usePreferences();
  return (
    <Card id="appearance" title={t('appearance.title')} description={t('appearance.description')}>
      <div className="grid gap-4 p-5 sm:grid-cols-2">
        <SelectField
          id="locale"
          label={t('locale')}
          value={locale}
          onChange={({ target }) => chooseLocale(chosen(locales, target.value) ?? locale)}
        >
          {locales.map((value) => (
            <option key={value} value={value} lang={value}>
              {languageNames[value]}
            </option>
          ))}
        </SelectField>
        <SelectField
          id="theme"
          label={t('theme')}
          value={theme}
          onChange={({ target }) => chooseTheme(chosen(themes, target.value) ?? theme)}
        >
          {themes.map((value) => (
            <option key={value} value={value}>
              {t(`app:theme.${value}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          id="gainColour"
          label={t('gainColour.label')}
          hint={t('gainColour.hint')}
          value={gainColour}
          onChange={({ target }) => setGainColour(chosen(gainColours, target.value) ?? gainColour)}
        >
          {gainColours.map((value) => (
            <option key={value} value={value}>
              {t(`gainColour.${value}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </Card>
  );
}
