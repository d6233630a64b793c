import type { Field } from './fields';
import { METRIC, VARIED, words } from './words';

export type Varied = 'asks_order' | 'default_tender' | 'default_delivery' | 'trust_message' | 'recovery_delay';

export const isVaried = (text: string | null): text is Varied => text !== null && text in VARIED;

const choice = (name: string, label: string, options: string[]): Field => ({
  name,
  label,
  kind: 'choice',
  required: true,
  initial: options[0] ?? '',
  options: options.map((value) => ({ value, label: value })),
});

const speaks = ({ silent }: Record<string, unknown>) => silent !== true;

/** How an arm differs from what is usual. */
const VALUE: Record<Varied, Field[]> = {
  asks_order: [{ name: 'asks', label: words.asksFirst, help: words.asksFirstHelp, kind: 'list', required: true }],
  default_tender: [
    choice('tender', words.tenderFirst, ['card', 'apple_pay', 'google_pay', 'link', 'ideal', 'sepa_debit', 'saved']),
  ],
  default_delivery: [choice('delivery', words.deliveryFirst, ['shipping', 'pickup', 'local_delivery'])],
  trust_message: [
    { name: 'silent', label: words.saysNothing, kind: 'yes' },
    {
      ...choice('kind', words.trustKind, [
        'return_policy',
        'quality_mark',
        'delivery_date',
        'secure_payment',
        'price_guarantee',
        'call_me',
      ]),
      when: speaks,
    },
    {
      ...choice('ask', words.beside, ['payment.tender', 'fulfillment.option', 'fulfillment.address', 'buyer.email']),
      when: speaks,
    },
    { name: 'after_seconds', label: words.afterSeconds, kind: 'whole', initial: '8', when: speaks },
    { name: 'text', label: words.text, kind: 'text', required: true, when: speaks },
  ],
  recovery_delay: [
    { name: 'recovery_after_seconds', label: words.recoverySeconds, kind: 'whole', required: true, initial: '3600' },
  ],
};

export const fieldsOf = (varies: Varied): Field[] => [
  { name: 'name', label: words.name, kind: 'text', required: true },
  { name: 'hypothesis', label: words.hypothesis, help: words.hypothesisHelp, kind: 'area', required: true },
  { name: 'channels', label: words.channelsToo, help: words.channelsHelp, kind: 'list', nullable: true },
  {
    name: 'control',
    label: words.controlName,
    help: words.controlHelp,
    kind: 'text',
    required: true,
    initial: 'usual',
  },
  {
    name: 'arms',
    label: words.otherArms,
    help: words.otherArmsHelp,
    kind: 'rows',
    one: words.armOne,
    fields: [
      { name: 'name', label: words.name, kind: 'text', required: true },
      { name: 'weight', label: words.weight, help: words.weightHelp, kind: 'whole', initial: '1' },
      ...VALUE[varies],
    ],
  },
  { name: 'minimum_effect_percent', label: words.minimumEffect, help: words.minimumEffectHelp, kind: 'decimal' },
  { name: 'window_seconds', label: words.window, help: words.windowHelp, kind: 'whole' },
  {
    name: 'guardrails',
    label: words.guardrails,
    help: words.guardrailsHelp,
    kind: 'rows',
    one: words.guardrailOne,
    fields: [
      {
        name: 'metric',
        label: words.metric,
        kind: 'choice',
        required: true,
        initial: 'decline_rate',
        options: Object.entries(METRIC).map(([value, label]) => ({ value, label })),
      },
      { name: 'limit_percent', label: words.limitPercent, kind: 'decimal', required: true },
    ],
  },
];

/** An arm as the API wants it, of what the form asks. */
export function armOf(varies: Varied, { name, weight, ...asked }: Record<string, unknown>) {
  const value =
    varies !== 'trust_message' ? asked : asked.silent === true ? { silent: true } : { trust_message: said(asked) };
  return { name, ...(weight === undefined ? {} : { weight }), value };
}

const said = ({ silent: _, ...message }: Record<string, unknown>) => message;
