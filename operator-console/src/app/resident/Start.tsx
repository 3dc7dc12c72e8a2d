import { useTexts } from '@/shared/i18n';
import { LanguageSwitch } from '@/shared/ui/LanguageSwitch';

export function Start() {
  const s = useTexts('shared');
  return (
    <main>
      <h1>{s('app.name')}</h1>
      <LanguageSwitch />
    </main>
  );
}
