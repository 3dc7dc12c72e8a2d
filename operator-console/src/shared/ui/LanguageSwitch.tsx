import { chooseLanguage, useLanguage, useTexts } from '@/shared/i18n';

/** A plain button, so that the light pages can have it too. */
export function LanguageSwitch() {
  const s = useTexts('shared');
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className="language-switch" lang={other} onClick={() => chooseLanguage(other)}>
      {s('language.other')}
    </button>
  );
}
