import { App, Button, Drawer, Form } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { ProblemError } from '@/api';
import { newKey } from '@/api/fetch';
import { useTexts } from '@/shared/i18n';
import { Conflict, type Won } from './Conflict';
import { changesOf } from './changes';
import { showFaults } from './faults';
import { lastChange } from './last-change';

type Version = { version: number; values: object };
type Props = {
  title: string;
  /** What the form shows at first, and of which version; none for something new. */
  initial: object;
  version?: number;
  /** How the audit trail names it, to say who was quicker. */
  about?: { type: string; id: number | string };
  /** Field names to what they are called, for what somebody else changed. */
  labels: Record<string, string>;
  /** @param key stays the same while it is not known whether it arrived */
  save: (typed: never, version: number, key: string) => Promise<unknown>;
  reread?: () => Promise<Version>;
  close: () => void;
  saved: string;
  size?: number;
  children: ReactNode;
};

/**
 * A registered thing, being changed. Whoever is second is told what the first one changed and keeps what was
 * typed: they take it over, or save theirs over it knowingly.
 */
export function EditDrawer(props: Props) {
  const { title, initial, about, labels, save, reread, close, saved, size = 560, children } = props;
  const t = useTexts('admin');
  const { message, modal } = App.useApp();
  const [form] = Form.useForm();
  const [seen, setSeen] = useState<Version>({ version: props.version ?? 0, values: initial });
  const [won, setWon] = useState<Won | null>(null);
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState(false);
  const key = useRef(newKey());

  async function lost(): Promise<void> {
    if (!reread) return;
    const now = await reread();
    const who = about ? await lastChange(about) : undefined;
    setWon({ who, values: now.values, changes: changesOf(seen.values, now.values, Object.keys(labels)) });
    setSeen(now);
  }

  async function send(typed: object): Promise<void> {
    setSending(true);
    setFailure('');
    try {
      await save(typed as never, seen.version, key.current);
      message.success(saved);
      close();
    } catch (e) {
      if (e instanceof ProblemError) key.current = newKey();
      if (e instanceof ProblemError && e.status === 412) await lost().catch((x) => setFailure(String(x)));
      else setFailure(showFaults(form, e as Error));
    } finally {
      setSending(false);
    }
  }

  function leave(): void {
    if (!form.isFieldsTouched()) {
      close();
      return;
    }
    modal.confirm({
      title: t('edit.leaveAsk'),
      okText: t('edit.leave'),
      cancelText: t('edit.stay'),
      onOk: close,
    });
  }

  return (
    <Drawer
      open
      title={title}
      size={size}
      onClose={leave}
      footer={
        <div className="form-buttons">
          <Button onClick={leave}>{t('cancel')}</Button>
          <Button type="primary" loading={sending} onClick={() => form.submit()}>
            {won ? t('edit.saveOver') : t('save')}
          </Button>
        </div>
      }
    >
      {won && (
        <Conflict
          won={won}
          labels={labels}
          take={() => {
            form.setFieldsValue(won.values);
            setWon(null);
          }}
        />
      )}
      <p role="alert" className="form-failure">
        {failure}
      </p>
      <Form form={form} layout="vertical" initialValues={initial} onFinish={(typed) => void send(typed)}>
        {children}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}
