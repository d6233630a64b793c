#!/usr/bin/env bash
# Buys once through each channel of a running demo, with nothing but curl, and checks what is left behind: orders, events,
# counters. Start ./run first. docs/tour.md tells what to look at. Needs bash, curl and node.
set -euo pipefail

# --- settings: the environment, else the file the demo writes, else a default -----------------------------------------
DEMO_ENV="${DEMO_ENV:-.onetill/demo.env}"

refuse() {
  echo "tour: $*" >&2
  exit 2
}

if [ -f "$DEMO_ENV" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    name="${line%%=*}"
    if [[ "$name" =~ ^[A-Z][A-Z0-9_]*$ ]] && [ "$name" != "$line" ] && [ -z "${!name:-}" ]; then
      printf -v "$name" '%s' "${line#*=}"
    fi
  done <"$DEMO_ENV"
fi

BASE_URL="${BASE_URL:-http://localhost:9080}"
API="${BASE_URL%/}/api/v1"
MANAGEMENT_URL="${MANAGEMENT_URL:-http://localhost:9090}"
SANDBOX_URL="${SANDBOX_URL:-http://localhost:9180}"
ISSUER="${ISSUER:-${DEMO_ISSUER:-http://localhost:9280}}"
STAFF_CLIENT_SECRET="${STAFF_CLIENT_SECRET:-${DEMO_CLIENT_SECRET:-}}"
PATIENCE_SECONDS="${PATIENCE_SECONDS:-60}"

# What plays the bank's and the card reader's part needs the provider's own test key.
SANDBOX_SECRET_KEY="${SANDBOX_SECRET_KEY:-${STRIPE_API_KEY:-}}"
secrets="$(dirname "$DEMO_ENV")/secrets.properties"
if [ -z "$SANDBOX_SECRET_KEY" ] && [ -f "$secrets" ]; then
  SANDBOX_SECRET_KEY="$(sed -n 's/^sandbox_secret_key=//p' "$secrets")"
fi

for name in SECRET_KEY PUBLISHABLE_KEY REGISTER_KEY_TILL_1 READER_ID_TILL_1 CALLER_NUMBER \
  STAFF_CLIENT_SECRET SANDBOX_SECRET_KEY; do
  [ -n "${!name:-}" ] || refuse "$name is neither in the environment nor in $DEMO_ENV. Start the demo with ./run, or set DEMO_ENV."
done
[[ "$SANDBOX_SECRET_KEY" == sk_test_* ]] || refuse "SANDBOX_SECRET_KEY must begin with sk_test_: the tour never touches real money."
for tool in curl node; do
  command -v "$tool" >/dev/null || refuse "$tool is missing."
done

work="$(mktemp -d)"
listener=""
clean_up() {
  [ -z "$listener" ] || kill "$listener" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

# --- telling ----------------------------------------------------------------------------------------------------------
chapter() { printf '\n== %s\n' "$*"; }
say() { printf '   %s\n' "$*"; }

fail() {
  printf '\ntour: %s\n' "$*" >&2
  exit 1
}

expect() { # what, actual, expected
  [ "$2" = "$3" ] || fail "$1 is \"$2\" and should be \"$3\". The last answer was: ${ANSWER:-none}"
}

# --- JSON -------------------------------------------------------------------------------------------------------------
# Reads JSON from stdin as "it" and prints an expression of it; further arguments are a, b, c.
pick() {
  node -pe 'const it = JSON.parse(require("fs").readFileSync(0, "utf8")); const [a, b, c] = process.argv.slice(1); '"$1" -- "${@:2}"
}

# Prints an expression as JSON; further arguments are a, b, c, d.
json() {
  node -pe 'const [a, b, c, d] = process.argv.slice(1); JSON.stringify('"$1"')' -- "${@:2}"
}

of_answer() { pick "$@" <<<"$ANSWER"; }
of_session() { pick "$@" <<<"$SESSION"; }

money() { # minor units, currency
  node -pe 'const [minor, currency] = process.argv.slice(1); const f = new Intl.NumberFormat("en", {style: "currency", currency});
    f.format(minor / 10 ** f.resolvedOptions().maximumFractionDigits)' -- "$1" "$2"
}

# --- HTTP -------------------------------------------------------------------------------------------------------------
RUN="$(node -pe 'require("crypto").randomUUID()')"
calls=0
KEY=""
STATUS=""
ANSWER=""
SESSION=""

# Calls OneTill and keeps STATUS and ANSWER, whatever they are. Each POST has a key of its own, unless KEY asks for one again.
send() { # method, path, credential or "", body or ""
  local method="$1" path="$2" credential="$3" body="${4:-}"
  local options=(--silent --show-error --max-time 60 --request "$method" --output "$work/answer" --dump-header "$work/headers"
    --write-out '%{http_code}')
  [ -z "$credential" ] || options+=(--header "Authorization: Bearer $credential")
  if [ "$method" = POST ]; then
    calls=$((calls + 1))
    KEY="${KEY:-$RUN-$calls}"
    options+=(--header "Idempotency-Key: $KEY")
  fi
  [ -z "$body" ] || options+=(--header 'Content-Type: application/json' --data-binary "$body")
  : >"$work/answer"
  STATUS="$(curl "${options[@]}" "$API$path")" || fail "$method $API$path could not be called. Is the demo running?"
  ANSWER="$(cat "$work/answer")"
  say "$method $path -> $STATUS"
}

# Calls OneTill and insists on success.
call() {
  KEY=""
  send "$@"
  [[ "$STATUS" == 2* ]] || fail "$1 $2 was answered $STATUS: $ANSWER"
}

# Calls the payment provider, as the shopper's bank, card or app does.
provider() { # credential, path, form fields
  local credential="$1" path="$2" field
  local options=(--silent --show-error --max-time 60 --request POST --output "$work/answer" --write-out '%{http_code}'
    --header "Authorization: Bearer $credential")
  for field in "${@:3}"; do options+=(--data-urlencode "$field"); done
  : >"$work/answer"
  STATUS="$(curl "${options[@]}" "${SANDBOX_URL%/}$path")" || fail "$SANDBOX_URL$path could not be called."
  ANSWER="$(cat "$work/answer")"
  say "POST $path (at the provider) -> $STATUS"
  expect "the provider's status" "$STATUS" 200
}

# --- what the channels share ------------------------------------------------------------------------------------------
ADDRESS='{"name": "Ada Byron", "line1": "Torstr. 1", "postal_code": "10119", "city": "Berlin", "country": "DE"}'

channel_of() { # kind, preferred id
  CHANNEL="$(pick 'const all = it.data.filter(it => it.kind === a); (all.find(it => it.id === b) || all[0] || {id: ""}).id' \
    "$1" "$2" <<<"$CHANNELS")"
  [ -n "$CHANNEL" ] || fail "the demo has no channel of kind $1"
}

# The first thing that is there to be sold and delivered in this channel; with a barcode, so that a till can scan it.
choose_item() { # credential
  call GET "/items?channel=$CHANNEL" "$1"
  ITEM="$(of_answer 'JSON.stringify(it.data.find(it => !it.digital && it.available > 4 && it.price_minor > 0 && it.barcodes.length) || null)')"
  [ "$ITEM" != null ] || fail "channel $CHANNEL has nothing in stock that can be delivered and scanned"
  SKU="$(pick it.sku <<<"$ITEM")"
  say "item: $(pick it.name <<<"$ITEM"), $(money "$(pick it.price_minor <<<"$ITEM")" "$(pick it.currency <<<"$ITEM")")"
}

# Asks what became of the payment until the session is completed: 202 and "waiting" are answers, too.
await_completed() { # session id, credential
  local end=$((SECONDS + PATIENCE_SECONDS))
  until [ "$(of_session it.status)" = completed ]; do
    [ "$SECONDS" -lt "$end" ] || fail "session $1 is still not completed: $SESSION"
    [ "$(of_session it.status)" != ready_for_complete ] || fail "the payment was declined: $(of_session 'JSON.stringify(it.messages)')"
    sleep 0.5
    call POST "/checkout-sessions/$1/payment/refresh" "$2"
    SESSION="$ANSWER"
  done
}

ROWS=""

show_order() { # title for the table
  local id number total currency
  id="$(of_session it.order.id)"
  total="$(of_session it.total_minor)"
  currency="$(of_session it.currency)"
  expect "the session's payment" "$(of_session '["paid", "authorized"].includes(it.payment.state)')" true
  call GET "/orders/$id" "$SECRET_KEY"
  number="$(of_answer it.number)"
  expect "the order's number" "$number" "$(of_session it.order.number)"
  expect "the order's total" "$(of_answer it.total_minor)" "$total"
  expect "what was captured" "$(of_answer 'it.state === "authorized" ? it.total_minor : it.payments.reduce((sum, p) => sum + p.captured_minor, 0)')" "$total"
  say "order $number, $(of_answer it.state), $(money "$total" "$currency"):" \
    "$(of_answer 'it.lines.map(l => l.quantity + " x " + l.name).join(", ")')," \
    "paid with $(of_answer 'it.payments.filter(p => p.captured_minor || p.state === "authorized").map(p => p.label || p.type).join(" and ")')"
  case " $(cut -f 2 <<<"$ROWS" | tr '\n' ' ') " in
    *" $number "*) fail "order number $number was given out twice" ;;
  esac
  ROWS+="$1"$'\t'"$number"$'\t'"$(money "$total" "$currency")"$'\n'
}

# Follows the session's stream from its beginning until the order is there, and checks that nothing is missing.
show_events() {
  local id end
  id="$(of_session it.id)"
  say "GET /checkout-sessions/$id/events from the beginning:"
  : >"$work/events"
  curl --silent --no-buffer --max-time "$PATIENCE_SECONDS" --header "Authorization: Bearer $SECRET_KEY" \
    --header 'Accept: text/event-stream' --header 'Last-Event-ID: 0' \
    --output "$work/events" "$API/checkout-sessions/$id/events" &
  listener=$!
  end=$((SECONDS + PATIENCE_SECONDS))
  until grep -q '^event: *session\.completed' "$work/events" && grep -q '^event: *order\.placed' "$work/events"; do
    [ "$SECONDS" -lt "$end" ] || fail "the stream does not tell of the order. It says: $(cat "$work/events")"
    sleep 0.2
  done
  sleep 0.2
  kill "$listener" 2>/dev/null || true
  wait "$listener" 2>/dev/null || true
  listener=""
  node -e '
    const all = require("fs").readFileSync(process.argv[1], "utf8").split("\n")
      .filter(line => /^data: *\{.*\}$/.test(line)).map(line => JSON.parse(line.replace(/^data: */, "")))
      .filter(it => it.seq); // who is there is told, too, and is no event
    for (const it of all) {
      console.log("     " + [String(it.seq).padStart(2), it.type.padEnd(26), (it.status || "").padEnd(20), it.actor].join("  "));
    }
    const seqs = all.filter(it => it.aggregate_id === process.argv[2]).map(it => it.seq);
    const gap = seqs.findIndex((seq, index) => seq !== index + 1);
    if (gap >= 0) throw new Error("the events of the session are not counted without gaps: " + seqs);
  ' -- "$work/events" "$id" || fail "the events are not as they should be"
}

# --- counters ---------------------------------------------------------------------------------------------------------
read_counters() { # file
  curl --silent --show-error --fail --max-time 60 --output "$1" "${MANAGEMENT_URL%/}/metrics" ||
    fail "the counters at $MANAGEMENT_URL/metrics cannot be read"
}

counter() { # file, channel kind, outcome
  node -pe 'const [file, kind, outcome] = process.argv.slice(1);
    require("fs").readFileSync(file, "utf8").split("\n")
      .filter(line => /^checkout_sessions(_total)?\{/.test(line) &&
        line.includes("channel=\"" + kind + "\"") && line.includes("outcome=\"" + outcome + "\""))
      .reduce((sum, line) => sum + Number(line.split("}")[1].trim().split(" ")[0]), 0)' -- "$1" "$2" "$3"
}

# --- the tour ---------------------------------------------------------------------------------------------------------
chapter "What there is"
read_counters "$work/before"
call GET /channels "$SECRET_KEY"
CHANNELS="$ANSWER"
say "channels: $(of_answer 'it.data.map(it => it.id + " (" + it.kind + ")").join(", ")')"
call GET /client-config ""
PROVIDER_KEY="$(of_answer it.provider.publishable_key)"
say "provider: $(of_answer it.provider.name), test mode: $(of_answer it.provider.test_mode)"
expect "the provider's test mode" "$(of_answer it.provider.test_mode)" true

chapter "Web: the shop sends its shopper to the hosted checkout"
channel_of web web
choose_item "$PUBLISHABLE_KEY"
call POST "/channels/$CHANNEL/hosted-checkouts" "$PUBLISHABLE_KEY" \
  "$(json '{line_items: [{sku: a, quantity: 2}], locale: "en"}' "$SKU")"
CLIENT_TOKEN="$(of_answer it.client_token)"
ID="$(of_answer it.session.id)"
say "the shopper would open $(of_answer 'it.url.replace(/#.*/, "#…")')"
say "still asked: $(of_answer 'it.session.asks.map(it => it.id).join(", ")')"
call PATCH "/checkout-sessions/$ID" "$CLIENT_TOKEN" \
  "$(json '{buyer: {email: "ada@example.com"}, fulfillment: {address: JSON.parse(a)}}' "$ADDRESS")"
expect "the status" "$(of_answer it.status)" ready_for_complete
say "still asked: $(of_answer 'it.asks.map(it => it.id).join(", ")'), total $(money "$(of_answer it.total_minor)" "$(of_answer it.currency)")"
call POST "/channels/$CHANNEL/payment-forms" "$CLIENT_TOKEN" "$(json '{session_id: a}' "$ID")"
call GET "/checkout-sessions/$ID" "$CLIENT_TOKEN"
SESSION="$ANSWER"
say "the provider's card fields turn the card into a token:"
provider "$SANDBOX_SECRET_KEY" /v1/test_helpers/confirmation_tokens payment_method=pm_card_visa
BODY="$(json '{revision: Number(a), confirmed_total_minor: Number(b), tender: {type: "card", confirmation_token: c}}' \
  "$(of_session it.revision)" "$(of_session it.total_minor)" "$(of_answer it.id)")"
call POST "/checkout-sessions/$ID/complete" "$CLIENT_TOKEN" "$BODY"
SESSION="$ANSWER"
FIRST="$ANSWER"
say "the same once more, under the same key: one effect, one answer"
send POST "/checkout-sessions/$ID/complete" "$CLIENT_TOKEN" "$BODY"
expect "the repeated answer" "$ANSWER" "$FIRST"
grep -qi '^idempotent-replayed: *true' "$work/headers" || fail "the repeated answer is not marked Idempotent-Replayed"
await_completed "$ID" "$CLIENT_TOKEN"
show_order web
show_events

chapter "App: one call for the payment sheet"
channel_of in_app app
choose_item "$SECRET_KEY"
call POST "/channels/$CHANNEL/payment-sheets" "$SECRET_KEY" \
  "$(json '{line_items: [{sku: a, quantity: 1}], buyer: {email: "ada@example.com"}, fulfillment: {address: JSON.parse(b)}}' "$SKU" "$ADDRESS")"
SHEET="$ANSWER"
SESSION="$(of_answer 'JSON.stringify(it.session)')"
ID="$(of_session it.id)"
CLIENT_TOKEN="$(of_answer it.client_token)"
expect "what the session waits for" "$(of_session 'it.payment.action && it.payment.action.type')" confirm_in_app
expect "the sheet's publishable key" "$(of_answer it.publishable_key)" "$PROVIDER_KEY"
say "the app's sheet confirms, with no more than its own secret; the money is held, and taken by the server:"
provider "$PROVIDER_KEY" "/v1/payment_intents/$(pick it.payment_intent_id <<<"$SHEET")/confirm" \
  "client_secret=$(pick it.payment_intent_client_secret <<<"$SHEET")" payment_method=pm_card_visa
call POST "/checkout-sessions/$ID/payment/refresh" "$CLIENT_TOKEN"
SESSION="$ANSWER"
await_completed "$ID" "$CLIENT_TOKEN"
show_order in_app
show_events

chapter "Till: cash, with change"
channel_of pos till-1
TILL="$CHANNEL"
choose_item "$REGISTER_KEY_TILL_1"
BARCODE="$(pick 'it.barcodes[0]' <<<"$ITEM")"
RECEIVED=$((($(pick it.price_minor <<<"$ITEM") / 1000 + 1) * 1000))
call POST "/channels/$TILL/sales" "$REGISTER_KEY_TILL_1" \
  "$(json '{line_items: [{barcode: a, quantity: 1}], tender: {type: "cash", received_minor: Number(b)}}' "$BARCODE" "$RECEIVED")"
SESSION="$(of_answer 'JSON.stringify(it.session)')"
expect "the status" "$(of_session it.status)" completed
expect "the change" "$(of_answer it.change_minor)" "$((RECEIVED - $(of_session it.total_minor)))"
say "received $(money "$RECEIVED" "$(of_session it.currency)"), change $(money "$(of_answer it.change_minor)" "$(of_session it.currency)")"
show_order "pos, cash"
show_events

chapter "Till: a card on the reader"
call POST "/channels/$TILL/sales" "$REGISTER_KEY_TILL_1" \
  "$(json '{line_items: [{barcode: a, quantity: 1}], tender: {type: "card_present"}}' "$BARCODE")"
expect "the answer's status" "$STATUS" 202
SESSION="$(of_answer 'JSON.stringify(it.session)')"
ID="$(of_session it.id)"
expect "what the session waits for" "$(of_session 'it.payment.action && it.payment.action.type')" present_card
say "the buyer holds a card to the reader:"
provider "$SANDBOX_SECRET_KEY" "/v1/test_helpers/terminal/readers/$READER_ID_TILL_1/present_payment_method" \
  type=card_present 'card_present[number]=4242424242424242'
await_completed "$ID" "$REGISTER_KEY_TILL_1"
show_order "pos, card"
show_events

chapter "Phone: a known caller pays with a saved card"
channel_of phone phone
ANSWER="$(curl --silent --show-error --max-time 60 --data-urlencode grant_type=client_credentials --data-urlencode client_id=alex \
  --data-urlencode "client_secret=$STAFF_CLIENT_SECRET" "${ISSUER%/}/token")" || fail "no token can be had at $ISSUER"
AGENT="$(of_answer 'it.access_token || ""')"
[ -n "$AGENT" ] || fail "the sign-in gives no token: $ANSWER"
say "Alex, the agent, is signed in"
choose_item "$AGENT"
call POST "/channels/$CHANNEL/calls" "$AGENT" \
  "$(json '{caller_number: a, line_items: [{sku: b, quantity: 1}], fulfillment: {address: JSON.parse(c)}}' \
    "$CALLER_NUMBER" "$SKU" "$ADDRESS")"
SESSION="$(of_answer 'JSON.stringify(it.session)')"
ID="$(of_session it.id)"
TENDER="$(of_answer 'it.customer && it.customer.saved_tenders.length ? it.customer.saved_tenders[0].id : ""')"
[ -n "$TENDER" ] || fail "the caller $CALLER_NUMBER has no saved tender: $ANSWER"
say "the number is known; saved: $(of_answer 'it.customer.saved_tenders.map(it => it.label).join(", ")')"
expect "what is still asked" "$(of_session 'it.asks.map(it => it.id).join()')" payment.tender
call GET "/channels/$CHANNEL/calls/$ID/read-back" "$AGENT"
WORDS="$(of_answer it.text)"
say "Alex reads: $WORDS"
call POST "/channels/$CHANNEL/calls/$ID/charges" "$AGENT" \
  "$(json '{revision: Number(a), confirmed_total_minor: Number(b), saved_tender_id: c, consent: {text: d, given: true}}' \
    "$(of_session it.revision)" "$(of_session it.total_minor)" "$TENDER" "$WORDS")"
SESSION="$ANSWER"
await_completed "$ID" "$AGENT"
show_order "phone, saved card"
show_events

chapter "Phone: somebody new pays by link, on their own device"
call POST "/channels/$CHANNEL/calls" "$AGENT" \
  "$(json '{caller_number: "+49 30 23125 042", line_items: [{sku: a, quantity: 1}], fulfillment: {address: JSON.parse(b)}}' "$SKU" "$ADDRESS")"
ID="$(of_answer it.session.id)"
call POST "/channels/$CHANNEL/calls/$ID/pay-links" "$AGENT" '{"send_to": "+49 30 23125 042"}'
HANDOFF="$(of_answer 'it.url.split("#")[1] || ""')"
say "the caller opens $(of_answer 'it.url.replace(/#.*/, "#…")')"
call POST /handoff-claims "" "$(json '{token: a}' "$HANDOFF")"
CLIENT_TOKEN="$(of_answer it.client_token)"
SESSION="$(of_answer 'JSON.stringify(it.session)')"
expect "the session behind the link" "$(of_session it.id)" "$ID"
expect "what is still asked" "$(of_session 'it.asks.map(it => it.id).join()')" payment.tender
say "the link is good once, and the agent does not hold the pen any more:"
KEY=""
send POST /handoff-claims "" "$(json '{token: a}' "$HANDOFF")"
expect "a second claim" "$STATUS" 404
send PATCH "/checkout-sessions/$ID" "$AGENT" '{"locale": "de"}'
expect "the agent's change" "$STATUS $(of_answer it.type)" "409 /problems/not-the-holder"
provider "$SANDBOX_SECRET_KEY" /v1/test_helpers/confirmation_tokens payment_method=pm_card_visa
call POST "/checkout-sessions/$ID/complete" "$CLIENT_TOKEN" \
  "$(json '{revision: Number(a), confirmed_total_minor: Number(b), tender: {type: "card", confirmation_token: c}}' \
    "$(of_session it.revision)" "$(of_session it.total_minor)" "$(of_answer it.id)")"
SESSION="$ANSWER"
await_completed "$ID" "$CLIENT_TOKEN"
show_order "phone, pay link"
show_events

chapter "How the counters moved"
read_counters "$work/after"
for bought in web:1 in_app:1 pos:2 phone:2; do
  kind="${bought%%:*}"
  for outcome in opened completed; do
    before="$(counter "$work/before" "$kind" "$outcome")"
    after="$(counter "$work/after" "$kind" "$outcome")"
    say "$(printf 'checkout_sessions{channel="%s", outcome="%s"}  %s -> %s' "$kind" "$outcome" "$before" "$after")"
    [ $((after - before)) -ge "${bought##*:}" ] || fail "$kind sessions $outcome moved from $before to $after, and should by ${bought##*:}"
  done
done

chapter "Bought"
printf '   %-20s %-14s %12s\n' channel 'order number' total
while IFS=$'\t' read -r channel number total; do
  printf '   %-20s %-14s %12s\n' "$channel" "$number" "$total"
done <<<"${ROWS%$'\n'}"
