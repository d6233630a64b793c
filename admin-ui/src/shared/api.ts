/**
 * The shapes of docs/api.md, and nothing else. Everything that knows the wire knows it from here, so that types
 * generated from the server's OpenAPI document can take this file's place: same names, no runtime.
 */

export type SessionStatus =
  | 'incomplete'
  | 'ready_for_complete'
  | 'complete_in_progress'
  | 'requires_escalation'
  | 'completed'
  | 'canceled';
export type Step = 'started' | 'contact' | 'delivery' | 'payment' | 'paid';
export type ChannelKind = 'web' | 'in_app' | 'pos' | 'phone';

export interface ChannelRef {
  id: string;
  kind: ChannelKind;
  name?: string;
  tenders?: string[];
  terms?: string | null;
  /** Whether money is taken at once or held first. */
  capture?: 'automatic' | 'manual';
}

/** A channel as a till wants to know it. */
export interface Channel {
  id: string;
  kind: ChannelKind;
  name: string;
  country: string;
  currency: string;
  tenders: string[];
  /** The smallest coin; 0 or 1 where nothing is rounded. */
  cash_rounding_minor: number;
}

export interface Register {
  id: string;
  name: string;
  channel_id: string;
}

/** Somebody who can sign in at a register. */
export interface StaffMember {
  id: string;
  name: string;
  roles: string[];
}

export interface SignedInCashier {
  cashier: StaffMember;
  token: string;
  expires_at: string;
}

export interface ReturnableLine {
  line: number;
  sku: string;
  name: string;
  quantity: number;
  /** How many came back already. */
  returned: number;
  /** For all of the line. */
  paid_minor: number;
}

/** What of an order can come back. */
export interface ReturnableOrder {
  order_id: string;
  number: string;
  session_id: string;
  channel_id: string;
  currency: string;
  total_minor: number;
  refundable_minor: number;
  tenders: string[];
  lines: ReturnableLine[];
  placed_at: string;
}

/** Goods that came back at once. */
export interface GoodsReturn {
  id: string;
  order_number: string;
  currency: string;
  refunded_minor: number;
  /** How much of it is handed out in cash. */
  hand_out_minor: number;
}

/** What was let go of the price of a sale. */
export interface PriceAdjustment {
  id: string;
  kind: 'price_override' | 'discount';
  sku: string | null;
  unit_price_minor: number | null;
  list_price_minor: number | null;
  percent: number | null;
  amount_minor: number | null;
  /** So many of the item, or so much off the sale. */
  up_to: number;
}

/** A sale that was put aside; any till of the same place can take it up. */
export interface ParkedSession {
  session_id: string;
  label: string | null;
  channel_id: string;
  currency: string;
  total_minor: number;
  quantity: number;
  parked_at: string;
}

/** So many notes or coins of one value. */
export interface DenominationCount {
  value_minor: number;
  count: number;
}

/** One stretch of work with one drawer. */
export interface Shift {
  id: string;
  register_id: string;
  channel_id: string;
  currency: string;
  state: 'open' | 'closed';
  float_minor: number;
  opened_at: string;
  closed: {
    at: string;
    z_number: number;
    expected_minor: number;
    counted_minor: number;
    difference_minor: number;
    counts: DenominationCount[];
  } | null;
}

export interface ShiftAmount {
  count: number;
  amount_minor: number;
}

export type CashDirection = 'pay_in' | 'pay_out';
export type CashKind = 'safe' | 'bank' | 'expense' | 'tips' | 'other';

export interface CashMovement {
  id: string;
  direction: CashDirection;
  kind: CashKind;
  amount_minor: number;
  reason: string;
}

/** X while the shift is open, Z when it is closed. */
export interface ShiftReport {
  kind: 'x' | 'z';
  shift: Shift;
  cash: {
    float_minor: number;
    sales: ShiftAmount;
    refunds: ShiftAmount;
    pay_ins: ShiftAmount;
    pay_outs: ShiftAmount;
    expected_minor: number;
    counted_minor: number | null;
    difference_minor: number | null;
  };
  sales: {
    orders: number;
    total_minor: number;
    discount_minor: number;
    tip_minor: number;
    rounding_minor: number;
    tenders: { type: string; count: number; amount_minor: number }[];
    taxes: { percent: number; base_minor: number; tax_minor: number }[];
  };
  movements: CashMovement[];
  late: ShiftAmount;
  as_of: string;
}

export interface LineItem {
  sku: string;
  name: string;
  image_url: string | null;
  quantity: number;
  unit_price_minor: number;
  discount_minor?: number;
  total_minor: number;
  digital: boolean;
  /** How old the buyer has to be; null for everybody. */
  min_age?: number | null;
  /** Comes along with others, such as the deposit on bottles. */
  fee?: boolean;
  /** How many the buyer takes along while the others are sent. */
  handed_over?: number;
}

export interface Buyer {
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  age_at_least?: number | null;
  accepted_terms?: string | null;
  digital_waiver?: boolean | null;
}

export interface Address {
  name?: string | null;
  line1?: string | null;
  line2?: string | null;
  postal_code?: string | null;
  city?: string | null;
  region?: string | null;
  country?: string | null;
}

export type FulfillmentKind = 'shipping' | 'pickup' | 'local_delivery' | 'digital';

export interface Fulfillment {
  option_id?: string | null;
  kind?: FulfillmentKind | null;
  title?: string | null;
  earliest?: string | null;
  latest?: string | null;
  address?: Address | null;
}

export interface FulfillmentOption {
  id: string;
  kind: FulfillmentKind;
  title: string;
  amount_minor: number;
  earliest: string | null;
  latest: string | null;
  /** Pickup: when the goods can be fetched. */
  ready_at?: string | null;
  /** Why the merchant proposes it. */
  reason?: string | null;
}

export interface Total {
  type: string;
  amount_minor: number;
  included?: boolean;
}

export interface AskField {
  name: string;
  type: string;
  autocomplete: string | null;
  required: boolean;
  value: string | null;
  source: string | null;
}

export interface Ask {
  id: string;
  step: Step;
  fields: AskField[];
  reason: { code: string; text: string };
  cost: { fields: number; seconds: number };
  removable_by: string[];
}

export interface Skipped {
  id: string;
  reason: { code: string; text: string };
}

export interface Tender {
  id: string;
  type: string;
  amount_minor: number;
  state: string;
  label?: string | null;
  provider?: string | null;
  provider_ref?: string | null;
  captured_minor?: number;
  refunded_minor?: number;
  received_minor?: number | null;
  change_minor?: number | null;
}

export type PaymentAction =
  | { type: 'redirect'; url: string }
  | { type: 'present_card'; reader: string; reader_state?: 'waiting_for_card' | 'uncertain' }
  | { type: 'confirm_in_app' };

export interface Message {
  type: 'error' | 'warning' | 'info';
  code: string;
  ask: string | null;
  text: string;
  retry: 'same_tender' | 'another_tender' | 'never' | null;
}

export interface Session {
  id: string;
  status: SessionStatus;
  step: Step;
  revision: number;
  merchant: string;
  channel: ChannelRef;
  currency: string;
  locale: string;
  country: string;
  line_items: LineItem[];
  price_adjustments?: PriceAdjustment[];
  buyer: Buyer | null;
  fulfillment: Fulfillment | null;
  fulfillment_options: FulfillmentOption[];
  totals: Total[];
  taxes?: { included: boolean; parts: { percent: number; base_minor: number; tax_minor: number }[] };
  total_minor: number;
  tip_minor: number;
  deposit_minor: number;
  due_minor: number;
  asks: Ask[];
  skipped: Skipped[];
  tenders: Tender[];
  discount_codes?: string[];
  discounts?: { promotion_id: string; name: string; code: string | null; amount_minor: number }[];
  refused_codes?: { code: string; reason: string; text: string; missing_minor: number | null }[];
  /** A saved tender that the link to this page offers. */
  offered_tender?: { id: string; label: string } | null;
  /** The type of tender to offer first. */
  default_tender?: string | null;
  payment: { state: 'not_paid' | 'checking' | 'pending' | 'paid' | 'authorized'; action: PaymentAction | null };
  messages: Message[];
  holder: { channel_id: string; actor: string; fence: number } | null;
  /** By what the buyer has proven to be a customer; null for a guest and for somebody who may be one. */
  recognized_by?: string | null;
  /** What tells of the buyer is left out, because they have not let the caller in. */
  buyer_hidden?: boolean;
  /** People of the merchant's who help the buyer, or would like to. */
  assistance?: Assistance[];
  /** What to say beside an ask to a buyer who rests there. */
  trust_messages?: { kind: string; ask: string; after_seconds: number; text: string; shown_at: string | null }[];
  order: { id: string; number: string } | null;
  created_at: string;
  updated_at: string;
  expires_at: string;
}

export interface Assistance {
  id: string;
  actor: string;
  role: string;
  state: 'asked' | 'allowed';
  by: string;
  since: string;
}

/** What another device goes on by: a link, or a code to say. Both are shown once. */
export interface Handoff {
  code: string;
  code_expires_at: string;
  url: string;
  expires_at: string;
}

/** A buyer wants to be called. */
export interface CallRequest {
  id: string;
  session_id: string;
  state: 'waiting' | 'taken' | 'finished' | 'canceled' | 'expired';
  outcome: 'reached' | 'not_reached' | 'wrong_number' | 'not_wanted' | null;
  tries: number;
  ahead: number;
  /** null when too little is known. */
  expected_wait_seconds: number | null;
  agent: string | null;
  queued_at: string;
}

/** Who looks at a session now. */
export interface Participant {
  id: string;
  kind: 'buyer' | 'till' | 'agent' | 'staff' | 'server';
  channel_id: string | null;
  since: string;
}

export interface SessionSummary {
  id: string;
  status: SessionStatus;
  step: Step;
  channel: ChannelRef;
  total_minor: number;
  currency: string;
  line_item_count: number;
  order: { id: string; number: string } | null;
  created_at: string;
  updated_at: string;
}

/** Members merge; what is left out stays. */
export interface SessionPatch {
  line_items?: { sku?: string; barcode?: string; quantity: number }[];
  buyer?: Buyer;
  fulfillment?: { option_id?: string; address?: Address };
  locale?: string;
  discount_codes?: string[];
}

export interface CompleteRequest {
  revision: number;
  confirmed_total_minor: number;
  tender?:
    | { type: 'card' | WalletType; confirmation_token: string }
    | { type: 'ideal' }
    | { type: 'cash'; received_minor: number }
    | { type: 'card_present' }
    | { type: 'saved'; saved_tender_id: string };
  /** What a wallet brings along; the address is all there is of one. */
  buyer?: Buyer;
  fulfillment?: { option_id?: string | undefined; address?: Address };
}

export type WalletType = 'apple_pay' | 'google_pay' | 'link';

/** What a session would cost elsewhere. */
export type SessionQuote = Pick<
  Session,
  'currency' | 'fulfillment' | 'fulfillment_options' | 'totals' | 'total_minor' | 'due_minor'
>;

/** A session and the credential of the device that asked for it. */
export interface OpenedSession {
  session: Session;
  client_token: string;
}

/** The one question about an order; `asks` until it is answered. */
export interface OrderFeedback {
  order_id: string;
  asks: boolean;
  question: string;
}

export interface HostedCheckout extends OpenedSession {
  url: string;
}

export interface PaymentForm {
  publishable_key: string;
  script_url: string;
  amount_minor: number;
  currency: string;
  capture_method: 'automatic' | 'manual' | 'automatic_async';
  return_url: string;
}

export interface ClientConfig {
  name: string;
  provider: { name: string; publishable_key: string; script_url: string; test_mode: boolean } | null;
  sign_in: { issuer: string; client_id: string } | null;
  store?: { publishable_key: string } | null;
}

export interface Item {
  sku: string;
  name: string;
  description: string | null;
  image_url: string | null;
  category: string | null;
  barcodes: string[];
  price_minor: number;
  currency: string;
  digital: boolean;
  /** null for what nobody counts. */
  available: number | null;
}

export type OrderState = 'authorized' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded' | 'voided';

export interface OrderSummary {
  id: string;
  number: string;
  session_id: string;
  channel: ChannelRef;
  state: OrderState;
  currency: string;
  total_minor: number;
  placed_at: string;
}

export interface Refund {
  id: string;
  state: string;
  amount_minor: number;
  reason: string;
  actor: string;
  created_at: string;
}

export interface OrderLine {
  sku: string;
  name: string;
  quantity: number;
  unit_price_minor: number;
  total_minor: number;
}

export interface Order extends OrderSummary {
  totals: Total[];
  lines: OrderLine[];
  buyer: Buyer | null;
  fulfillment: Fulfillment | null;
  payments: Tender[];
  refunds: Refund[];
}

/** One try of one tender at one provider, for those who look after money. */
export interface PaymentAttempt {
  id: string;
  session_id: string;
  tender_id: string;
  provider: string;
  provider_ref: string | null;
  state: string;
  amount_minor: number;
  currency: string;
  captured_minor: number;
  refunded_minor: number;
  deposit: boolean;
  decline_code: string | null;
  unwanted_for: string | null;
  checks: number;
  sent_at: string | null;
  check_at: string | null;
  capture_before: string | null;
}

export interface LedgerAccounts {
  as_of: string;
  data: { account: string; currency: string; amount_minor: number }[];
}

export interface Reconciliation {
  provider: string;
  read_from: string;
  read_until: string;
  read_at: string | null;
  open_breaks: number;
}

export interface Break {
  id: string;
  provider: string;
  kind: string;
  provider_ref: string;
  attempt_id: string | null;
  here_minor: number;
  there_minor: number;
  currency: string;
  found_at: string;
  explanation: string | null;
}

export interface Dispute {
  id: string;
  session_id: string;
  provider: string;
  provider_ref: string;
  state: string;
  reason: string;
  amount_minor: number;
  currency: string;
  respond_by: string | null;
  opened_at: string;
}

/** What one order means for the books. */
export interface OrderBooks {
  entries: {
    id: string;
    posted_at: string;
    debit_account: string;
    credit_account: string;
    amount_minor: number;
    currency: string;
    kind: string;
    source_type: string;
    source_ref: string;
  }[];
  balances: { account: string; currency: string; amount_minor: number }[];
}

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** What a server-sent event carries. No personal data in it. */
export interface EventData {
  id: number | string;
  type: string;
  aggregate_type: string;
  aggregate_id: string;
  seq: number;
  channel_id: string | null;
  step: Step | null;
  status: SessionStatus | null;
  total_minor: number | null;
  currency: string | null;
  occurred_at: string;
  data: Record<string, unknown>;
}

/** RFC 9457, with our own members. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  request_id?: string;
  session?: Session;
  /** Of a card that is being typed already. */
  keypad_entry_id?: string;
  violations?: { field: string; text: string }[];
}
