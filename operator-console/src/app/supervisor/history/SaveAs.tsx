import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { download } from '@/shared/download';
import { type Key, useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';

const FORMS = ['xlsx', 'utf-8', 'gb18030'] as const;
type Props = { what: string; path: string; query: Record<string, string>; name: string };

/** The figures that are shown, as a file. */
export function SaveAs({ what, path, query, name }: Props) {
  const t = useTexts('supervisor');
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);

  async function save(form: (typeof FORMS)[number]): Promise<void> {
    setSaving(true);
    const format = form === 'xlsx' ? 'xlsx' : 'csv';
    const encoding: Record<string, string> = form === 'xlsx' ? {} : { encoding: form };
    try {
      await download(path, { ...query, ...encoding, format }, `${name}.${format}`);
    } catch (e) {
      message.error(messageOf(e as Error), 8);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: FORMS.map((form) => ({ key: form, label: t(`save.${form}` as Key<'supervisor'>) })),
        onClick: ({ key }) => void save(key as (typeof FORMS)[number]),
      }}
    >
      <Button loading={saving} aria-label={t('save.label', { what })}>
        {t('save')}
      </Button>
    </Dropdown>
  );
}
