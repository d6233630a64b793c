import { Alert, Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { Order } from '../shared/api';
import { call, NoAnswer, newKey } from '../shared/http';
import { asDecimal, minorOf, money } from '../shared/money';
import { Failed, LOCALE } from './parts';
import { leftMinor } from './rows';
import { useDesk } from './staff';
import { words } from './words';

const MAY_REFUND = ['manager', 'admin'];

/** Gives money back: all that is left, unless less is written. One press is one refund, however often it is sent. */
export function RefundForm({ order }: { order: Order }) {
  const { staff } = useDesk();
  const queries = useQueryClient();
  const left = leftMinor(order);
  const [amount, setAmount] = useState(asDecimal(left, order.currency));
  const [reason, setReason] = useState('');
  const [pressed, setPressed] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const key = useRef(newKey());
  const minor = minorOf(amount, order.currency);
  const inWords = (of: number) => money(of, order.currency, LOCALE);

  if (!staff.roles.some((role) => MAY_REFUND.includes(role))) return <Section>{words.roleNeeded}</Section>;
  if (left === 0) return <Section>{words.nothingLeft}</Section>;
  const amountWrong = minor === null || minor === 0 || minor > left ? words.amountWrong(inWords(left)) : null;
  const reasonWrong = reason.trim() ? null : words.reasonMissing;

  const changed = () => {
    if (error) key.current = newKey();
    setError(null);
  };
  const refund = async (event: FormEvent) => {
    event.preventDefault();
    setPressed(true);
    if (sending || amountWrong || reasonWrong) return;
    setSending(true);
    setError(null);
    try {
      await call('POST', `/orders/${encodeURIComponent(order.id)}/refunds`, {
        token: staff.token,
        body: { amount_minor: minor, reason: reason.trim() },
        idempotencyKey: key.current,
      });
      key.current = newKey();
      await Promise.all(['order', 'orders'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer)) key.current = newKey();
      setError(thrown as Error);
    } finally {
      setSending(false);
    }
  };

  return (
    <form noValidate onSubmit={refund} className="refund">
      <h3>{words.refund}</h3>
      <TextInput
        label={`${words.amount} (${order.currency})`}
        description={words.left(inWords(left))}
        inputMode="decimal"
        autoComplete="off"
        value={amount}
        error={pressed ? amountWrong : null}
        onChange={(event) => {
          setAmount(event.currentTarget.value);
          changed();
        }}
      />
      <TextInput
        label={words.reason}
        description={words.reasonMore}
        maxLength={200}
        autoComplete="off"
        value={reason}
        error={pressed ? reasonWrong : null}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          changed();
        }}
      />
      {error instanceof NoAnswer && <Alert color="yellow">{words.refundUnknown}</Alert>}
      {error && !(error instanceof NoAnswer) && <Failed error={error} />}
      <Button type="submit" aria-disabled={sending}>
        {sending ? words.refunding : words.refundButton(minor ? inWords(minor) : '')}
      </Button>
    </form>
  );
}

function Section({ children }: { children: string }) {
  return (
    <>
      <h3>{words.refund}</h3>
      <p className="muted">{children}</p>
    </>
  );
}
