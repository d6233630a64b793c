/**
 * What goes over the wire, as the screens call it: the types generated from the server's OpenAPI document, and no runtime.
 * What is written here by hand says more than the document does, and is held against it by the compiler.
 */
import type { Schemas } from '@onetill/client';

/** What the screens rely on is there; without the rest they do, too, as in sessions that were stored before it was. */
type Relied<T, Needed extends keyof T> = Pick<T, Needed> & Partial<Omit<T, Needed>>;

/** With other types for some of its members. */
type With<T, Members extends { [Name in keyof Members]: Name extends keyof T ? unknown : never }> = Omit<
  T,
  keyof Members
> &
  Members;

/** One of the forms that the document's type can have. */
type Form<T, Written extends Partial<T>> = Written;

export type SessionStatus = Schemas['SessionStatus'];
export type Step = Schemas['Step'];
export type ChannelKind = Form<{ kind: Schemas['ChannelKind'] }, { kind: 'web' | 'in_app' | 'pos' | 'phone' }>['kind'];

/** `capture` is whether money is taken at once or held first. */
export type ChannelRef = Relied<
  With<Schemas['ChannelRef'], { kind: ChannelKind; capture: 'automatic' | 'manual' }>,
  'id' | 'kind'
>;

/** A channel as a till wants to know it: `cash_rounding_minor` is the smallest coin; 0 or 1 where nothing is rounded. */
export type Channel = With<
  Pick<Schemas['ChannelView'], 'id' | 'kind' | 'name' | 'country' | 'currency' | 'tenders' | 'cash_rounding_minor'>,
  { kind: ChannelKind }
>;

export type Register = Pick<Schemas['Register'], 'id' | 'name' | 'channel_id'>;

/** Somebody who can sign in at a register. */
export type StaffMember = With<Schemas['Cashier'], { roles: string[] }>;
export type SignedInCashier = With<Schemas['SignedInCashier'], { cashier: StaffMember }>;

/** A line that can come back; `paid_minor` is for all of it. */
export type ReturnableLine = Schemas['ReturnableLine'];
/** What of an order can come back. */
export type ReturnableOrder = Schemas['ReturnableOrder'];
/** Goods that came back at once; `hand_out_minor` is how much is handed out in cash. */
export type GoodsReturn = Pick<
  Schemas['Return'],
  'id' | 'order_number' | 'currency' | 'refunded_minor' | 'hand_out_minor'
>;

/** What was let go of the price of a sale; `up_to` so many of the item, or so much off the sale. */
export type PriceAdjustment = Schemas['PriceAdjustment'];

/** A sale that was put aside; any till of the same place can take it up. */
export type ParkedSession = Pick<
  Schemas['ParkedSession'],
  'session_id' | 'label' | 'channel_id' | 'currency' | 'total_minor' | 'quantity' | 'parked_at'
>;

/** So many notes or coins of one value. */
export type DenominationCount = Form<Schemas['DenominationCount'], { value_minor: number; count: number }>;

/** One stretch of work with one drawer. */
export type Shift = With<
  Omit<Schemas['Shift'], 'opened_by'>,
  { closed: With<Omit<Schemas['ClosedShift'], 'by'>, { counts: DenominationCount[] }> | null }
>;
export type ShiftAmount = Schemas['ShiftAmount'];
export type CashDirection = Schemas['CashDirection'];
export type CashKind = Schemas['CashMovementKind'];
export type CashMovement = Pick<Schemas['CashMovement'], 'id' | 'direction' | 'kind' | 'amount_minor' | 'reason'>;

/** X while the shift is open, Z when it is closed. */
export type ShiftReport = With<
  Omit<Schemas['ShiftReport'], 'drawer_openings'>,
  { shift: Shift; movements: CashMovement[] }
>;

/** `fee` comes along with others, such as the deposit on bottles; `handed_over` are taken along while the others are sent. */
export type LineItem = Relied<
  Schemas['LineItem'],
  'sku' | 'name' | 'image_url' | 'quantity' | 'unit_price_minor' | 'total_minor' | 'digital'
>;

export type Buyer = Schemas['Buyer'];
export type Address = Schemas['Address'];
export type FulfillmentKind = Schemas['FulfillmentKind'];
export type Fulfillment = { [Name in keyof Schemas['Fulfillment']]?: Schemas['Fulfillment'][Name] | null };

/** `ready_at` is when goods can be fetched, `reason` why the merchant proposes it. */
export type FulfillmentOption = Relied<
  With<Schemas['FulfillmentOption'], { earliest: string | null; latest: string | null }>,
  'id' | 'kind' | 'title' | 'amount_minor' | 'earliest' | 'latest'
>;

export type Total = Relied<With<Schemas['Total'], { type: string }>, 'type' | 'amount_minor'>;
export type AskField = Schemas['Field'];
export type Ask = Schemas['Ask'];
export type Skipped = Schemas['Skipped'];
export type Tender = Relied<Schemas['TenderView'], 'id' | 'type' | 'amount_minor' | 'state'>;

export type PaymentAction = Form<
  Schemas['Action'],
  | { type: 'redirect'; url: string }
  | { type: 'present_card'; reader: string; reader_state?: 'waiting_for_card' | 'uncertain' }
  | { type: 'confirm_in_app' }
>;

export type Message = With<
  Schemas['Message'],
  Form<
    Schemas['Message'],
    { type: 'error' | 'warning' | 'info'; retry: 'same_tender' | 'another_tender' | 'never' | null }
  >
>;

type WrittenSession = With<
  Schemas['CheckoutSession'],
  {
    channel: ChannelRef;
    line_items: LineItem[];
    buyer: Buyer | null;
    fulfillment: Fulfillment | null;
    fulfillment_options: FulfillmentOption[];
    totals: Total[];
    taxes: Relied<Schemas['Taxes'], 'included' | 'parts'>;
    tenders: Tender[];
    payment: With<Schemas['Payment'], { action: PaymentAction | null }>;
    messages: Message[];
    holder: Schemas['Holder'] | null;
    assistance: Assistance[];
    trust_messages: With<Schemas['TrustMessageView'], { kind: string }>[];
    refused_codes: With<Schemas['RefusedCode'], { reason: string }>[];
  }
>;

export type Session = Relied<
  WrittenSession,
  | 'id'
  | 'status'
  | 'step'
  | 'revision'
  | 'merchant'
  | 'channel'
  | 'currency'
  | 'locale'
  | 'country'
  | 'line_items'
  | 'buyer'
  | 'fulfillment'
  | 'fulfillment_options'
  | 'totals'
  | 'total_minor'
  | 'tip_minor'
  | 'deposit_minor'
  | 'due_minor'
  | 'asks'
  | 'skipped'
  | 'tenders'
  | 'payment'
  | 'messages'
  | 'holder'
  | 'order'
  | 'created_at'
  | 'updated_at'
  | 'expires_at'
>;

export type Assistance = With<Schemas['Assistance'], { role: string; by: string }>;

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
export type Participant = Schemas['Participant'];

export type SessionSummary = With<Schemas['CheckoutSessionSummary'], { channel: ChannelRef }>;

/** Members merge; what is left out stays. */
export type SessionPatch = Form<
  Schemas['Change'],
  {
    line_items?: { sku?: string; barcode?: string; quantity: number }[];
    buyer?: Buyer;
    fulfillment?: { option_id?: string; address?: Address };
    locale?: string;
    discount_codes?: string[];
  }
>;

export type CompleteRequest = Form<
  Schemas['CompleteCheckoutSession'],
  {
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
  }
> & { fulfillment?: { option_id?: string | undefined; address?: Address } };

export type WalletType = 'apple_pay' | 'google_pay' | 'link';

/** What a session would cost elsewhere. */
export type SessionQuote = Pick<
  Session,
  'currency' | 'fulfillment' | 'fulfillment_options' | 'totals' | 'total_minor' | 'due_minor'
>;

/** A session and the credential of the device that asked for it. */
export type OpenedSession = With<Schemas['OpenedCheckoutSession'], { session: Session; client_token: string }>;

/** The one question about an order; `asks` until it is answered. */
export type OrderFeedback = Pick<Schemas['OrderFeedback'], 'order_id' | 'asks' | 'question'>;

export type HostedCheckout = With<Schemas['HostedCheckout'], { session: Session }>;

export type PaymentForm = With<
  Schemas['PaymentForm'],
  Form<Schemas['PaymentForm'], { capture_method: 'automatic' | 'manual' | 'automatic_async' }>
>;

export type ClientConfig = Relied<Schemas['ClientConfig'], 'name' | 'provider' | 'sign_in'>;

/** `available` is null for what nobody counts. */
export type Item = With<
  Pick<
    Schemas['ItemView'],
    | 'sku'
    | 'name'
    | 'description'
    | 'image_url'
    | 'category'
    | 'barcodes'
    | 'price_minor'
    | 'currency'
    | 'digital'
    | 'available'
  >,
  { description: string | null; category: string | null }
>;

export type OrderState = Schemas['OrderState'];
export type OrderSummary = With<Omit<Schemas['OrderSummary'], 'fulfillment_status'>, { channel: ChannelRef }>;
export type Refund = Omit<Schemas['Refund'], 'request_id'>;
export type OrderLine = Pick<Schemas['Line'], 'sku' | 'name' | 'quantity' | 'unit_price_minor' | 'total_minor'>;

/** The document shows neither totals nor whom and where to: they are kept as they were when it was placed. */
export type Order = OrderSummary &
  With<
    Pick<Schemas['Order'], 'totals' | 'lines' | 'buyer' | 'fulfillment' | 'payments' | 'refunds'>,
    {
      totals: Total[];
      lines: OrderLine[];
      buyer: Buyer | null;
      fulfillment: Fulfillment | null;
      payments: Tender[];
      refunds: Refund[];
    }
  >;

/** One try of one tender at one provider, for those who look after money. */
export type PaymentAttempt = With<Schemas['PaymentAttempt'], { state: string }>;
export type LedgerAccounts = Schemas['LedgerAccounts'];
export type Reconciliation = Schemas['Reconciliation'];
export type Break = Omit<Schemas['ReconciliationBreak'], 'explained_at' | 'explained_by'>;
export type Dispute = With<Omit<Schemas['Dispute'], 'attempt_id' | 'closed_at'>, { state: string }>;

/** What one order means for the books. */
export type OrderBooks = With<Schemas['LedgerEntries'], { entries: Omit<Schemas['LedgerEntry'], 'tx_id'>[] }>;

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

/** RFC 9457, with our own members. A gateway's error page is one too, of which less is known. */
export type ProblemDocument = Relied<With<Schemas['Problem'], { type: string }>, 'type' | 'title' | 'status'> & {
  session?: Session;
  /** Of a card that is being typed already. */
  keypad_entry_id?: string;
  violations?: { field: string; text: string }[];
};

/** That a receipt was handed out; `copy` 0 is the original. */
export interface IssuedReceipt {
  id: string;
  order_id: string;
  copy: number;
  medium: 'print' | 'email';
}

/** One means of payment at a till; `amount_minor` is its share where there are several. */
export type TillTender = (
  | { type: 'cash'; received_minor: number }
  | { type: 'card_present' }
  | { type: 'gift_card'; code: string }
) & { amount_minor?: number };

/** The buyer's yes at a till. Without a tender where nothing is due. */
export interface TillCompleteRequest {
  revision: number;
  confirmed_total_minor: number;
  tender?: TillTender;
  tenders?: TillTender[];
}

/** What is on a gift card. */
export interface GiftCardBalance {
  balance_minor: number;
  currency: string;
  expires_at: string | null;
  state: 'active' | 'disabled' | 'expired';
}

/** So many of a line of an order come back. */
export interface LineBack {
  line: number;
  quantity: number;
  condition: 'sellable' | 'damaged';
}

/** Goods that come back for others; its id is that of the session of what goes out. */
export interface Exchange {
  id: string;
  order_id: string;
  order_number: string;
  state: 'open' | 'held' | 'completed' | 'canceled';
  currency: string;
  credit_minor: number;
  used_minor: number;
  refunded_minor: number;
  /** How much of it is handed out in cash. */
  hand_out_minor: number;
}

/** Goods that came back without a receipt. */
export interface UnreceiptedReturn {
  id: string;
  refund: 'cash' | 'gift_card' | 'store_credit';
  /** Masked. */
  gift_card: string | null;
  /** Shown once: null when the answer is repeated. */
  gift_card_code: string | null;
  currency: string;
  refunded_minor: number;
  lines: { line: number; name: string; quantity: number; unit_price_minor: number; total_minor: number }[];
  created_at: string;
}
