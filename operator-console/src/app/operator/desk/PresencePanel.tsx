import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Form, Input, Radio, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { ProblemError, type Schemas } from '@/api';
import { command, useCommand, useGet } from '@/api/hooks';
import { phone, type Registration, usePhone } from '@/features/phone/browser-phone';
import { useNow } from '@/shared/clock';
import { clock } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';
import { messageOf } from '@/shared/ui/Failed';
import type { Presence } from './use-call';

const EXTENSION = 'siduan.extension';
const REASONS = ['MEAL', 'REST', 'MEETING', 'TRAINING', 'AFTERWORK'] as const;
const COLOURS: Record<Presence['state'], string> = {
  OFFLINE: '#4a5160',
  AVAILABLE: '#1a6b30',
  RESERVED: '#a3123c',
  TALKING: '#0950c8',
  WRAP_UP: '#7a4b00',
  PAUSED: '#7a4b00',
};

/** Whether the operator takes calls, and on which telephone. */
export function PresencePanel({ presence }: { presence: Presence }) {
  const t = useTexts('operator');
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Error | null>(null);
  const since = useNow() - Date.parse(presence.since ?? '');
  const say = useCommand('put', '/presence', {
    onSuccess: (said: Schemas['Presence']) => {
      setFailure(null);
      if (said.extension) localStorage.setItem(EXTENSION, said.extension);
      queries.setQueryData(['/presence'], said);
    },
    onError: setFailure,
  });
  usePhoneAgain(presence);
  const extension = presence.extension ?? localStorage.getItem(EXTENSION) ?? '';
  const become = (state: 'AVAILABLE' | 'PAUSED' | 'OFFLINE', reason?: string) =>
    say.mutate({ body: { state, extension, ...(reason && { reason }) } });
  const pausable = presence.state === 'AVAILABLE' || presence.state === 'WRAP_UP';
  useShortcuts([
    {
      keys: 'F4',
      label: t('keys.available'),
      off: !pausable && presence.state !== 'PAUSED',
      run: () => (presence.state === 'PAUSED' ? become('AVAILABLE') : become('PAUSED', t('pause.REST'))),
    },
  ]);
  if (presence.state === 'OFFLINE') {
    return (
      <Begin
        busy={say.isPending}
        failure={failure}
        begin={(e) => say.mutate({ body: { state: 'AVAILABLE', extension: e } })}
      />
    );
  }
  return (
    <section className="card presence" aria-label={t('presence.title')}>
      <div className="presence-now">
        <Tag variant="solid" color={COLOURS[presence.state]}>
          {t(`presence.${presence.state}` as Key<'operator'>)}
        </Tag>
        <span className="clock" aria-hidden="true">
          {clock(Math.max(0, since))}
        </span>
        <span>{t('presence.extension', { extension })}</span>
      </div>
      {presence.state === 'PAUSED' && presence.reason && (
        <p>{presence.reason === 'NO_ANSWER' ? t('pause.NO_ANSWER') : presence.reason}</p>
      )}
      <div className="buttons">
        {presence.state === 'PAUSED' && (
          <Button type="primary" loading={say.isPending} onClick={() => become('AVAILABLE')}>
            {t('presence.resume')} <KeyCap keys="F4" />
          </Button>
        )}
        {pausable && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: REASONS.map((r) => ({ key: r, label: t(`pause.${r}` as Key<'operator'>) })),
              onClick: ({ key }) => become('PAUSED', t(`pause.${key}` as Key<'operator'>)),
            }}
          >
            <Button>
              {t('presence.pause')} <KeyCap keys="F4" />
            </Button>
          </Dropdown>
        )}
        {(pausable || presence.state === 'PAUSED') && (
          <Button
            onClick={() => {
              become('OFFLINE');
              phone.stop();
            }}
          >
            {t('presence.end')}
          </Button>
        )}
      </div>
      <div role="alert" className="field-error">
        {failure && messageOf(failure)}
      </div>
    </section>
  );
}

/** A page that was loaded anew is the telephone again that it was. */
function usePhoneAgain(presence: Presence): void {
  const { line } = usePhone();
  const lost = presence.state !== 'OFFLINE' && line === 'off';
  const offered = useGet('/telephone', {}, { enabled: lost, staleTime: 0 }).data?.browser;
  const mine = lost && offered !== undefined && offered.extension === presence.extension;
  useEffect(() => {
    if (mine)
      void registration()
        .then((r) => phone.start(r, registration))
        .catch(() => phone.stop());
  }, [mine]);
}

/** A telephone of this operator's alone, and what it registers with for a while. */
function registration(): Promise<Registration> {
  return command('post', '/telephone/registration', {});
}

type BeginProps = { busy: boolean; failure: Error | null; begin: (extension: string) => void };
type Typed = { kind?: 'browser' | 'desk'; extension?: string };

/** Says which telephone, and takes calls from then on. */
function Begin({ busy, failure, begin }: BeginProps) {
  const t = useTexts('operator');
  const [form] = Form.useForm<Typed>();
  const [microphone, setMicrophone] = useState('');
  const offered = useGet('/telephone', {}, { staleTime: 0 }).data?.browser;
  const kind = Form.useWatch('kind', form) ?? (offered ? 'browser' : 'desk');
  const message = failure instanceof ProblemError ? failure.fieldMessages().extension : undefined;

  async function start({ extension = '' }: Typed): Promise<void> {
    setMicrophone('');
    if (kind !== 'browser' || !offered) {
      begin(extension);
      return;
    }
    try {
      const registered = await registration();
      await phone.start(registered, registration);
      begin(registered.extension);
    } catch (e) {
      phone.stop();
      setMicrophone(t('presence.noMicrophone', { reason: (e as Error).message }));
    }
  }

  return (
    <section className="card presence" aria-label={t('presence.title')}>
      <p className="presence-now">
        <Tag variant="solid" color={COLOURS.OFFLINE}>
          {t('presence.OFFLINE')}
        </Tag>
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ extension: localStorage.getItem(EXTENSION) ?? '' }}
        onFinish={(typed: Typed) => void start(typed)}
      >
        {offered && (
          <Form.Item name="kind" label={t('presence.kind')} initialValue="browser">
            <Radio.Group
              options={[
                { value: 'browser', label: t('presence.kind.browser') },
                { value: 'desk', label: t('presence.kind.desk') },
              ]}
            />
          </Form.Item>
        )}
        {kind === 'desk' && (
          <Form.Item
            name="extension"
            label={t('presence.phone')}
            extra={t('presence.phone.hint')}
            {...(message && { validateStatus: 'error' as const, help: message })}
            rules={[{ required: true, pattern: /^[0-9]{2,10}$/, message: t('presence.phone.wrong') }]}
          >
            <Input inputMode="numeric" maxLength={10} autoComplete="off" />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={busy} block>
          {t('presence.begin')}
        </Button>
        <div role="alert" className="field-error">
          {microphone || (failure && (!message || kind === 'browser') && messageOf(failure))}
        </div>
      </Form>
    </section>
  );
}
