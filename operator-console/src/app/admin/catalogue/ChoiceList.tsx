import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type Key, useTexts } from '@/shared/i18n';
import { type Choice, type Fault, type Field, freeName } from './form-draft';

type Props = { field: Field; put: (field: Field) => void; frozen: boolean; fault?: Fault };

/** What a field can be answered with; orders keep the short name, people read the words. */
export function ChoiceList({ field, put, frozen, fault }: Props) {
  const t = useTexts('admin');
  const { choices } = field;
  const set = (at: number, part: keyof Choice, value: string) =>
    put({ ...field, choices: choices.map((c, i) => (i === at ? { ...c, [part]: value } : c)) });
  return (
    <fieldset className="choices">
      <legend>{t('form.part.choices')}</legend>
      {choices.map((choice, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: every part of a choice can be typed anew
        <div key={at} className="choice">
          {(['title', 'english', 'value'] as const).map((part) => (
            <Input
              key={part}
              aria-label={t(`form.choice.${part}` as Key<'admin'>, { n: at + 1 })}
              placeholder={t(`form.choice.${part}Short` as Key<'admin'>)}
              maxLength={60}
              value={choice[part]}
              onChange={(e) => set(at, part, e.target.value)}
            />
          ))}
          {!frozen && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('form.remove', { name: choice.title || choice.value })}
              onClick={() => put({ ...field, choices: choices.filter((_, i) => i !== at) })}
            />
          )}
        </div>
      ))}
      {fault && <small className="form-failure">{t(`form.fault.${fault.rule}` as Key<'admin'>)}</small>}
      {!frozen && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => {
            const value = freeName(
              'CHOICE_',
              choices.map((c) => c.value),
            );
            put({ ...field, choices: [...choices, { value, title: '', english: '' }] });
          }}
        >
          {t('form.addChoice')}
        </Button>
      )}
    </fieldset>
  );
}
