import { Button } from '@mantine/core';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Form } from '../Form';
import type { Field, Typed } from '../fields';
import { Amount, Empty, Failed, ListState, LOCALE, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { Side } from '../Side';
import { useSend } from '../send';
import { rowsOf, useList } from '../staff';
import { offerUndo } from '../Undo';
import { words as common } from '../words';
import { words } from './words';

interface Promotion extends Record<string, unknown> {
  id: string;
  name: string;
  code: string | null;
  kind: string;
  currency: string | null;
  amount_minor: number | null;
  percent: number | null;
  starts_at: string | null;
  ends_at: string | null;
  active: boolean;
  limit_total: number | null;
}

const isKind =
  (...kinds: string[]) =>
  ({ kind }: Typed) =>
    kinds.includes(String(kind));
const CURRENCY = { field: 'currency' };
const FIELDS: Field[] = [
  { name: 'name', label: words.name, kind: 'text', required: true },
  { name: 'code', label: words.code, help: words.codeHelp, kind: 'text', nullable: true },
  {
    name: 'kind',
    label: words.kind,
    kind: 'choice',
    required: true,
    initial: 'percent_off',
    options: Object.entries(words.kinds).map(([value, label]) => ({ value, label })),
  },
  { name: 'currency', label: words.currency, kind: 'text', initial: 'EUR', nullable: true },
  {
    name: 'amount_minor',
    label: words.amountOff,
    kind: 'amount',
    currency: CURRENCY,
    required: true,
    when: isKind('amount_off'),
  },
  { name: 'percent', label: words.percent, kind: 'decimal', required: true, when: isKind('percent_off') },
  { name: 'buy_quantity', label: words.buy, kind: 'whole', required: true, when: isKind('buy_x_get_y') },
  { name: 'get_quantity', label: words.get, kind: 'whole', required: true, when: isKind('buy_x_get_y') },
  {
    name: 'tiers',
    label: words.tiers,
    kind: 'rows',
    one: words.tier,
    when: isKind('tiered'),
    fields: [
      { name: 'min_subtotal_minor', label: words.minSubtotal, kind: 'amount', currency: CURRENCY },
      { name: 'min_quantity', label: words.minimumQuantity, kind: 'whole' },
      { name: 'percent', label: words.percent, kind: 'decimal' },
      { name: 'amount_minor', label: words.amountOff, kind: 'amount', currency: CURRENCY },
    ],
  },
  {
    name: 'targets',
    label: words.targets,
    help: words.targetsHelp,
    kind: 'rows',
    one: words.target,
    fields: [
      {
        name: 'kind',
        label: words.targetKind,
        kind: 'choice',
        required: true,
        initial: 'sku',
        options: [
          { value: 'sku', label: words.sku },
          { value: 'category', label: words.category },
        ],
      },
      { name: 'value', label: words.value, kind: 'text', required: true },
    ],
  },
  { name: 'min_subtotal_minor', label: words.minSubtotal, kind: 'amount', currency: CURRENCY, nullable: true },
  { name: 'min_quantity', label: words.minimumQuantity, kind: 'whole', nullable: true },
  { name: 'channels', label: words.channels, help: words.channelsHelp, kind: 'list', nullable: true },
  { name: 'customer_group', label: words.customerGroup, help: words.groupEmpty, kind: 'text', nullable: true },
  { name: 'starts_at', label: words.starts, kind: 'moment', nullable: true },
  { name: 'ends_at', label: words.ends, kind: 'moment', nullable: true },
  { name: 'limit_total', label: words.limitTotal, kind: 'whole', nullable: true },
  { name: 'limit_per_customer', label: words.limitEach, kind: 'whole', nullable: true },
  { name: 'priority', label: words.priority, help: words.priorityHelp, kind: 'whole', initial: '100' },
  { name: 'combinable', label: words.combinable, kind: 'yes', initial: true },
  { name: 'active', label: words.isActive, kind: 'yes', initial: true },
];
const NAMES = FIELDS.map(({ name }) => name);

/** What PUT takes of what GET shows. */
const wishOf = (promotion: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(NAMES.filter((name) => promotion[name] !== undefined).map((name) => [name, promotion[name]]));

/** What makes baskets cheaper. */
export function PromotionsPage({ address }: { address: Address }) {
  const list = useList<Promotion>('promotions', {});
  const rows = rowsOf(list);
  const sending = useSend('promotions');
  const id = address.parameters.get('promotion');
  const fresh = address.parameters.get('new') !== null;
  const one = rows.find((it) => it.id === id) ?? null;
  const close = () => go(hrefWith(address, { promotion: null, new: null }));
  const put = async (of: string, wish: Record<string, unknown>) =>
    (await sending.send('PUT', `/promotions/${of}`, wish)) !== null;
  const switchTo = async (promotion: Promotion, active: boolean) => {
    const wish = wishOf(promotion);
    if (!(await put(promotion.id, { ...wish, active }))) return;
    offerUndo(words.switched(promotion.name, active), () => put(promotion.id, wish));
  };
  return (
    <>
      <p className="muted">{words.promotionsMore}</p>
      <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes', promotion: null }))}>
        {words.newPromotion}
      </Button>
      {sending.error && !one && !fresh && <Failed title={common.notDone} error={sending.error} />}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noPromotions}>
            <p>{words.noPromotionsMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.promotions}
          rows={rows}
          keyOf={(it) => it.id}
          {...(list.hasNextPage ? {} : { address })}
          csv="promotions.csv"
          columns={[
            {
              title: words.promotion,
              wraps: true,
              by: (it) => it.name,
              text: (it) => it.name,
              cell: (it) => <RowLink href={hrefWith(address, { promotion: it.id, new: null })}>{it.name}</RowLink>,
            },
            {
              title: words.code,
              by: (it) => it.code ?? '',
              text: (it) => it.code,
              cell: (it) => it.code ?? common.nothing,
            },
            {
              title: words.kind,
              by: (it) => it.kind,
              text: (it) => it.kind,
              cell: (it) => words.kinds[it.kind] ?? it.kind,
            },
            {
              title: words.amount,
              amount: true,
              cell: (it) =>
                it.amount_minor !== null && it.currency ? (
                  <Amount minor={it.amount_minor} currency={it.currency} />
                ) : (
                  it.percent !== null && `${it.percent} %`
                ),
            },
            { title: words.ends, cell: (it) => it.ends_at && moment(it.ends_at, LOCALE) },
            {
              title: words.state,
              by: (it) => (it.active ? 0 : 1),
              cell: (it) => (
                <span className={`mark ${it.active ? 'ok' : 'muted'}`}>{it.active ? words.applies : words.off}</span>
              ),
            },
            {
              title: '',
              cell: (it) => (
                <Button
                  variant="default"
                  size="xs"
                  aria-disabled={sending.busy}
                  onClick={() => void switchTo(it, !it.active)}
                >
                  {it.active ? words.switchOff : words.switchOn}
                  <span className="unseen"> {it.name}</span>
                </Button>
              ),
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
      {(one || fresh) && (
        <Side title={one?.name ?? words.newPromotion} onClose={close}>
          <Form
            key={one?.id ?? 'new'}
            name={`promotion ${one?.id ?? ''}`}
            fields={FIELDS}
            object={one}
            sending={sending}
            button={words.savePromotion}
            onSend={async (body) => {
              if (one) {
                if (!(await put(one.id, body))) return false;
                offerUndo(words.promotionSaved(String(body.name)), () => put(one.id, wishOf(one)));
              } else {
                const made = await sending.send<Promotion>('POST', '/promotions', body);
                if (!made) return false;
                const { id: madeId } = made.value;
                offerUndo(words.promotionSaved(String(body.name)), () => put(madeId, { ...body, active: false }));
              }
              close();
              return true;
            }}
          />
        </Side>
      )}
    </>
  );
}
