import { Button } from 'antd';
import { phone, usePhone } from '@/features/phone/browser-phone';
import { useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';

/** The keys of the telephone that this page is. Nothing where a desk phone is used. */
export function PhonePanel() {
  const t = useTexts('operator');
  const { line, call, muted, failure } = usePhone();
  const talking = call === 'talking' || call === 'held';
  useShortcuts([
    { keys: 'Alt+A', label: t('keys.pickUp'), off: call !== 'ringing', run: () => phone.answer() },
    { keys: 'Alt+M', label: t('keys.mute'), off: !talking, run: () => phone.mute() },
  ]);
  if (line === 'off') return null;
  return (
    <section className="card" aria-label={t('phone.title')}>
      <p role="status">
        {line === 'ready' && t('phone.ready')}
        {line === 'connecting' && t('phone.connecting')}
        {line === 'lost' && t('phone.lost', { reason: failure ?? '' })}
      </p>
      <div className="buttons">
        {call === 'ringing' && (
          <Button type="primary" onClick={() => phone.answer()}>
            {t('phone.answer')} <KeyCap keys="Alt+A" />
          </Button>
        )}
        {talking && (
          <Button aria-pressed={muted} onClick={() => phone.mute()}>
            {muted ? t('phone.unmute') : t('phone.mute')} <KeyCap keys="Alt+M" />
          </Button>
        )}
        {call === 'ringing' && (
          <Button danger onClick={() => phone.hangUp()}>
            {t('phone.decline')}
          </Button>
        )}
      </div>
    </section>
  );
}
