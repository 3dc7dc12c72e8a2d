import type { Texts } from '@/shared/i18n';

type Word = (kind: 'whole' | 'verb' | 'noun', word: string) => string | undefined;

/** createAccount in words. What has no words is shown as it is: better a code than nothing. */
export function actionWords(action: string, word: Word, join: string): string {
  const whole = word('whole', action);
  if (whole !== undefined) return whole;
  const [verb = '', ...rest] = action.split(/(?=[A-Z])/);
  const noun = rest.join('');
  const verbSaid = word('verb', verb);
  const nounSaid = noun === '' ? '' : word('noun', noun);
  if (verbSaid === undefined || nounSaid === undefined) return action;
  return nounSaid === '' ? verbSaid : `${verbSaid}${join}${nounSaid}`;
}

/** The words of the texts; i18next answers with the key where there are none. */
export function wordsOf(t: Texts<'admin'>): Word {
  return (kind, word) => {
    const key = `audit.${kind}.${word}`;
    const said = t(`audit.${kind}.${word}` as never);
    return said === key ? undefined : said;
  };
}
