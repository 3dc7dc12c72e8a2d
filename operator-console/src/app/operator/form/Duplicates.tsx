import { Alert, Checkbox, Form } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '@/api';
import { moment, orderNumber } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { OrderStateTag } from '@/shared/ui/StateTag';

/** Open orders alike; making another one is a decision of its own. */
export function Duplicates({ orders }: { orders: Schemas['OrderSummary'][] }) {
  const t = useTexts('operator');
  if (orders.length === 0) return null;
  return (
    <Alert
      type="warning"
      className="duplicates"
      role="status"
      title={t('form.duplicates', { count: orders.length })}
      description={
        <>
          <ul>
            {orders.map((o) => (
              <li key={o.number}>
                <Link to={`/operator/orders/${o.number}`} target="_blank">
                  {orderNumber(o.number)}
                </Link>{' '}
                <OrderStateTag state={o.state} /> {o.item_name} · {moment(o.received_at)} · {o.summary}
              </li>
            ))}
          </ul>
          <Form.Item
            name="despite_duplicates"
            valuePropName="checked"
            noStyle
            rules={[
              {
                validator: (_, agreed) =>
                  agreed ? Promise.resolve() : Promise.reject(new Error(t('form.duplicates.agree'))),
              },
            ]}
          >
            <Checkbox>{t('form.duplicates.despite')}</Checkbox>
          </Form.Item>
          <Form.Item shouldUpdate noStyle>
            {(form) => <div className="field-error">{form.getFieldError('despite_duplicates')[0]}</div>}
          </Form.Item>
        </>
      }
    />
  );
}
