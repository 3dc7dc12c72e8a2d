import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { OrderView } from '@/app/operator/order/OrderPage';
import { orderNumber } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import '@/app/operator/operator.css';

/** An order beside the board: to chase, supervise or re-route it without losing sight of the rest. */
export function ActOnOrder({ number }: { number: string }) {
  const t = useTexts('supervisor');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-label={t('order.actOn', { number: orderNumber(number) })}
        onClick={() => setOpen(true)}
      >
        {t('order.act')}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} size={860} title={t('order.acting')} destroyOnHidden>
        <OrderView number={number} />
      </Drawer>
    </>
  );
}
