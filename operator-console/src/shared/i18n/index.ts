import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { AreaTexts } from './areas';

export type Language = 'zh-CN' | 'en';
export type AreaName = keyof AreaTexts;
type WithoutPlural<K> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;
/** The keys of an area's texts files. */
export type Key<A extends AreaName> = WithoutPlural<keyof AreaTexts[A] & string>;
export type Values = Record<string, string | number>;
/** Finds a text of one area; keys are checked by the compiler, their use by texts.test.ts. */
export type Texts<A extends AreaName> = (key: Key<A>, values?: Values) => string;

const STORED = 'siduan.language';
const INLINE = { 'zh-CN': 'zh', en: 'en' } as const;

export type Bundle = { zh: Record<string, string>; en: Record<string, string> };

function firstLanguage(): Language {
  const stored = safely(() => localStorage.getItem(STORED));
  if (stored === 'zh-CN' || stored === 'en') return stored;
  return 'zh-CN';
}

function safely<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined; // storage can be forbidden
  }
}

/** Once per page, before anything is drawn. */
export function startTexts(bundles: Record<string, Bundle>): void {
  void i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    resources: { 'zh-CN': {}, en: {} },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
  for (const [area, bundle] of Object.entries(bundles)) addTexts(area, bundle);
  document.documentElement.lang = i18next.language;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
}

/** The texts of an area that was loaded later. */
export function addTexts(area: string, bundle: Bundle): void {
  for (const language of ['zh-CN', 'en'] as const) {
    i18next.addResourceBundle(language, area, bundle[INLINE[language]], false, true);
  }
}

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

export function chooseLanguage(chosen: Language): void {
  safely(() => localStorage.setItem(STORED, chosen));
  void i18next.changeLanguage(chosen);
}

/** What the account says, unless somebody chose on this device. */
export function suggestLanguage(suggested: string | undefined): void {
  const stored = safely(() => localStorage.getItem(STORED));
  if (!stored && (suggested === 'en' || suggested === 'zh-CN') && suggested !== language()) {
    void i18next.changeLanguage(suggested);
  }
}

export function useTexts<A extends AreaName>(area: A): Texts<A> {
  const { t } = useTranslation(area);
  return t as unknown as Texts<A>;
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh-CN';
}

/** Outside components; does not follow a change of language. */
export function textsOf<A extends AreaName>(area: A): Texts<A> {
  return i18next.getFixedT(null, area) as unknown as Texts<A>;
}
