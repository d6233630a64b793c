/** Generated of clients/openapi.json by npm run generate. @sha256 05f9fce1367f812efd57f4c4dd2d9f70bd6c6926f5befa13b419108220eaacc7 */
export interface paths {
    "/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the agents who are signed in */
        get: operations["listAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get how it is with oneself */
        get: operations["getAgent"];
        /**
         * Say whether one is available
         * @description It holds until expires_at: say it again before. Busy and wrap-up are known from the calls.
         */
        put: operations["putAgent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all keys, newest first */
        get: operations["listApiKeys"];
        put?: never;
        /** Create a key */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get what is known of a key */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a key at once */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a key
         * @description Gives a new key of the same kind, scopes and origins. Both are good until old_key_expires_at.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, newest first
         * @description Of money and settings: what, by whom, to what, why, and what of it is another now.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as CSV
         * @description A stream, for any number of entries.
         */
        get: operations["exportAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/roots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the chain stood at the end of each day, and how it stands now
         * @description Keep them where nobody who can write into this database can: whoever then changes or cuts what they cover is found out. The event audit.day_closed tells each root when its day is over.
         */
        get: operations["listAuditRoots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compute the chain anew and compare it with what was sealed
         * @description From a day on, or all of it. Each root that was kept elsewhere, as listAuditRoots has written it, has to be in it.
         */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/call-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who waits for a call, the most urgent first
         * @description state is waiting, or taken for calls that go on. Without numbers.
         */
        get: operations["listCallRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/call-requests/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the most urgent call
         * @description Agents who ask at once each get another one. Until it is finished the same agent gets the same one again.
         */
        post: operations["takeNextCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/call-requests/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say how the call went
         * @description The number is forgotten, and the agent is out of the session unless they hold it.
         */
        post: operations["finishCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/call-requests/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a call
         * @description One agent gets it, and sees the session from then on; all others get 409. Safe to repeat for that one.
         */
        post: operations["takeCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calls, newest first
         * @description Agents see their own and those nobody has answered; with agent=me only their own.
         */
        get: operations["listCalls"];
        put?: never;
        /**
         * Tell of a call that no telephony tells of
         * @description It is the agent's, and goes on.
         */
        post: operations["tellOfCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the calls on an agent's screen, and who may be calling
         * @description Until a pop is verified, nothing of it is to be read to the caller: a number proves nothing.
         */
        get: operations["getCurrentCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a call */
        get: operations["getPhoneCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say which session a call is about, or keep a draft of the note */
        patch: operations["changeCall"];
        trace?: never;
    };
    "/api/v1/calls/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a call was answered, is held, goes on or has ended
         * @description Answering one that rings takes it. Safe to repeat, so it needs no key.
         */
        post: operations["tellCallEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}/wrap-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say how a call went
         * @description By one of the channel's call-reasons, once the call has ended. The last word counts.
         */
        post: operations["wrapUpCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a file of items
         * @description CSV with the names of columns in its first line (sku, name, description, image_url, category, tax_category, digital, active, weight_grams, min_age, group, barcodes, price.EUR, variant.size, store.app_store, fee.BOTTLE), or one JSON object per line. mode=all writes nothing when a row is wrong, mode=report writes the others. The file is taken in, then written; ask for its progress. Safe to repeat: the same rows give the same items.
         */
        post: operations["importItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is, and what is wrong */
        get: operations["getCatalogImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/imports/{id}/wrong-rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All rows that are wrong, as CSV */
        get: operations["getWrongRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All items, one JSON object per line
         * @description A stream in the order of skus, for catalogs of any size. Each line is what putItems takes.
         */
        get: operations["exportItems"];
        /**
         * Add or replace up to 1,000 items
         * @description All of them or none: when something is wrong, the problem lists each row and why. Safe to repeat.
         */
        put: operations["putItems"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the merchant's channels */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/call-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what agents may say about how a call went */
        get: operations["listCallReasons"];
        /** Replace what agents may say about how a call went */
        put: operations["putCallReasons"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a session for a caller
         * @description Or, with session_id, help in the one they call about; its pen is then taken by holder.
         */
        post: operations["openCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls/{session_id}/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay with a tender the customer agreed to keep
         * @description Needs the caller's consent to this total, in the words that were read out.
         */
        post: operations["chargeCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls/{session_id}/keyed-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a card be typed on a reader
         * @description Only where the merchant has provided a terminal that can do it; otherwise 422.
         */
        post: operations["beginKeyedEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls/{session_id}/keypad-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the caller type a card on the keys of their phone
         * @description The telephony takes the keys and tells how far the caller is; when all is typed, it is paid.
         */
        post: operations["startKeypadEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls/{session_id}/keypad-entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get how far a caller is with their card */
        get: operations["getKeypadEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls/{session_id}/keypad-entries/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take no more keys
         * @description A payment that is under way already goes on. Safe to repeat.
         */
        post: operations["cancelKeypadEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls/{session_id}/keypad-entries/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the caller type one field once more
         * @description The time for all begins anew. Safe to repeat, so it needs no key.
         */
        post: operations["restartKeypadField"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls/{session_id}/pay-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link with which the caller pays this session
         * @description Good for one device. Whoever opens it holds the session from then on.
         */
        post: operations["mintPayLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/calls/{session_id}/read-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get what to read out before the caller agrees */
        get: operations["readBackCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/feedback-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a channel asks after a purchase */
        get: operations["getFeedbackPolicy"];
        /**
         * Set what a channel asks after a purchase, and when buyers are invited to a review
         * @description Buyers of orders from before invitations were switched on are not invited.
         */
        put: operations["putFeedbackPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/hosted-checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a session for the hosted checkout page */
        post: operations["openHostedCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/notice-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a channel tells its buyers of their orders, and how */
        get: operations["getNoticePolicy"];
        /** Set what a channel tells its buyers of their orders, and how */
        put: operations["putNoticePolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/payment-forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get what draws the provider's card fields
         * @description Called by the page when payment is reached. Safe to repeat.
         */
        post: operations["openPaymentForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/payment-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get everything for the app's payment sheet
         * @description When the sheet has finished, call payment/refresh of the session.
         */
        post: operations["openPaymentSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/reader": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask the card reader of a till what it is doing
         * @description The reader is asked now. A state of uncertain means that a card may have been accepted: the server finds out, and lets nobody charge a second time meanwhile.
         */
        get: operations["getReader"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ring up a basket and take the tender
         * @description Cash is done at once, with the change to hand back. A card waits on the till's reader: 202 with the action present_card; follow the session's events or call payment/refresh.
         */
        post: operations["ringUpSale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/store-apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the apps of a channel */
        get: operations["listStoreApps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/store-apps/{store}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which app of a store belongs to a channel
         * @description The store is app_store or google_play; the channel is of kind in_app.
         */
        put: operations["setStoreApp"];
        post?: never;
        /**
         * Take an app from a channel
         * @description What was bought stays.
         */
        delete: operations["removeStoreApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/store-purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what was bought in an app store
         * @description The store's proof decides, not the caller. A purchase that is known already, a restored one for example, answers the same order.
         */
        post: operations["recordStorePurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/telephony-connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the telephonies that tell of a channel's calls */
        get: operations["listTelephonyConnections"];
        put?: never;
        /** Let a telephony tell of a channel's calls */
        post: operations["createTelephonyConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/telephony-connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Refuse what this telephony tells from now on */
        delete: operations["deleteTelephonyConnection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/telephony-connections/{id}/secret-rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a new secret; the old one is accepted until old_secret_until */
        post: operations["rotateTelephonySecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one channel */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how a channel counts */
        patch: operations["changeChannel"];
        trace?: never;
    };
    "/api/v1/checkout-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List checkout sessions, newest first */
        get: operations["listCheckoutSessions"];
        put?: never;
        /**
         * Open a checkout session, and buy at once where everything is known
         * @description With complete and the total the buyer has seen it goes from the intent to the order in one request. What is missing or costs something else is a problem that shows the session; it can be completed as any other.
         */
        post: operations["openCheckoutSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the session a client token belongs to */
        get: operations["getCurrentCheckoutSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a checkout session
         * @description Agents and cashiers see nothing of a buyer whose own device holds it (buyer_hidden) until they were let in.
         */
        get: operations["getCheckoutSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change line items, buyer, fulfillment or language
         * @description Any of them, several at once. A payment that waits for the buyer is taken back first.
         */
        patch: operations["changeCheckoutSession"];
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/assistance-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the buyer whether one may help
         * @description The buyer's device sees it at once in the session's assistance and its events. Until they allow it, the session shows nothing of the buyer (buyer_hidden), and its pen cannot be taken.
         */
        post: operations["requestAssistance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/assistance-requests/{assistance_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let somebody help, or not now
         * @description For the buyer's device that holds the session, or any of theirs while somebody helps. Safe to repeat.
         */
        post: operations["answerAssistance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/assistance-requests/{assistance_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the help
         * @description By the buyer, who then has the pen again, or by whoever helps. Safe to repeat.
         */
        post: operations["endAssistance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/call-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the calls a buyer wanted, newest first */
        get: operations["listCallRequestsOfSession"];
        put?: never;
        /**
         * Let the buyer be called
         * @description One at a time for each session. The agent who takes it sees the session, so that nothing is asked again.
         */
        post: operations["requestCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/call-requests/{call_request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get how long a call may still take */
        get: operations["getCallRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/call-requests/{call_request_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do not call any more
         * @description The number is forgotten, and an agent who had taken it is out of the session. Safe to repeat.
         */
        post: operations["cancelCallRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a session up */
        post: operations["cancelCheckoutSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/client-hints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell how it is to fill in the fields of a page
         * @description Counts and times, never values. They are counted later, if there is room; the answer is the same when they are not. With Sec-GPC: 1 or DNT: 1 nothing is counted.
         */
        post: operations["sendClientHints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the total and pay it
         * @description What a wallet knows of the buyer and the delivery comes along, and is kept whatever the answer. 200 when the outcome is known: completed, waiting for the buyer, or declined with a message. 202 while the provider's answer is not known: ask again, never pay again.
         */
        post: operations["completeCheckoutSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what the buyer has agreed to */
        get: operations["listConsents"];
        put?: never;
        /**
         * The buyer agrees to something
         * @description purpose=card: to be recognized by the cards they pay with, from the next payment on, also that of this session. analytics, marketing_measurement and review need no customer and hold for this session and its order.
         */
        post: operations["giveConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/consents/{consent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * The buyer takes a consent back
         * @description The device, passkeys and cards kept under it recognize nobody any more; ids for measuring are forgotten. Safe to repeat, also after the purchase.
         */
        delete: operations["withdrawConsent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay a part ahead
         * @description The money is taken at once; the session stays open and lives longer, and the rest can be paid in any channel. 202 while the provider's answer is not known.
         */
        post: operations["payDeposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/deposits/{tender_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a deposit back
         * @description All of it, to where it came from. The session goes on.
         */
        post: operations["returnDeposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow one session
         * @description Server-sent events; resumes after Last-Event-ID, begins with the next event without it. Messages of the type presence say who looks at it, and have no id. A stream ends when its credential does.
         */
        get: operations["streamCheckoutSessionEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the session go on elsewhere
         * @description A code to say and a link to open; the first that is used ends both.
         */
        post: operations["offerHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/holder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the pen of a session one can see
         * @description Whoever held it sees it at once, and can take it back. Not while money is moving. From a buyer's own device people of the merchant's take it only after the buyer has let them in.
         */
        post: operations["takePen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/loss-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say why the buyer did not buy
         * @description The last word counts, and stands before all other evidence when the session is lost.
         */
        post: operations["codeLoss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/measurement-ids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say by what those who measure know the buyer's browser
         * @description Replaces what was said before. Each needs the buyer's consent, and is forgotten with it.
         */
        put: operations["putMeasurementIds"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See who looks at a session now
         * @description Whoever has a stream of it open, at whatever node: what kind of somebody, never who. The same is told on its stream as presence.
         */
        get: operations["listParticipants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/passkey-challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get options for the buyer's authenticator
         * @description For the device that asks, once, for a few minutes. The options for a recognition name nobody.
         */
        post: operations["askPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the buyer's passkeys */
        get: operations["listPasskeys"];
        put?: never;
        /**
         * Add a passkey to the buyer
         * @description For a buyer who was recognized, or who has paid as a guest and becomes a customer with it.
         */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove one of the buyer's passkeys
         * @description It opens nothing from now on. Safe to repeat.
         */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        /** Rename one of the buyer's passkeys */
        patch: operations["renamePasskey"];
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/payment/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the provider what became of the payment
         * @description After the bank's page, the card reader or the app's payment sheet. Safe to repeat.
         */
        post: operations["refreshPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/payment/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back a payment that waits for the buyer
         * @description When the money came first, the session is completed instead. Safe to repeat.
         */
        post: operations["withdrawPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/price-adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an item another price, or the whole sale a discount
         * @description At a register a manager has to agree (approval), unless one is signed in there. It covers what is in the sale now: for more of the item the usual price is back, and a discount does not grow with the sale. A second one of the same kind replaces the first.
         */
        post: operations["adjustPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/price-adjustments/{adjustment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the usual price again */
        delete: operations["withdrawPriceAdjustment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what this session would cost elsewhere
         * @description For a wallet's sheet, which tells only a part of the address before the buyer has said yes. Nothing is kept.
         */
        post: operations["quoteCheckoutSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/recognitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get what is stored of the session's buyer */
        get: operations["getRecognition"];
        put?: never;
        /**
         * Recognize the buyer
         * @description What is stored fills in what nobody has said yet, and is shown when the buyer has proven to be the customer.
         */
        post: operations["recognizeBuyer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/recognitions/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It is somebody else
         * @description Nothing that was stored stays in the session. Safe to repeat.
         */
        post: operations["forgetBuyer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/trust-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that the buyer was shown a trust message
         * @description Safe to repeat: the first time counts, and other devices need not show it again. The session's revision stays, so that whoever is about to pay is not told that it is out of date.
         */
        post: operations["tellTrustMessageShown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkout-sessions/{id}/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a code to the buyer
         * @description To any address or number, whether somebody is known there or not: the answer does not tell.
         */
        post: operations["sendVerificationCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/client-config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get what pages need to begin */
        get: operations["getClientConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customer-lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find customers by e-mail address, number or loyalty card
         * @description By exactly one of them. An address may be of several customers; the oldest comes first.
         */
        post: operations["lookUpCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a customer */
        post: operations["addCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a customer */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a customer has agreed to */
        get: operations["listConsentsOfCustomer"];
        put?: never;
        /** Keep what a customer has agreed to */
        post: operations["giveConsentOfCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/consents/{consent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * A customer takes a consent back
         * @description The device, passkeys and cards kept under it recognize nobody any more. Safe to repeat.
         */
        delete: operations["withdrawConsentOfCustomer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a customer may use, newest first */
        get: operations["listCustomerEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the orders of a customer, newest first */
        get: operations["listOrdersOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a customer's passkeys */
        get: operations["listPasskeysOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a customer's passkey
         * @description It opens nothing from now on. Safe to repeat.
         */
        delete: operations["removePasskeyOfCustomer"];
        options?: never;
        head?: never;
        /** Rename a customer's passkey */
        patch: operations["renamePasskeyOfCustomer"];
        trace?: never;
    };
    "/api/v1/customers/{id}/personal-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get all that is stored of a customer
         * @description Also what was bought as a guest with an address that is proven to be theirs.
         */
        get: operations["exportPersonalData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/personal-data/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a customer
         * @description Devices, passkeys, known cards, addresses, consents, what they wrote after a purchase, messages, sessions and saved tenders, at the payment provider too. Orders stay. Cannot be undone; 404 once it is done.
         */
        post: operations["erasePersonalData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List disputes, newest first
         * @description With state=open only those that are not decided.
         */
        get: operations["listDisputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an account of the app may use, newest first
         * @description The token is what the app gave the store: Apple's appAccountToken, Google's obfuscated account id.
         */
        get: operations["listEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow all events of the merchant
         * @description Server-sent events; resumes after Last-Event-ID, begins with the next event without it. A stream ends when its credential does. With types only these are told, such as call.*,call_request.taken.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List experiments, newest first */
        get: operations["listExperiments"];
        put?: never;
        /** Prepare an experiment */
        post: operations["createExperiment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/experiments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an experiment */
        get: operations["getExperiment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an experiment
         * @description All of a draft; only name and hypothesis of one that has been started.
         */
        patch: operations["changeExperiment"];
        trace?: never;
    };
    "/api/v1/experiments/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an experiment has found until now
         * @description May be read as often as one likes: intervals and p-values are always valid. The method is in docs/experiments.md.
         */
        get: operations["reportExperiment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/experiments/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deal its arms to buyers from now on
         * @description One experiment for each thing that is varied runs at a time. Harmless to repeat.
         */
        post: operations["startExperiment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/experiments/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give everybody what is usual from now on
         * @description Also those who were dealt an arm. Harmless to repeat; the first conclusion stays.
         */
        post: operations["stopExperiment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export-destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who measures, newest first */
        get: operations["listExportDestinations"];
        put?: never;
        /**
         * Tell somebody who measures what is bought, from now on
         * @description Google Analytics 4, Meta, Google Ads or a server of the merchant's; only what buyers agree to.
         */
        post: operations["createExportDestination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export-destinations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one of those who measure */
        get: operations["getExportDestination"];
        put?: never;
        post?: never;
        /** Tell it nothing more; what waits is not told either */
        delete: operations["deleteExportDestination"];
        options?: never;
        head?: never;
        /**
         * Change, disable or enable one of those who measure
         * @description Enabled again it is told what happened meanwhile, too.
         */
        patch: operations["changeExportDestination"];
        trace?: never;
    };
    "/api/v1/export-destinations/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was told or will be, newest first */
        get: operations["listExportDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export-destinations/{id}/deliveries/{delivery}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell once more what was given up or withheld, under the same id
         * @description It is written anew, by what the buyer agrees to now.
         */
        post: operations["retryExportDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what buyers have said, newest first */
        get: operations["listFeedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillment-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all ways of fulfillment with their rates */
        get: operations["listFulfillmentOptions"];
        /**
         * Replace all ways of fulfillment
         * @description Sessions see them from their next change on; one that has gone is asked for again.
         */
        put: operations["replaceFulfillmentOptions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillment-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rules in their order */
        get: operations["listFulfillmentRules"];
        /**
         * Replace all rules
         * @description Rules that hide come first, and none hides the last option. Of those that prefer, the first that holds for an option decides; that option is chosen for a start and tells why.
         */
        put: operations["replaceFulfillmentRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is to be handed over, the oldest first
         * @description All that is open, or what is in one status. A till is shown what is at its own place. Nothing of who the buyers are.
         */
        get: operations["listFulfillments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gift-card-lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what is on a gift card
         * @description Wrong codes are counted; after too many the answer is 429 for a while, also to a right one.
         */
        post: operations["lookUpGiftCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gift-cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List gift cards and store credit, newest first */
        get: operations["listGiftCards"];
        put?: never;
        /**
         * Give out a gift card or store credit
         * @description The code is shown once. When that answer is lost, disable the card and give out another. A customer has one store credit in each currency; more of it is put on the same one.
         */
        post: operations["issueGiftCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gift-cards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a gift card and each change of its balance */
        get: operations["getGiftCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gift-cards/{id}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable, enable or top up a gift card */
        post: operations["adjustGiftCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoff-claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a session over
         * @description By the token of a link from any device, which gets a client token; by a spoken code from a till or a person of the merchant's. Each is good for one time; a second claim is 404.
         */
        post: operations["claimHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all holidays */
        get: operations["listHolidays"];
        /** Replace all holidays */
        put: operations["replaceHolidays"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search items by words, sku or barcode, priced for a channel */
        get: operations["searchItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The balance of each account
         * @description Computed from all entries. In each currency the balances add up to zero.
         */
        get: operations["listLedgerAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List entries, oldest first */
        get: operations["listLedgerEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All entries as CsvExport.MEDIA_TYPE, oldest first
         * @description A stream, for any number of entries. Amounts stay in minor units.
         */
        get: operations["exportLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all locations */
        get: operations["listLocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a location, or replace what is known of it */
        put: operations["putLocation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the merchant's own words in messages to buyers */
        get: operations["listNoticeTemplates"];
        /**
         * Replace the merchant's own words in messages to buyers
         * @description What is left out is said in the built-in words again. A placeholder that is not known is refused.
         */
        put: operations["replaceNoticeTemplates"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-templates/built-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is said where the merchant has no own words, and what placeholders there are */
        get: operations["listBuiltInNoticeTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-templates/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a buyer would read, of a made-up order
         * @description Nothing is kept, and nobody is written to.
         */
        post: operations["previewNoticeTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offline-sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in what a till has sold alone
         * @description Each sale is recorded once under its register, business day and sequence, however often, in whatever order and by however many calls at once it comes: no Idempotency-Key is needed, and a call whose answer was lost is sent again. What is not as we would have had it is recorded all the same, with variances.
         */
        post: operations["sendOfflineSales"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offline-sales/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What has been announced and has not arrived
         * @description A register sees what is its own till's.
         */
        get: operations["listWaitingOfflineSales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-status/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How it is with an order, for its buyer
         * @description By the token of the link in a message or in an order. In the language of the sale: with Accept: text/html a page, with Accept: text/plain lines of text. It says nothing about who the buyer is.
         */
        get: operations["getOrderStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/order-status/{token}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The receipt of an order, for its buyer
         * @description As getReceipt has it, by the token of the link.
         */
        get: operations["getReceiptByStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List orders, newest first */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an order */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/additions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was added to an order, the oldest first */
        get: operations["listOrderAdditions"];
        put?: never;
        /**
         * Begin to add goods to an order that has not left
         * @description Opens a checkout session for them, at today's prices, for the buyer, the address and the way of the order. It is completed or canceled like any other; nothing is added until it is paid. Delivery costs what both parcels cost together more than the first, while nobody has picked that.
         */
        post: operations["addToOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/captures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take what is authorized */
        post: operations["captureOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of an order was edited, the oldest first */
        get: operations["listOrderEdits"];
        put?: never;
        /**
         * Edit an order before its goods leave
         * @description Fewer of a line, none of it, or another address, all at once. What is taken out can be sold again, and its money goes back to where it came from.
         */
        post: operations["editOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/edits/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what would come of an edit
         * @description Nothing is changed. The answer has the revision and the difference that the edit names.
         */
        post: operations["previewOrderEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of an order was exchanged, the oldest first */
        get: operations["listExchanges"];
        put?: never;
        /**
         * Begin to exchange goods for others
         * @description Opens a checkout session for what goes out. What comes back pays there first, as exchange_credit; the buyer pays the rest, or gets back what is left over. Nothing has come back until the session is completed, and nothing does when it is canceled. At a register a manager has to agree (approval), unless one is signed in there.
         */
        post: operations["exchangeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the question about an order, or its answer */
        get: operations["getFeedback"];
        put?: never;
        /**
         * The buyer says how easy it was
         * @description Once for each order. The event feedback.given has the score alone.
         */
        post: operations["giveFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/fulfillments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What becomes of the goods of an order */
        get: operations["listOrderFulfillments"];
        put?: never;
        /**
         * Add a fulfillment for lines that are in none
         * @description An order has its fulfillments when it is placed. This is for orders from before, and for lines that were added later.
         */
        post: operations["addFulfillment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/fulfillments/{fulfillment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one fulfillment of an order */
        get: operations["getOrderFulfillment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/fulfillments/{fulfillment_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel what is not handed over yet
         * @description The goods can be sold again. The answer says what may be refunded; with refund, what was paid for them goes back at once.
         */
        post: operations["cancelFulfillment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/fulfillments/{fulfillment_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what happened to the goods
         * @description allocate, pick, pack, ship, ready, collect, dispatch, deliver or fail. Tills and cashiers do what happens at the counter (pick, pack, ready, collect), tills at their own place.
         */
        post: operations["recordFulfillmentEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/fulfillments/{fulfillment_id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a part of the goods into a fulfillment of its own
         * @description So that it can leave earlier, later or from another location.
         */
        post: operations["splitFulfillment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an order means for the books
         * @description From the sale, or the deposit before it, to refunds, disputes and the provider's fees.
         */
        get: operations["getOrderLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what the buyer of an order was told, the oldest first */
        get: operations["listOrderNotices"];
        put?: never;
        /**
         * Send the buyer the link to how it is with their order
         * @description An order from before there were such links gets one by this.
         */
        post: operations["sendOrderNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the receipt of an order, as it would be handed out next
         * @description In the language of the sale. With Accept: text/html a page for paper of 80 mm, with Accept: text/plain lines of 42 columns. Nothing is written down: issueReceipt hands it out.
         */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was handed out of an order, the original first */
        get: operations["listReceipts"];
        put?: never;
        /**
         * Hand a receipt out, on paper or by e-mail
         * @description The first one is the original, each later one says that it is a copy. The event receipt.issued has the medium and the copy, and no address.
         */
        post: operations["issueReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/receipts/{receipt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a receipt that was handed out, to print it
         * @description With its own copy, and with the refunds made by now. Accept as in getReceipt.
         */
        get: operations["getIssuedReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give money back to where it came from */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came back of an order, the oldest first */
        get: operations["listReturns"];
        put?: never;
        /**
         * Take goods back, in any channel
         * @description What was paid for them goes back to where it came from, cash from the drawer of the till that calls. What is sellable and counted is in stock again at the location. At a register a manager has to agree (approval), unless one is signed in there.
         */
        post: operations["returnOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release an authorization that was not captured
         * @description A register voids what it has sold itself, and a manager has to agree (approval), unless one is signed in there.
         */
        post: operations["voidOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parked-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was put aside, the oldest first
         * @description A register sees what waits at its own place, whichever till has put it aside.
         */
        get: operations["listParkedSessions"];
        put?: never;
        /**
         * Put a session aside
         * @description Nobody holds it then, and its goods are kept by the rule of the channel. Safe to repeat.
         */
        post: operations["parkSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parked-sessions/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take up what was put aside, at this till
         * @description Of several tills that do so at once one gets it. The session goes on at the prices of the till.
         */
        post: operations["resumeSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List attempts, newest first
         * @description With state=open only those whose money is on its way: not answered, pending, or going back.
         */
        get: operations["listPaymentAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-attempts/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the provider now what became of an attempt
         * @description Does what the resolver would do at its time. Safe to repeat.
         */
        post: operations["checkPaymentAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/adyen/return/{merchant_id}/{attempt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Come back from a page of the buyer's bank */
        get: operations["returnFromAdyen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/postal-places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say where postal codes are
         * @description For local delivery within a radius and for rules about distance. Without them distances are not known.
         */
        put: operations["replacePostalPlaces"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all price lists */
        get: operations["listPriceLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a price list, or change when it applies */
        put: operations["putPriceList"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-lists/{id}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The prices of a list, in the order of skus
         * @description All prices of so many items. Go on with ?after= the last sku.
         */
        get: operations["getListPrices"];
        /**
         * Set up to 10,000 prices of a list
         * @description All of them or none; those that are not named stay. An amount of null takes a price away.
         */
        put: operations["putListPrices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List promotions, newest first */
        get: operations["listPromotions"];
        put?: never;
        /** Create a promotion */
        post: operations["createPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promotions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a promotion */
        get: operations["getPromotion"];
        /**
         * Replace a promotion
         * @description All of it but its uses. A total limit below the uses so far becomes them. Sessions are priced by it from their next change on, and when they complete.
         */
        put: operations["replacePromotion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/provider-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List events of providers, newest first */
        get: operations["listProviderEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/provider-events/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have an event tried again that is dead or parked
         * @description Applying reads the provider's object again, so that repeating this call has no further effect.
         */
        post: operations["retryProviderEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what a basket costs and when it arrives
         * @description Nothing is kept, and nobody has to be known.
         */
        post: operations["quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation-breaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List differences, newest first
         * @description With state=open only those that nobody has explained.
         */
        get: operations["listReconciliationBreaks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation-breaks/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say why a difference is as it is
         * @description The first explanation stays, with who gave it and when; repeating changes nothing.
         */
        post: operations["explainReconciliationBreak"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far each provider's list was read and compared
         * @description Only providers that report their movements are in the list.
         */
        get: operations["listReconciliations"];
        put?: never;
        /**
         * Read and compare now
         * @description Does what the timer would do at its time. Safe to repeat.
         */
        post: operations["reconcile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/register-enrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Become a till
         * @description The code is good for one device. The till that was the channel's before is let in no more.
         */
        post: operations["enrollRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/register-snapshots/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what this till needs to sell alone
         * @description Items, prices, promotions without a code, and taxes of its channel, all of one moment. Ask with If-None-Match: 304 when nothing has changed. Snapshot-Signature is a JWS with a detached payload (RFC 7797), which is the body as it was sent.
         */
        get: operations["getRegisterSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/register-snapshots/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public keys of snapshots
         * @description A JSON Web Key Set. A till keeps it from its enrollment on.
         */
        get: operations["listSnapshotKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all registers, newest first */
        get: operations["listRegisters"];
        put?: never;
        /** Let a device become a till */
        post: operations["createRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the register that calls and who has signed in */
        get: operations["getCurrentRegister"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/current/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree as a manager to what a cashier may not do alone
         * @description By the manager's PIN and with a reason, whoever is signed in. Gives a token for one use within minutes, at this register and for this action only.
         */
        post: operations["approveAtRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/current/cashier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in at the register by a PIN
         * @description Whoever was signed in before is signed out; sessions at the register stay open. Five wrong PINs of one person at one register, and that PIN rests.
         */
        post: operations["signInCashier"];
        /** Sign out at the register */
        delete: operations["signOutCashier"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a register */
        get: operations["getRegister"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a device in no more */
        post: operations["revokeRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many calls there were, how long they took and what came of them
         * @description By channel, agent, day or hour. From and to are days or full hours (UTC); to is not included; the last seven days when left out. With Accept: text/csv the same as a table.
         */
        get: operations["reportCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How easy buyers found it, by channel and week
         * @description From and to are days or full hours (UTC); to is not included; the last seven days when left out. Counts and averages alone, no words. With Accept: text/csv the same as a table.
         */
        get: operations["reportFeedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which fields buyers have trouble with, the worst first
         * @description Whole days (UTC) that from and to touch; the last seven and today when left out. Of what pages told, as far as they did. The score is explained in docs/funnel.md. With Accept: text/csv the same as a table.
         */
        get: operations["reportFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/friction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What costs most: reasons by step and channel, with the money they are estimated to cost
         * @description From and to are days or full hours (UTC); to is not included; the last seven days when left out. With Accept: text/csv the same as a table. The estimate and its interval are explained in docs/funnel.md.
         */
        get: operations["reportFriction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Into which step how many came, and what became of them
         * @description From and to are days or full hours (UTC); to is not included; the last seven days when left out. With Accept: text/csv the same as a table. by=step (for all channels), channel, hour, day, or an attribute of the events such as country, tender or fulfillment_option, or experiment_ and its id for arms. Each row but those by time has the interval before beside it.
         */
        get: operations["reportFunnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is in the checkout now
         * @description Open sessions by channel and step, and what the last minutes brought. Ask as often as every few seconds.
         */
        get: operations["reportLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ways of buyers through steps and channels
         * @description From and to are days or full hours (UTC); to is not included; the last seven days when left out. With Accept: text/csv the same as a table. Nodes and links, for a Sankey diagram.
         */
        get: operations["reportPaths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sessions behind a number
         * @description From and to are days or full hours (UTC); to is not included; the last seven days when left out. With Accept: text/csv the same as a table. Those whose last stay began in the interval, the newest first.
         */
        get: operations["reportSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One session from its beginning to where it stands
         * @description Its way, its events, and why it was lost, with the evidence. With Accept: text/csv its events as a table.
         */
        get: operations["reportSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long buyers stay in a step, and how many do not go on
         * @description From and to are days or full hours (UTC); to is not included; the last seven days when left out. With Accept: text/csv the same as a table.
         */
        get: operations["reportTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/returnable-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find what can come back, by the number of an order
         * @description An empty list when no order has this number.
         */
        get: operations["findReturnableOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the rules by which payments find their provider */
        get: operations["getRoutingRules"];
        /**
         * Replace all rules
         * @description The first rule that fits a payment decides. Without one, any provider that can is asked.
         */
        put: operations["replaceRoutingRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sale-variances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what of offline sales is not as we would have had it, newest first
         * @description state is open or explained.
         */
        get: operations["listSaleVariances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sale-variances/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what it was
         * @description The first explanation stays. Safe to repeat.
         */
        post: operations["explainSaleVariance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-tenders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a customer has agreed to keep */
        get: operations["listSavedTenders"];
        put?: never;
        /**
         * Begin to keep a means of payment
         * @description The consent is stored with its words. Nothing is charged.
         */
        post: operations["keepTender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-tenders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a means of payment
         * @description It cannot be used from now on, and the provider lets go of it. Safe to repeat.
         */
        delete: operations["removeSavedTender"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scale-barcodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what scales print */
        get: operations["listScaleBarcodes"];
        /** Say what scales print */
        put: operations["replaceScaleBarcodes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List shifts, newest first
         * @description A register sees those of its own till; state=open shows the one it has now.
         */
        get: operations["listShifts"];
        put?: never;
        /**
         * Open a shift at this register with a float
         * @description One shift at a time is open at a till. From then on the cash of its sales and refunds belongs to it.
         */
        post: operations["openShift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shifts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a shift */
        get: operations["getShift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shifts/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a shift by counting its drawer
         * @description What was counted differs from what is expected by an amount that is posted as over or short.
         */
        post: operations["closeShift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shifts/{id}/drawer-openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the drawer without a sale, with a reason
         * @description Recorded before the till opens it, and listed in the X and Z report. A manager has to agree (approval), unless one is signed in at the register.
         */
        post: operations["openDrawer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shifts/{id}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put cash into the drawer or take it out, with a reason */
        post: operations["moveCash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shifts/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The X report of an open shift, the Z report of a closed one
         * @description At any time and as often as you like; it changes nothing. With Accept: text/csv as a table.
         */
        get: operations["reportShift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff-members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people of the merchant
         * @description A register sees those who can sign in there.
         */
        get: operations["listStaffMembers"];
        put?: never;
        /** Add somebody who works at the registers */
        post: operations["addStaffMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff-members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a staff member
         * @description Who is no longer active is signed out at once.
         */
        patch: operations["changeStaffMember"];
        trace?: never;
    };
    "/api/v1/staff-members/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the PIN for the registers
         * @description By the person themselves, by an admin, or for cashiers and agents by a manager.
         */
        put: operations["setPin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What there is of up to 200 items */
        get: operations["getStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock-adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the adjustments of an item, newest first */
        get: operations["listStockAdjustments"];
        put?: never;
        /**
         * Put in, take out or count
         * @description An item is counted from its first adjustment on. What is kept aside for buyers cannot be taken out.
         */
        post: operations["adjustStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/policies/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say how an item is sold when there is none, or when many want it
         * @description What was promised before stays promised.
         */
        put: operations["putStockPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store-purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was bought in app stores, newest first
         * @description With what was paid, what our catalog asked, and the difference.
         */
        get: operations["listStorePurchases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tax-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all rates of tax */
        get: operations["listTaxRates"];
        /**
         * Replace all rates of tax
         * @description For a place the rate of the longest postal prefix applies, then that of the region, then that of the country. Where there is none, nothing is taxed. Sessions are taxed by it from their next change on.
         */
        put: operations["replaceTaxRates"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-setups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a tender has come
         * @description Asks the provider again while it is not decided.
         */
        get: operations["getTenderSetup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unreceipted-returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came back without a receipt, newest first
         * @description A register sees what came back at its own till.
         */
        get: operations["listReturnsWithoutReceipt"];
        put?: never;
        /**
         * Take goods back of which no receipt is there
         * @description At the lowest price they had in the till's channel lately, as a gift card, store credit or, up to a limit, cash. A manager has to agree (approval), unless one is signed in at the register. The code of a gift card is shown once.
         */
        post: operations["returnWithoutReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unreceipted-returns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get what came back without a receipt */
        get: operations["getReturnWithoutReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhook endpoints, newest first */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /** Be told what happens, from now on */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a webhook endpoint */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /** Be told no more */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /** Change, disable or enable a webhook endpoint */
        patch: operations["changeWebhookEndpoint"];
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was sent or will be, newest first */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the same message again, under the same id */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again what happened in a time
         * @description Also what the endpoint was never sent; at most 10000 events at once.
         */
        post: operations["replayWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{id}/secret-rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a new secret; until old_secret_until each call carries a signature by each of the two */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message of type webhook_endpoint.test */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/adyen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive a signed webhook of Adyen */
        post: operations["receiveAdyenWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/app-store/{merchant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a server notification of the App Store (version 2)
         * @description Its payload is signed by Apple for an app of this merchant, or refused.
         */
        post: operations["receiveAppStoreNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/google-play/{merchant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a real-time developer notification of Google Play
         * @description Pushed by Pub/Sub with an OpenID Connect token of the subscription that is set for the app.
         */
        post: operations["receiveGooglePlayNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/keypad/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive a signed event of a telephony that takes keys */
        post: operations["receiveKeypadEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive a signed event of Stripe */
        post: operations["receiveStripeEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/telephony/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive a signed event of a telephony */
        post: operations["receiveTelephonyEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/twilio-voice/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive a signed status callback of Twilio */
        post: operations["receiveTwilioVoiceStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Action: {
            reader: string | null;
            reader_state: components["schemas"]["ReaderState"] | null;
            type: string;
            url: string | null;
        };
        AddCustomer: {
            email?: string | null;
            loyalty_id?: string | null;
            name?: string | null;
            phone?: string | null;
        };
        AddFulfillment: {
            kind: components["schemas"]["OrderFulfillmentKind"];
            lines: components["schemas"]["ReturnedLine"][];
            location_id?: string | null;
        };
        AddPasskey: {
            consent_text: string;
            /** @description A WebAuthn RegistrationResponseJSON */
            credential: Record<string, unknown>;
            label?: string | null;
        };
        AddStaffMember: {
            name: string;
            roles: components["schemas"]["Role"][];
            subject?: string | null;
        };
        AddToOrder: {
            line_items: components["schemas"]["LineChoice"][];
            reason: string;
        };
        Address: {
            city?: string | null;
            country?: string | null;
            line1?: string | null;
            line2?: string | null;
            name?: string | null;
            postal_code?: string | null;
            region?: string | null;
        };
        AdjustGiftCard: {
            action: string;
            /** Format: int64 */
            amount_minor?: number | null;
            reason: string;
        };
        AdjustPrice: {
            /** Format: int64 */
            amount_minor?: number | null;
            approval?: string | null;
            kind: components["schemas"]["PriceAdjustmentKind"];
            percent?: number | null;
            reason?: string | null;
            sku?: string | null;
            /** Format: int64 */
            unit_price_minor?: number | null;
        };
        AdjustStock: {
            /** Format: int64 */
            counted?: number | null;
            location_id: string;
            note?: string | null;
            /** Format: int64 */
            quantity?: number | null;
            reason: components["schemas"]["Reason2"];
            sku: string;
        };
        Adjustment: {
            actor: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            location_id: string;
            note: string | null;
            /** Format: int64 */
            quantity: number;
            reason: components["schemas"]["Reason2"];
            sku: string;
        };
        Agent: {
            agent: string;
            /** Format: uuid */
            call_id: string | null;
            /** Format: uuid */
            call_request_id: string | null;
            /** Format: date-time */
            expires_at: string | null;
            extension: string | null;
            /** Format: date-time */
            since: string | null;
            state: components["schemas"]["AgentState"];
        };
        /** @enum {string} */
        AgentAvailability: "available" | "away";
        AgentList: {
            data: components["schemas"]["Agent"][];
        };
        /** @enum {string} */
        AgentState: "available" | "busy" | "wrap_up" | "away";
        AnnouncedOfflineDay: {
            /** Format: date */
            business_day: string;
            /** Format: int64 */
            last_sequence: number;
        };
        AnswerAssistance: {
            answer: components["schemas"]["AssistanceAnswerWord"];
        };
        ApiKey: {
            /** Format: date-time */
            created_at: string;
            created_by: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ApiKeyKind"];
            label: string;
            /** Format: date-time */
            last_used_at: string | null;
            origins: string[] | null;
            preview: string;
            /** Format: uuid */
            replaced_by: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            scopes: string[] | null;
        };
        /** @enum {string} */
        ApiKeyKind: "secret_key" | "publishable_key";
        ApiKeyPage: {
            data: components["schemas"]["ApiKey"][];
            next_cursor: string | null;
        };
        ApiKeyWithSecret: {
            api_key: components["schemas"]["ApiKey"];
            secret: string | null;
        };
        Approval: {
            action: components["schemas"]["ApprovalAction"];
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            manager: components["schemas"]["Cashier"];
            token: string;
        };
        /** @enum {string} */
        ApprovalAction: "price_override" | "discount" | "refund" | "void_sale" | "open_drawer";
        Ask: {
            cost: components["schemas"]["Cost"];
            fields: components["schemas"]["Field"][];
            id: string;
            reason: components["schemas"]["Reason"];
            removable_by: string[];
            step: components["schemas"]["Step"];
        };
        AskForApproval: {
            action: components["schemas"]["ApprovalAction"];
            pin: string;
            reason: string;
            /** Format: uuid */
            session_id?: string | null;
            /** Format: uuid */
            staff_member_id: string;
        };
        AskPasskey: {
            purpose?: components["schemas"]["PasskeyPurpose"] | null;
        };
        AskPolicy: {
            digital_waiver?: boolean | null;
            phone_for_delivery?: boolean | null;
            terms?: string | null;
        };
        Assistance: {
            actor: string;
            by: components["schemas"]["AssistanceBy"];
            /** Format: uuid */
            id: string;
            role: components["schemas"]["Role"];
            /** Format: date-time */
            since: string;
            state: components["schemas"]["AssistanceState"];
        };
        /** @enum {string} */
        AssistanceAnswerWord: "allow" | "not_now";
        /** @enum {string} */
        AssistanceBy: "request" | "opened" | "code" | "call" | "call_request";
        /** @enum {string} */
        AssistanceState: "asked" | "allowed" | "declined" | "ended";
        Assumption: {
            code: string;
            text: string;
            value: string | null;
        };
        /** @enum {string} */
        AttemptState: "created" | "sent" | "requires_action" | "pending" | "unknown" | "authorized" | "captured" | "declined" | "voided" | "refunded";
        AuditChange: {
            after: unknown;
            before: unknown;
        };
        AuditEntry: {
            action: string;
            actor: string;
            changes: {
                [key: string]: components["schemas"]["AuditChange"];
            };
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            reason: string | null;
            reason_forgotten: boolean;
            request_id: string | null;
            resource: components["schemas"]["AuditedResource"];
            seal: components["schemas"]["AuditSeal"] | null;
        };
        AuditEntryPage: {
            data: components["schemas"]["AuditEntry"][];
            next_cursor: string | null;
        };
        AuditRoot: {
            /** Format: date */
            day: string;
            /** Format: int64 */
            entries: number;
            root: string;
            written: string;
        };
        AuditRoots: {
            data: components["schemas"]["AuditRoot"][];
        };
        AuditSeal: {
            /** Format: date */
            day: string;
            hash: string;
            /** Format: int64 */
            seq: number;
        };
        AuditVerification: {
            /** Format: int64 */
            entries: number;
            findings: components["schemas"]["Finding"][];
            head: components["schemas"]["AuditRoot"] | null;
            intact: boolean;
            /** Format: int64 */
            unsealed: number;
        };
        AuditedResource: {
            href: string | null;
            id: string | null;
            type: string;
        };
        Backorder: {
            /** Format: int64 */
            held: number;
            /** Format: int64 */
            most: number;
            sku: string;
            /** Format: int64 */
            sold: number;
        };
        BegunAddition: {
            addition: components["schemas"]["OrderAddition"];
            client_token: string | null;
            session: components["schemas"]["CheckoutSession"];
        };
        BegunExchange: {
            client_token: string | null;
            exchange: components["schemas"]["Exchange"];
            session: components["schemas"]["CheckoutSession"];
        };
        BuiltInNoticeTemplate: {
            placeholders: string[];
            template: components["schemas"]["NoticeTemplate"];
        };
        BuiltInNoticeTemplates: {
            data: components["schemas"]["BuiltInNoticeTemplate"][];
        };
        Buyer: {
            accepted_terms?: string | null;
            /** Format: int32 */
            age_at_least?: number | null;
            company?: string | null;
            digital_waiver?: boolean | null;
            email?: string | null;
            name?: string | null;
            phone?: string | null;
            reminder_consent?: string | null;
            vat_id?: string | null;
        };
        Call: {
            agent: string | null;
            /** Format: date-time */
            answered_at: string | null;
            /** Format: uuid */
            call_request_id: string | null;
            caller_number: string | null;
            channel_id: string;
            direction: components["schemas"]["CallDirection"];
            end: components["schemas"]["CallEnding"] | null;
            /** Format: date-time */
            ended_at: string | null;
            extension: string | null;
            /** Format: date-time */
            held_since: string | null;
            /** Format: int64 */
            hold_seconds: number;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            keystrokes: number | null;
            note: string | null;
            reason: string | null;
            /** Format: uuid */
            session_id: string | null;
            /** Format: date-time */
            started_at: string;
            state: components["schemas"]["CallState"];
            /** Format: int64 */
            talk_seconds: number;
            /** Format: int64 */
            wrap_up_seconds: number;
            /** Format: date-time */
            wrapped_up_at: string | null;
        };
        /** @enum {string} */
        CallDirection: "inbound" | "outbound";
        /** @enum {string} */
        CallEnding: "completed" | "busy" | "no_answer" | "failed" | "canceled";
        /** @enum {string} */
        CallEventType: "ringing" | "answered" | "held" | "resumed" | "ended";
        /** @enum {string} */
        CallOutcome: "reached" | "not_reached" | "wrong_number" | "not_wanted";
        CallPage: {
            data: components["schemas"]["Call"][];
            next_cursor: string | null;
        };
        CallReason: {
            code: string;
            label: string;
            loss_code?: components["schemas"]["LossCode"] | null;
        };
        CallReasonCount: {
            /** Format: int64 */
            calls: number;
            code: string;
        };
        CallReasonList: {
            data: components["schemas"]["CallReason"][];
        };
        CallReport: {
            by: components["schemas"]["CallReportBy"];
            data: components["schemas"]["CallReportRow"][];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
        };
        /** @enum {string} */
        CallReportBy: "channel" | "agent" | "day" | "hour";
        CallReportRow: {
            /** Format: int64 */
            answered: number;
            /** Format: double */
            asks_put_mean: number | null;
            /** Format: int64 */
            calls: number;
            /** Format: double */
            conversion: number | null;
            /** Format: int64 */
            handle_p50_seconds: number | null;
            /** Format: int64 */
            handle_p90_seconds: number | null;
            /** Format: int64 */
            hold_p50_seconds: number | null;
            key: string;
            /** Format: int64 */
            keystrokes_p50: number | null;
            /** Format: int64 */
            missed: number;
            reasons: components["schemas"]["CallReasonCount"][];
            /** Format: int64 */
            sales: number;
            /** Format: int64 */
            talk_p50_seconds: number | null;
            /** Format: int64 */
            with_session: number;
            /** Format: int64 */
            wrap_up_p50_seconds: number | null;
        };
        CallRequest: {
            agent: string | null;
            /** Format: int32 */
            ahead: number;
            /** Format: date-time */
            ended_at: string | null;
            /** Format: int64 */
            expected_wait_seconds: number | null;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            outcome: components["schemas"]["CallOutcome"] | null;
            priority: components["schemas"]["CallRequestPriority"] | null;
            /** Format: date-time */
            queued_at: string;
            /** Format: date-time */
            requested_at: string;
            /** Format: uuid */
            session_id: string;
            state: components["schemas"]["CallRequestState"];
            /** Format: date-time */
            taken_at: string | null;
            /** Format: int32 */
            tries: number;
        };
        CallRequestList: {
            data: components["schemas"]["CallRequest"][];
        };
        CallRequestPriority: {
            currency: string;
            /** Format: int64 */
            head_start_seconds: number;
            payment_failed: boolean;
            /** Format: int64 */
            value_minor: number;
        };
        /** @enum {string} */
        CallRequestState: "waiting" | "taken" | "finished" | "canceled" | "expired";
        /** @enum {string} */
        CallState: "ringing" | "active" | "held" | "wrap_up" | "done" | "missed";
        Caller: {
            name_known: boolean;
            saved_tenders: components["schemas"]["SavedTender"][];
        };
        CancelFulfillment: {
            lines?: components["schemas"]["ReturnedLine"][] | null;
            reason: string;
            refund?: boolean | null;
        };
        Capture: {
            actor: string;
            /** Format: int64 */
            amount_minor: number;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            state: string;
        };
        /**
         * @example {
         *       "amount_minor": 2270
         *     }
         */
        CaptureOrder: {
            /** Format: int64 */
            amount_minor?: number | null;
            final?: boolean | null;
            reason?: string | null;
        };
        /** @enum {string} */
        CashDirection: "pay_in" | "pay_out";
        CashMovement: {
            actor: string;
            /** Format: int64 */
            amount_minor: number;
            /** Format: date-time */
            created_at: string;
            direction: components["schemas"]["CashDirection"];
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["CashMovementKind"];
            reason: string;
        };
        /** @enum {string} */
        CashMovementKind: "safe" | "bank" | "expense" | "tips" | "other";
        Cashier: {
            /** Format: uuid */
            id: string;
            name: string;
            roles: components["schemas"]["Role"][];
        };
        CatalogImport: {
            progress: components["schemas"]["Import"];
            wrong: components["schemas"]["WrongRow"][];
        };
        /**
         * @example {
         *       "fulfillment": {
         *         "address": {
         *           "name": "Ada Byron"
         *         },
         *         "option_id": "pickup-mitte"
         *       },
         *       "line_items": [
         *         {
         *           "barcode": "2100100001377",
         *           "quantity": 1
         *         }
         *       ]
         *     }
         */
        Change: {
            buyer?: components["schemas"]["Buyer"] | null;
            discount_codes?: string[] | null;
            fulfillment?: components["schemas"]["FulfillmentChoice"] | null;
            line_items?: components["schemas"]["LineChoice"][] | null;
            locale?: string | null;
            /** Format: int64 */
            tip_minor?: number | null;
        };
        ChangeCall: {
            note?: string | null;
            /** Format: uuid */
            session_id?: string | null;
        };
        ChangeChannel: {
            asks?: components["schemas"]["AskPolicy"] | null;
            /** Format: int64 */
            cash_rounding_minor?: number | null;
            delivery_tax?: string | null;
            prices_include_tax?: boolean | null;
            reader_provider?: string | null;
            reader_ref?: string | null;
            /** Format: int64 */
            recovery_after_seconds?: number | null;
            stock_hold?: string | null;
            takes_tips?: boolean | null;
            tax_calculator?: string | null;
            tax_rounding?: string | null;
            tenders?: string[] | null;
            tips_on_reader?: boolean | null;
            trust_messages?: components["schemas"]["TrustMessage"][] | null;
        };
        ChangeExperiment: {
            arms?: components["schemas"]["ExperimentArm"][] | null;
            channels?: string[] | null;
            guardrails?: components["schemas"]["ExperimentGuardrail"][] | null;
            hypothesis?: string | null;
            minimum_effect_percent?: number | null;
            name?: string | null;
            /** Format: int64 */
            window_seconds?: number | null;
        };
        ChangeExportDestination: {
            credentials?: {
                [key: string]: string;
            } | null;
            enabled?: boolean | null;
            name?: string | null;
            occasions?: string[] | null;
            settings?: {
                [key: string]: string;
            } | null;
        };
        ChangeStaffMember: {
            active?: boolean | null;
            name?: string | null;
            roles?: components["schemas"]["Role"][] | null;
            subject?: string | null;
        };
        /**
         * @example {
         *       "enabled": false
         *     }
         */
        ChangeWebhookEndpoint: {
            description?: string | null;
            enabled?: boolean | null;
            event_types?: string[] | null;
            url?: string | null;
        };
        /** @description web, in_app, pos, phone, or a kind an adapter has added */
        ChannelKind: string;
        ChannelList: {
            data: components["schemas"]["ChannelView"][];
        };
        ChannelOfSession: {
            id: string;
            kind: components["schemas"]["ChannelKind"];
        };
        ChannelRef: {
            capture: string;
            id: string;
            kind: components["schemas"]["ChannelKind"];
            name: string;
            tenders: string[];
            terms: string | null;
        };
        ChannelSummary: {
            id: string;
            kind: components["schemas"]["ChannelKind"];
        };
        ChannelView: {
            asks: components["schemas"]["AskPolicy"];
            /** Format: int64 */
            cash_rounding_minor: number;
            country: string;
            currency: string;
            delivery_tax: string;
            id: string;
            kind: components["schemas"]["ChannelKind"];
            locale: string;
            location_id: string | null;
            name: string;
            prices_include_tax: boolean;
            reader_provider: string | null;
            reader_ref: string | null;
            /** Format: int64 */
            recovery_after_seconds: number;
            stock_hold: string;
            takes_tips: boolean;
            tax_calculator: string;
            tax_rounding: string;
            tenders: string[];
            tips_on_reader: boolean;
            trust_messages: components["schemas"]["TrustMessage"][];
        };
        /**
         * @example {
         *       "confirmed_total_minor": 1380,
         *       "consent": {
         *         "given": true,
         *         "text": "Shall I charge 13.80 euros to your Visa ending in 4242?"
         *       },
         *       "revision": 2,
         *       "saved_tender_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c002"
         *     }
         */
        ChargeCall: {
            /** Format: int64 */
            confirmed_total_minor: number;
            consent: components["schemas"]["Consent"];
            /** Format: int64 */
            revision: number;
            /** Format: uuid */
            saved_tender_id: string;
        };
        /**
         * @example {
         *       "asks": [
         *         {
         *           "cost": {
         *             "fields": 0,
         *             "seconds": 20
         *           },
         *           "fields": [
         *             {
         *               "autocomplete": null,
         *               "name": "tender",
         *               "required": true,
         *               "source": null,
         *               "type": "tender",
         *               "value": null
         *             }
         *           ],
         *           "id": "payment.tender",
         *           "reason": {
         *             "code": "amount_due",
         *             "text": "€22.70 is still to be paid."
         *           },
         *           "removable_by": [
         *             "pay with a saved card"
         *           ],
         *           "step": "payment"
         *         }
         *       ],
         *       "assistance": [],
         *       "assumes": [],
         *       "buyer": {
         *         "email": "ada@example.com",
         *         "name": null,
         *         "phone": null
         *       },
         *       "buyer_hidden": false,
         *       "channel": {
         *         "capture": "automatic",
         *         "id": "web",
         *         "kind": "web",
         *         "name": "Web shop",
         *         "tenders": [
         *           "card",
         *           "ideal"
         *         ]
         *       },
         *       "country": "DE",
         *       "created_at": "2026-11-23T09:00:00Z",
         *       "currency": "EUR",
         *       "deposit_minor": 0,
         *       "discount_codes": [],
         *       "discounts": [],
         *       "due_minor": 2270,
         *       "exchange_credit_minor": 0,
         *       "expires_at": "2026-11-23T11:01:00Z",
         *       "fulfillment": {
         *         "address": {
         *           "city": "Berlin",
         *           "country": "DE",
         *           "line1": "Torstr. 1",
         *           "line2": null,
         *           "name": "Ada Byron",
         *           "postal_code": "10119",
         *           "region": null
         *         },
         *         "earliest": "2026-11-25",
         *         "kind": "shipping",
         *         "latest": "2026-11-26",
         *         "needed_by": null,
         *         "option_id": "standard",
         *         "ready_at": null,
         *         "reason": null,
         *         "title": "Standard delivery"
         *       },
         *       "fulfillment_options": [
         *         {
         *           "amount_minor": 490,
         *           "distance_km": null,
         *           "earliest": "2026-11-25",
         *           "id": "standard",
         *           "kind": "shipping",
         *           "latest": "2026-11-26",
         *           "location_id": null,
         *           "open_now": false,
         *           "preferred": false,
         *           "ready_at": null,
         *           "reason": null,
         *           "title": "Standard delivery"
         *         }
         *       ],
         *       "fulfillments": [
         *         {
         *           "backordered": false,
         *           "earliest": "2026-11-25",
         *           "kind": "shipping",
         *           "latest": "2026-11-26",
         *           "line_items": [
         *             {
         *               "quantity": 2,
         *               "sku": "TEA-EARL-100"
         *             }
         *           ],
         *           "location_id": null,
         *           "option_id": "standard",
         *           "ready_at": null,
         *           "title": "Standard delivery"
         *         }
         *       ],
         *       "holder": {
         *         "actor": "client_token",
         *         "channel_id": "web",
         *         "fence": 1
         *       },
         *       "id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001",
         *       "line_items": [
         *         {
         *           "digital": false,
         *           "discount_minor": 0,
         *           "fee": false,
         *           "handed_over": 0,
         *           "image_url": "/demo/images/TEA-EARL-100.svg",
         *           "min_age": null,
         *           "name": "Earl Grey, 100 g",
         *           "quantity": 2,
         *           "sku": "TEA-EARL-100",
         *           "total_minor": 1780,
         *           "unit_price_minor": 890
         *         }
         *       ],
         *       "locale": "en",
         *       "merchant": "Leaf & Kettle",
         *       "messages": [],
         *       "order": null,
         *       "payment": {
         *         "action": null,
         *         "state": "not_paid"
         *       },
         *       "refused_codes": [],
         *       "revision": 4,
         *       "skipped": [
         *         {
         *           "id": "billing.address",
         *           "reason": {
         *             "code": "same_as_delivery",
         *             "text": "No other address is needed to bill."
         *           }
         *         }
         *       ],
         *       "status": "ready_for_complete",
         *       "step": "payment",
         *       "tenders": [],
         *       "tip_minor": 0,
         *       "total_minor": 2270,
         *       "totals": [
         *         {
         *           "amount_minor": 1780,
         *           "included": false,
         *           "type": "subtotal"
         *         },
         *         {
         *           "amount_minor": 490,
         *           "included": false,
         *           "type": "fulfillment"
         *         },
         *         {
         *           "amount_minor": 148,
         *           "included": true,
         *           "type": "tax"
         *         },
         *         {
         *           "amount_minor": 2270,
         *           "included": false,
         *           "type": "total"
         *         }
         *       ],
         *       "updated_at": "2026-11-23T09:01:00Z"
         *     }
         */
        CheckoutSession: {
            asks: components["schemas"]["Ask"][];
            assistance: components["schemas"]["Assistance"][];
            assumes: components["schemas"]["Assumption"][];
            buyer: components["schemas"]["Buyer"];
            buyer_hidden: boolean;
            channel: components["schemas"]["ChannelRef"];
            country: string;
            /** Format: date-time */
            created_at: string;
            currency: string;
            default_tender: string | null;
            /** Format: int64 */
            deposit_minor: number;
            discount_codes: string[];
            discounts: components["schemas"]["Discount"][];
            /** Format: int64 */
            due_minor: number;
            /** Format: int64 */
            exchange_credit_minor: number;
            /** Format: date-time */
            expires_at: string;
            fulfillment: components["schemas"]["Fulfillment"];
            fulfillment_options: components["schemas"]["FulfillmentOption"][];
            fulfillments: components["schemas"]["FulfillmentPart"][];
            holder: components["schemas"]["Holder"];
            /** Format: uuid */
            id: string;
            line_items: components["schemas"]["LineItem"][];
            locale: string;
            merchant: string;
            messages: components["schemas"]["Message"][];
            offered_tender: components["schemas"]["OfferedTender"] | null;
            order: components["schemas"]["OrderRef"] | null;
            payment: components["schemas"]["Payment"];
            price_adjustments: components["schemas"]["PriceAdjustment"][];
            recognized_by: string | null;
            refused_codes: components["schemas"]["RefusedCode"][];
            /** Format: date-time */
            reminded_at: string | null;
            /** Format: int64 */
            revision: number;
            skipped: components["schemas"]["Skipped"][];
            status: components["schemas"]["SessionStatus"];
            step: components["schemas"]["Step"];
            taxes: components["schemas"]["Taxes"];
            tenders: components["schemas"]["TenderView"][];
            /** Format: int64 */
            tip_minor: number;
            /** Format: int64 */
            total_minor: number;
            totals: components["schemas"]["Total"][];
            trust_messages: components["schemas"]["TrustMessageView"][];
            /** Format: date-time */
            updated_at: string;
        };
        CheckoutSessionPage: {
            data: components["schemas"]["CheckoutSessionSummary"][];
            next_cursor: string | null;
        };
        CheckoutSessionSummary: {
            channel: components["schemas"]["ChannelSummary"];
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            line_item_count: number;
            order: components["schemas"]["OrderRef"] | null;
            status: components["schemas"]["SessionStatus"];
            step: components["schemas"]["Step"];
            /** Format: int64 */
            total_minor: number;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "OneTill",
         *       "provider": {
         *         "name": "stripe",
         *         "publishable_key": "pk_test_sandbox",
         *         "script_url": "http://localhost:9180/v3/stripe.js",
         *         "test_mode": true
         *       },
         *       "sign_in": {
         *         "client_id": "onetill",
         *         "issuer": "http://localhost:9280"
         *       },
         *       "store": null
         *     }
         */
        ClientConfig: {
            name: string;
            provider: components["schemas"]["ClientProvider"] | null;
            sign_in: components["schemas"]["SignIn"] | null;
            store: components["schemas"]["Store"] | null;
        };
        ClientHint: {
            /** Format: int32 */
            count?: number | null;
            /** @enum {string} */
            field: "line_items" | "buyer.email" | "buyer.phone" | "buyer.age" | "buyer.verification" | "fulfillment.option" | "fulfillment.name" | "fulfillment.address.name" | "fulfillment.address.line1" | "fulfillment.address.line2" | "fulfillment.address.postal_code" | "fulfillment.address.city" | "fulfillment.address.region" | "fulfillment.address.country" | "consent.terms" | "consent.digital_waiver" | "discount_code" | "payment.tender";
            kind: components["schemas"]["HintKind"];
            /** Format: int64 */
            milliseconds?: number | null;
            problem?: components["schemas"]["HintProblem"] | null;
        };
        ClientHints: {
            hints: components["schemas"]["ClientHint"][];
        };
        ClientProvider: {
            name: string;
            publishable_key: string;
            script_url: string;
            test_mode: boolean;
        };
        CloseShift: {
            counts: components["schemas"]["DenominationCount"][];
            give_up_offline_sales?: string | null;
        };
        ClosedShift: {
            /** Format: date-time */
            at: string;
            by: string;
            /** Format: int64 */
            counted_minor: number;
            counts: components["schemas"]["DenominationCount"][];
            /** Format: int64 */
            difference_minor: number;
            /** Format: int64 */
            expected_minor: number;
            /** Format: int64 */
            z_number: number;
        };
        /** @enum {string} */
        Code: "price" | "discount" | "fulfillment" | "tax" | "seen";
        CodeLoss: {
            code: components["schemas"]["LossCode"];
        };
        /**
         * @example {
         *       "buyer": {
         *         "email": "ada@example.com",
         *         "name": "Ada Byron"
         *       },
         *       "confirmed_total_minor": 2270,
         *       "fulfillment": {
         *         "address": {
         *           "city": "Berlin",
         *           "country": "DE",
         *           "line1": "Torstr. 1",
         *           "name": "Ada Byron",
         *           "postal_code": "10119"
         *         },
         *         "option_id": "standard"
         *       },
         *       "revision": 4,
         *       "tender": {
         *         "confirmation_token": "ctoken_1Qxy",
         *         "type": "apple_pay"
         *       }
         *     }
         */
        CompleteCheckoutSession: {
            buyer?: components["schemas"]["Buyer"] | null;
            /** Format: int64 */
            confirmed_total_minor: number;
            fulfillment?: components["schemas"]["FulfillmentChoice"] | null;
            /** Format: int64 */
            revision: number;
            tender?: components["schemas"]["Tender"] | null;
            tenders?: components["schemas"]["Tender"][] | null;
        };
        Consent: {
            given?: boolean | null;
            text: string;
        };
        Consent1: {
            channel_id?: string | null;
            /** Format: date-time */
            given_at?: string | null;
            /** Format: uuid */
            id?: string | null;
            purpose?: string | null;
            text?: string | null;
            /** Format: date-time */
            withdrawn_at?: string | null;
        };
        ConsentToKeep: {
            given?: boolean | null;
            text: string;
        };
        Consents: {
            data: components["schemas"]["Consent1"][];
        };
        Cost: {
            /** Format: int32 */
            fields: number;
            /** Format: int32 */
            seconds: number;
        };
        CostChange: {
            /** Format: int64 */
            before_minor?: number | null;
            code?: components["schemas"]["Code"] | null;
            /** Format: int64 */
            now_minor?: number | null;
            of?: string | null;
        };
        CreateApiKey: {
            /** Format: date-time */
            expires_at?: string | null;
            kind: components["schemas"]["ApiKeyKind"];
            label: string;
            origins?: string[] | null;
            scopes?: string[] | null;
        };
        CreateExperiment: {
            arms: components["schemas"]["ExperimentArm"][];
            channels?: string[] | null;
            guardrails?: components["schemas"]["ExperimentGuardrail"][] | null;
            hypothesis: string;
            minimum_effect_percent?: number | null;
            name: string;
            varies: components["schemas"]["ExperimentVaries"];
            /** Format: int64 */
            window_seconds?: number | null;
        };
        CreateExportDestination: {
            credentials?: {
                [key: string]: string;
            } | null;
            enabled?: boolean | null;
            kind: string;
            name?: string | null;
            occasions?: string[] | null;
            settings: {
                [key: string]: string;
            };
        };
        CreateRegister: {
            channel_id: string;
            name: string;
        };
        CreateTelephonyConnection: {
            auth_token?: string | null;
            capture_url?: string | null;
            kind: components["schemas"]["TelephonyKind"];
        };
        /**
         * @example {
         *       "description": "warehouse",
         *       "event_types": [
         *         "session.completed",
         *         "order.*"
         *       ],
         *       "url": "https://shop.example/hooks/onetill"
         *     }
         */
        CreateWebhookEndpoint: {
            description?: string | null;
            enabled?: boolean | null;
            event_types?: string[] | null;
            url: string;
        };
        CurrentCalls: {
            agent: components["schemas"]["Agent"];
            calls: components["schemas"]["PoppedCall"][];
            keypad_channels: string[];
        };
        CurrentOrder: {
            lines: components["schemas"]["Line"][];
            taxes: components["schemas"]["Taxes"];
            /** Format: int64 */
            total_minor: number;
            totals: unknown[];
        };
        CurrentRegister: {
            cashier: components["schemas"]["Cashier"] | null;
            channel_id: string;
            register: components["schemas"]["Register"] | null;
        };
        Customer: {
            email: string | null;
            /** Format: uuid */
            id: string;
            loyalty_id: string | null;
            name: string | null;
            phone: string | null;
        };
        CustomerList: {
            data: components["schemas"]["Customer"][];
        };
        CustomerLookup: {
            email?: string | null;
            loyalty_id?: string | null;
            phone?: string | null;
        };
        DenominationCount: {
            /** Format: int64 */
            count?: number | null;
            /** Format: int64 */
            value_minor?: number | null;
        };
        Deposit: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: int64 */
            revision: number;
            tender: components["schemas"]["Tender"];
        };
        Discount: {
            /** Format: int64 */
            amount_minor: number;
            code: string | null;
            name: string;
            /** Format: uuid */
            promotion_id: string;
        };
        Dispute: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: uuid */
            attempt_id: string;
            /** Format: date-time */
            closed_at: string | null;
            currency: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            opened_at: string;
            provider: string;
            provider_ref: string;
            reason: string;
            /** Format: date-time */
            respond_by: string | null;
            /** Format: uuid */
            session_id: string;
            state: components["schemas"]["DisputeState"];
        };
        DisputePage: {
            data: components["schemas"]["Dispute"][];
            next_cursor: string | null;
        };
        /** @enum {string} */
        DisputeState: "needs_response" | "under_review" | "won" | "lost" | "closed";
        DrawerOpening: {
            actor: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            manager_id: string | null;
            reason: string;
        };
        EditOrder: {
            address?: components["schemas"]["Address"] | null;
            /** Format: int64 */
            difference_minor: number;
            keep_delivery?: boolean | null;
            lines?: components["schemas"]["WantedOrderLine"][] | null;
            reason: string;
            /** Format: int64 */
            revision: number;
        };
        EditRefund: {
            /** Format: int64 */
            amount_minor: number;
            label: string | null;
            /** Format: uuid */
            tender_id: string;
            type: string;
        };
        EditedLine: {
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            quantity: number;
            /** Format: int64 */
            quantity_before: number;
            sku: string;
        };
        /** @enum {string} */
        Effect: "prefer" | "hide";
        EnrollRegister: {
            code: string;
        };
        EnrolledRegister: {
            credential: string;
            register: components["schemas"]["Register"];
        };
        Entitlement: {
            account_token: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            customer_id: string | null;
            environment: components["schemas"]["StoreEnvironment"];
            /** Format: date-time */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            product_id: string;
            sku: string;
            state: components["schemas"]["State4"];
            store: components["schemas"]["Store1"];
            /** Format: date-time */
            updated_at: string;
        };
        EntitlementList: {
            data: components["schemas"]["Entitlement"][];
        };
        ErasedCustomer: {
            /** Format: uuid */
            customer_id: string;
            /** Format: date-time */
            erased_at: string;
            /** Format: int64 */
            orders_kept: number;
        };
        Exchange: {
            actor: string;
            channel_id: string;
            /** Format: date-time */
            completed_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            credit_minor: number;
            currency: string;
            /** Format: int64 */
            hand_out_minor: number;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["ExchangeLine"][];
            /** Format: uuid */
            new_order_id: string | null;
            /** Format: uuid */
            order_id: string;
            order_number: string;
            reason: string;
            /** Format: int64 */
            refunded_minor: number;
            refunds: components["schemas"]["Refund"][];
            state: components["schemas"]["ExchangeState"];
            /** Format: int64 */
            used_minor: number;
        };
        ExchangeLine: {
            condition: components["schemas"]["ReturnCondition"];
            /** Format: int32 */
            line: number;
            /** Format: int64 */
            quantity: number;
        };
        ExchangeList: {
            data: components["schemas"]["Exchange"][];
        };
        ExchangeOrder: {
            approval?: string | null;
            buyer?: components["schemas"]["Buyer"] | null;
            channel?: string | null;
            fulfillment?: components["schemas"]["FulfillmentChoice"] | null;
            line_items: components["schemas"]["LineChoice"][];
            lines: components["schemas"]["ReturnOrderLine"][];
            location_id?: string | null;
            reason: string;
        };
        /** @enum {string} */
        ExchangeState: "open" | "held" | "completed" | "canceled";
        Experiment: {
            aa_test: boolean;
            adopted_arm: string | null;
            arms: components["schemas"]["ExperimentArm"][];
            channels: string[] | null;
            conclusion: string | null;
            /** Format: date-time */
            created_at: string;
            guardrails: components["schemas"]["ExperimentGuardrail"][];
            hypothesis: string;
            /** Format: uuid */
            id: string;
            minimum_effect_percent: number;
            name: string;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExperimentState"];
            /** Format: date-time */
            stopped_at: string | null;
            varies: components["schemas"]["ExperimentVaries"];
            /** Format: int64 */
            window_seconds: number;
        };
        ExperimentArm: {
            name: string;
            value?: components["schemas"]["ExperimentArmValue"] | null;
            /** Format: int32 */
            weight?: number | null;
        };
        ExperimentArmReport: {
            /** Format: int64 */
            completed: number;
            control: boolean;
            /** Format: int64 */
            counted: number;
            difference: components["schemas"]["ExperimentDifference"] | null;
            /** Format: int64 */
            exposures: number;
            guardrails: components["schemas"]["ExperimentGuardrailReport"][];
            name: string;
            /** Format: double */
            rate: number | null;
            /** Format: int64 */
            units: number;
            /** Format: int64 */
            waiting: number;
            /** Format: int32 */
            weight: number;
        };
        ExperimentArmValue: {
            asks?: string[] | null;
            delivery?: string | null;
            /** Format: int64 */
            recovery_after_seconds?: number | null;
            silent?: boolean | null;
            tender?: string | null;
            trust_message?: components["schemas"]["TrustMessage"] | null;
        };
        ExperimentDecision: {
            arm: string | null;
            code: components["schemas"]["ExperimentDecisionCode"];
            may_decide: boolean;
            text: string;
        };
        /** @enum {string} */
        ExperimentDecisionCode: "not_started" | "sample_ratio_broken" | "guardrail_broken" | "too_few" | "no_difference_yet" | "better" | "worse" | "aa_alike" | "aa_different";
        ExperimentDifference: {
            /** Format: double */
            high: number;
            /** Format: double */
            low: number;
            /** Format: double */
            p_value: number;
            /** Format: double */
            value: number;
        };
        ExperimentGuardrail: {
            /** Format: int32 */
            limit_percent?: number | null;
            metric: components["schemas"]["ExperimentMetric"];
        };
        ExperimentGuardrailReport: {
            /** Format: double */
            change: number | null;
            /** Format: double */
            high: number | null;
            /** Format: int32 */
            limit_percent: number;
            /** Format: double */
            low: number | null;
            metric: components["schemas"]["ExperimentMetric"];
            state: components["schemas"]["ExperimentGuardrailState"];
            /** Format: double */
            value: number | null;
        };
        /** @enum {string} */
        ExperimentGuardrailState: "open" | "held" | "broken";
        /** @enum {string} */
        ExperimentMetric: "decline_rate" | "refund_rate" | "average_order_value" | "time_to_complete";
        ExperimentPage: {
            data: components["schemas"]["Experiment"][];
            next_cursor: string | null;
        };
        ExperimentProgress: {
            /** Format: int64 */
            days_left: number | null;
            /** Format: int64 */
            units_needed_per_arm: number | null;
        };
        ExperimentReport: {
            aa_test: boolean;
            arms: components["schemas"]["ExperimentArmReport"][];
            /** Format: date-time */
            computed_at: string;
            currency: string | null;
            decision: components["schemas"]["ExperimentDecision"];
            /** Format: uuid */
            experiment_id: string;
            primary_metric: string;
            progress: components["schemas"]["ExperimentProgress"];
            sample_ratio: components["schemas"]["ExperimentSampleRatio"];
            state: components["schemas"]["ExperimentState"];
        };
        ExperimentSampleRatio: {
            ok: boolean;
            /** Format: double */
            p_value: number;
            text: string;
        };
        /** @enum {string} */
        ExperimentState: "draft" | "running" | "stopped";
        /** @enum {string} */
        ExperimentVaries: "asks_order" | "default_tender" | "default_delivery" | "trust_message" | "recovery_delay";
        ExplainBreak: {
            explanation: string;
        };
        ExplainSaleVariance: {
            explanation: string;
        };
        ExportDelivery: {
            /** Format: date-time */
            attempted_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            event_id: string;
            /** Format: uuid */
            id: string;
            last_answer: string | null;
            /** Format: int32 */
            last_status: number | null;
            /** Format: date-time */
            next_at: string | null;
            occasion: string;
            /** Format: date-time */
            occurred_at: string;
            /** Format: uuid */
            order_id: string | null;
            /** Format: uuid */
            session_id: string;
            /** Format: date-time */
            settled_at: string | null;
            state: string;
            /** Format: int32 */
            tries: number;
        };
        ExportDeliveryPage: {
            data: components["schemas"]["ExportDelivery"][];
            next_cursor: string | null;
        };
        ExportDestination: {
            /** Format: date-time */
            created_at: string;
            credentials: string[];
            enabled: boolean;
            /** Format: uuid */
            id: string;
            kind: string;
            name: string;
            occasions: string[];
            settings: {
                [key: string]: string;
            };
            /** Format: date-time */
            updated_at: string;
        };
        ExportDestinationCreated: {
            destination: components["schemas"]["ExportDestination"];
            generated_credentials: {
                [key: string]: string;
            };
        };
        ExportDestinationPage: {
            data: components["schemas"]["ExportDestination"][];
            next_cursor: string | null;
        };
        Feedback: {
            channel_id: string;
            /** Format: date-time */
            given_at: string;
            /** Format: uuid */
            order_id: string;
            question: string;
            /** Format: int32 */
            score: number;
            text: string | null;
        };
        FeedbackPage: {
            data: components["schemas"]["Feedback"][];
            next_cursor: string | null;
        };
        FeedbackPolicy: {
            asks?: boolean | null;
            question?: string | null;
            /** Format: int64 */
            review_after_seconds?: number | null;
        };
        FeedbackReport: {
            average: number | null;
            /** Format: int64 */
            count: number;
            data: components["schemas"]["FeedbackRow"][];
            /** Format: date-time */
            from: string;
            scores: number[];
            /** Format: date-time */
            to: string;
        };
        FeedbackRow: {
            average: number;
            channel_id: string;
            /** Format: int64 */
            count: number;
            scores: number[];
            /** Format: date */
            week: string;
        };
        Field: {
            autocomplete: string | null;
            name: string;
            required: boolean;
            source: string | null;
            type: string;
            value: string | null;
        };
        FieldReport: {
            data: components["schemas"]["FieldReportRow"][];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
        };
        FieldReportRow: {
            channel_id: string;
            /** Format: double */
            error_share: number | null;
            /** Format: int64 */
            errors: number;
            field: string;
            /** Format: int64 */
            filled: number;
            /** Format: int64 */
            focused: number;
            /** Format: int64 */
            hesitated: number;
            /** Format: double */
            hesitated_share: number | null;
            /** Format: int64 */
            left_empty: number;
            /** Format: double */
            left_empty_share: number | null;
            /** Format: int64 */
            malformed: number;
            /** Format: int64 */
            missing: number;
            /** Format: int64 */
            p50_ms: number | null;
            /** Format: int64 */
            p90_ms: number | null;
            /** Format: int64 */
            rage_clicked: number;
            /** Format: double */
            rage_clicked_share: number | null;
            /** Format: int64 */
            refused: number;
            /** Format: double */
            score: number;
            step: string;
        };
        Finding: {
            /** Format: date */
            day: string;
            /** Format: uuid */
            entry_id: string | null;
            kind: components["schemas"]["Kind"];
            /** Format: int64 */
            seq: number;
        };
        FinishCall: {
            again?: boolean | null;
            outcome: components["schemas"]["CallOutcome"];
        };
        ForgetBuyer: {
            device_token?: string | null;
        };
        FrictionReport: {
            data: components["schemas"]["FrictionRow"][];
            /** Format: date-time */
            from: string;
            lag: components["schemas"]["FunnelLag"];
            /** Format: date-time */
            to: string;
        };
        FrictionRow: {
            channel_id: string;
            currency: string;
            estimate: components["schemas"]["LossEstimate"] | null;
            href: string;
            /** Format: int64 */
            previous_sessions: number;
            reason: components["schemas"]["LossReason"];
            /** Format: int64 */
            sessions: number;
            step: string;
            /** Format: int64 */
            value_minor: number;
        };
        Fulfillment: {
            address: components["schemas"]["Address"];
            /** Format: date */
            earliest: string | null;
            kind: components["schemas"]["FulfillmentKind"] | null;
            /** Format: date */
            latest: string | null;
            /** Format: date */
            needed_by: string | null;
            option_id: string | null;
            /** Format: date-time */
            ready_at: string | null;
            reason: string | null;
            title: string | null;
        };
        FulfillmentChoice: {
            address?: components["schemas"]["Address"] | null;
            /** Format: date */
            needed_by?: string | null;
            option_id?: string | null;
        };
        /** @enum {string} */
        FulfillmentEvent: "allocate" | "pick" | "pack" | "ship" | "ready" | "collect" | "dispatch" | "deliver" | "fail" | "cancel";
        /** @enum {string} */
        FulfillmentKind: "shipping" | "pickup" | "local_delivery" | "digital";
        FulfillmentOption: {
            /** Format: int64 */
            amount_minor: number;
            distance_km: number | null;
            /** Format: date */
            earliest: string;
            id: string;
            kind: components["schemas"]["FulfillmentKind"];
            /** Format: date */
            latest: string;
            location_id: string | null;
            open_now: boolean;
            preferred: boolean;
            /** Format: date-time */
            ready_at: string | null;
            reason: string | null;
            title: string;
        };
        FulfillmentOptionSetup: {
            active?: boolean | null;
            cutoff?: string | null;
            /** Format: int32 */
            handling_days?: number | null;
            id: string;
            kind: components["schemas"]["FulfillmentKind"];
            location_id?: string | null;
            radius_km?: number | null;
            rates: components["schemas"]["FulfillmentRate"][];
            rest_days?: components["schemas"]["Week"][] | null;
            title: string;
        };
        FulfillmentOptionSetups: {
            data: components["schemas"]["FulfillmentOptionSetup"][];
        };
        FulfillmentPage: {
            data: components["schemas"]["OrderFulfillment"][];
            next_cursor: string | null;
        };
        FulfillmentPart: {
            backordered: boolean;
            /** Format: date */
            earliest: string | null;
            kind: string;
            /** Format: date */
            latest: string | null;
            line_items: components["schemas"]["FulfillmentPartLine"][];
            location_id: string | null;
            option_id: string | null;
            /** Format: date-time */
            ready_at: string | null;
            title: string | null;
        };
        FulfillmentPartLine: {
            /** Format: int64 */
            quantity: number;
            sku: string;
        };
        /** @enum {string} */
        FulfillmentProgress: "unfulfilled" | "partially_fulfilled" | "fulfilled";
        FulfillmentRate: {
            /** Format: int64 */
            amount_minor: number;
            country?: string | null;
            currency: string;
            /** Format: int32 */
            max_days?: number | null;
            /** Format: int64 */
            max_value_minor?: number | null;
            /** Format: int64 */
            max_weight_grams?: number | null;
            /** Format: int32 */
            min_days?: number | null;
            /** Format: int64 */
            min_value_minor?: number | null;
            /** Format: int64 */
            min_weight_grams?: number | null;
            /** Format: int64 */
            per_kg_minor?: number | null;
            postal_prefix?: string | null;
        };
        FulfillmentRule: {
            /** Format: int32 */
            arrives_after_days?: number | null;
            /** Format: int32 */
            arrives_within_days?: number | null;
            because: string;
            channels?: string[] | null;
            effect: components["schemas"]["Effect"];
            kinds?: components["schemas"]["FulfillmentKind"][] | null;
            open_now?: boolean | null;
            /** Format: int32 */
            ready_within_minutes?: number | null;
            within_km?: number | null;
        };
        FulfillmentRules: {
            data: components["schemas"]["FulfillmentRule"][];
        };
        /** @enum {string} */
        FulfillmentStatus: "backordered" | "allocated" | "picked" | "packed" | "shipped" | "ready_for_pickup" | "out_for_delivery" | "delivery_failed" | "delivered" | "collected" | "handed_over" | "canceled";
        FunnelLag: {
            /** Format: int64 */
            events: number;
            /** Format: date-time */
            projected_at: string | null;
            /** Format: double */
            seconds: number;
        };
        FunnelLink: {
            back: boolean;
            /** Format: int64 */
            count: number;
            handoff: boolean;
            source: string;
            target: string;
        };
        FunnelNode: {
            channel_id: string | null;
            id: string;
            step: string;
        };
        FunnelNumbers: {
            /** Format: int64 */
            advanced: number;
            /** Format: double */
            drop_off: number | null;
            /** Format: int64 */
            entered: number;
            /** Format: int64 */
            handed_on: number;
            /** Format: int64 */
            lost: number;
            /** Format: int64 */
            sessions: number;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            went_back: number;
            /** Format: int64 */
            won: number;
        };
        FunnelPathsReport: {
            /** Format: date-time */
            from: string;
            lag: components["schemas"]["FunnelLag"];
            links: components["schemas"]["FunnelLink"][];
            nodes: components["schemas"]["FunnelNode"][];
            /** Format: date-time */
            to: string;
        };
        FunnelReport: {
            /** Format: int64 */
            completed_sessions: number;
            data: components["schemas"]["FunnelRow"][];
            /** Format: date-time */
            from: string;
            lag: components["schemas"]["FunnelLag"];
            /** Format: int64 */
            opened_sessions: number;
            /** Format: int64 */
            previous_completed_sessions: number;
            /** Format: date-time */
            previous_from: string;
            /** Format: int64 */
            previous_opened_sessions: number;
            /** Format: date-time */
            to: string;
        };
        FunnelRow: {
            /** Format: date-time */
            at: string | null;
            channel_id: string | null;
            numbers: components["schemas"]["FunnelNumbers"];
            previous: components["schemas"]["FunnelNumbers"] | null;
            step: string;
            value: string | null;
        };
        FunnelSession: {
            /** Format: date-time */
            active_at: string;
            channel_id: string;
            currency: string;
            /** Format: date-time */
            opened_at: string;
            outcome: string;
            reason: string | null;
            /** Format: uuid */
            session_id: string;
            step: string;
            /** Format: int64 */
            total_minor: number;
        };
        FunnelSessionPage: {
            data: components["schemas"]["FunnelSession"][];
            next_cursor: string | null;
        };
        FunnelStay: {
            channel_id: string;
            /** Format: date-time */
            entered_at: string;
            fate: string;
            /** Format: date-time */
            left_at: string | null;
            /** Format: int64 */
            ms: number | null;
            step: string;
        };
        FunnelTimesReport: {
            data: components["schemas"]["FunnelTimesRow"][];
            /** Format: date-time */
            from: string;
            lag: components["schemas"]["FunnelLag"];
            /** Format: date-time */
            to: string;
        };
        FunnelTimesRow: {
            channel_id: string;
            /** Format: double */
            drop_off: number | null;
            /** Format: int64 */
            p50_ms: number | null;
            /** Format: int64 */
            p90_ms: number | null;
            /** Format: int64 */
            p95_ms: number | null;
            /** Format: double */
            previous_drop_off: number | null;
            /** Format: int64 */
            previous_p50_ms: number | null;
            /** Format: int64 */
            previous_p95_ms: number | null;
            /** Format: int64 */
            stays: number;
            step: string;
        };
        GiftCard: {
            /** Format: int64 */
            balance_minor: number;
            code: string | null;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            currency: string;
            /** Format: uuid */
            customer_id: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            initial_minor: number;
            kind: string;
            reason: string;
            state: string;
        };
        GiftCardBalance: {
            /** Format: int64 */
            balance_minor: number;
            currency: string;
            /** Format: date-time */
            expires_at: string | null;
            state: string;
        };
        GiftCardEntry: {
            actor: string;
            /** Format: int64 */
            amount_minor: number;
            /** Format: uuid */
            attempt_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            kind: string;
            reason: string;
        };
        GiftCardLookup: {
            code: string;
        };
        GiftCardPage: {
            data: components["schemas"]["GiftCard"][];
            next_cursor: string | null;
        };
        GiftCardWithEntries: {
            entries: components["schemas"]["GiftCardEntry"][];
            gift_card: components["schemas"]["GiftCard"];
        };
        GiveConsent: {
            purpose: string;
            text: string;
        };
        GiveFeedback: {
            /** Format: int32 */
            score: number;
            text?: string | null;
        };
        HandedOutReceipt: {
            issued: components["schemas"]["IssuedReceipt"];
            receipt: components["schemas"]["Receipt"];
        };
        Handoff: {
            code: string;
            /** Format: date-time */
            code_expires_at: string;
            /** Format: date-time */
            expires_at: string;
            url: string;
        };
        /**
         * @example {
         *       "token": "ho_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAA"
         *     }
         */
        HandoffClaim: {
            channel?: string | null;
            code?: string | null;
            token?: string | null;
        };
        /** @enum {string} */
        HintKind: "focused" | "filled" | "error_shown" | "left_empty" | "rage_clicked" | "hesitated";
        /** @enum {string} */
        HintProblem: "missing" | "malformed" | "refused";
        Holder: {
            actor: string;
            channel_id: string;
            /** Format: int64 */
            fence: number;
        };
        /** @enum {string} */
        Holds: "grams" | "price";
        Holiday: {
            country: string;
            /** Format: date */
            day: string;
            name: string;
        };
        Holidays: {
            data: components["schemas"]["Holiday"][];
        };
        HostedCheckout: {
            client_token: string;
            session: components["schemas"]["CheckoutSession"];
            url: string;
        };
        Import: {
            actor: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            finished_at: string | null;
            /** Format: uuid */
            id: string;
            mode: components["schemas"]["Mode"];
            /** Format: int64 */
            rows_done: number;
            /** Format: int64 */
            rows_total: number;
            /** Format: int64 */
            rows_written: number;
            /** Format: int64 */
            rows_wrong: number;
            state: components["schemas"]["State1"];
        };
        IssueGiftCard: {
            /** Format: int64 */
            amount_minor: number;
            currency: string;
            /** Format: uuid */
            customer_id?: string | null;
            /** Format: date-time */
            expires_at?: string | null;
            kind?: string | null;
            reason: string;
        };
        IssueReceipt: {
            medium: components["schemas"]["ReceiptMedium"];
            to?: string | null;
        };
        IssuedGiftCard: {
            code: string | null;
            gift_card: components["schemas"]["GiftCard"];
        };
        IssuedReceipt: {
            /** Format: int32 */
            copy: number;
            delivery: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            issued_at: string;
            issued_by: string;
            medium: components["schemas"]["ReceiptMedium"];
            /** Format: uuid */
            order_id: string;
        };
        IssuedReceipts: {
            data: components["schemas"]["IssuedReceipt"][];
        };
        ItemList: {
            data: components["schemas"]["ItemView"][];
        };
        ItemView: {
            /** Format: int64 */
            available: number | null;
            barcodes: string[];
            category: string;
            currency: string;
            description: string;
            digital: boolean;
            group: string | null;
            image_url: string | null;
            name: string;
            /** Format: int64 */
            price_minor: number;
            sku: string;
            store_product_ids: {
                [key: string]: string;
            };
            variant: {
                [key: string]: string;
            };
        };
        KeepTender: {
            channel_id?: string | null;
            consent: components["schemas"]["ConsentToKeep"];
            /** Format: uuid */
            customer_id: string;
            payment_method?: string | null;
        };
        KeptTender: {
            brand: string | null;
            consent_channel: string | null;
            consent_text: string;
            /** Format: date-time */
            consented_at: string;
            /** Format: uuid */
            customer_id: string;
            /** Format: int32 */
            exp_month: number | null;
            /** Format: int32 */
            exp_year: number | null;
            expired: boolean;
            expires_soon: boolean;
            /** Format: uuid */
            id: string;
            label: string;
            last4: string | null;
            provider: string;
            type: string;
        };
        KeptTenders: {
            data: components["schemas"]["KeptTender"][];
        };
        KeypadConsent: {
            given?: boolean | null;
            text: string;
        };
        KeypadEntry: {
            agent: string;
            /** Format: int64 */
            amount_minor: number;
            /** Format: uuid */
            call_id: string | null;
            currency: string;
            /** Format: date-time */
            ended_at: string | null;
            /** Format: date-time */
            expires_at: string;
            fields: components["schemas"]["KeypadField"][];
            /** Format: uuid */
            id: string;
            problem: string | null;
            /** Format: uuid */
            session_id: string;
            /** Format: date-time */
            started_at: string;
            state: components["schemas"]["KeypadEntryState"];
        };
        /** @enum {string} */
        KeypadEntryState: "starting" | "typing" | "captured" | "paid" | "declined" | "canceled" | "expired" | "failed";
        KeypadField: {
            /** Format: int32 */
            digits: number;
            name: components["schemas"]["KeypadFieldName"];
            state: components["schemas"]["KeypadFieldState"];
        };
        /** @enum {string} */
        KeypadFieldName: "number" | "expiry" | "security_code";
        /** @enum {string} */
        KeypadFieldState: "empty" | "typing" | "valid" | "invalid";
        /** @enum {string} */
        Kind: "changed" | "missing" | "cut" | "day_missing" | "root_differs" | "published_root_missing" | "reason_changed";
        /** @enum {string} */
        Kind1: "buyer" | "till" | "agent" | "staff" | "server";
        KnownCaller: {
            /** Format: uuid */
            id: string;
            name: string | null;
            /** Format: int64 */
            order_count: number;
            saved_tenders: components["schemas"]["TenderOfCaller"][];
        };
        LedgerAccounts: {
            /** Format: date-time */
            as_of: string;
            data: components["schemas"]["LedgerBalance"][];
        };
        LedgerBalance: {
            account: string;
            /** Format: int64 */
            amount_minor: number;
            currency: string;
        };
        LedgerEntries: {
            balances: components["schemas"]["LedgerBalance"][];
            entries: components["schemas"]["LedgerEntry"][];
        };
        LedgerEntry: {
            /** Format: int64 */
            amount_minor: number;
            credit_account: string;
            currency: string;
            debit_account: string;
            /** Format: uuid */
            id: string;
            kind: string;
            /** Format: date-time */
            posted_at: string;
            source_ref: string | null;
            source_type: string;
            /** Format: uuid */
            tx_id: string;
        };
        LedgerEntryPage: {
            data: components["schemas"]["LedgerEntry"][];
            next_cursor: string | null;
        };
        Level: {
            /** Format: int64 */
            available: number;
            /** Format: int32 */
            buckets: number;
            /** Format: int64 */
            held: number;
            location_id: string;
            sku: string;
            /** Format: int64 */
            sold: number;
        };
        Line: {
            /** Format: int64 */
            discount_minor: number;
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            quantity: number;
            sku: string;
            /** Format: int64 */
            tax_minor: number;
            /** Format: int64 */
            total_minor: number;
            /** Format: int64 */
            unit_price_minor: number;
        };
        LineChoice: {
            barcode?: string | null;
            digital?: boolean | null;
            /** Format: int32 */
            handed_over?: number | null;
            name?: string | null;
            /** Format: int32 */
            quantity?: number | null;
            sku?: string | null;
            tax_category?: string | null;
            /** Format: int64 */
            unit_price_minor?: number | null;
        };
        LineItem: {
            digital: boolean;
            /** Format: int64 */
            discount_minor: number;
            fee: boolean;
            /** Format: int64 */
            handed_over: number;
            image_url: string | null;
            /** Format: int32 */
            min_age: number | null;
            name: string;
            /** Format: int64 */
            quantity: number;
            sku: string;
            /** Format: int64 */
            total_minor: number;
            /** Format: int64 */
            unit_price_minor: number;
        };
        ListPrice: {
            /** Format: int64 */
            amount_minor?: number | null;
            /** Format: int64 */
            min_quantity?: number | null;
            sku: string;
        };
        ListPrices: {
            data: components["schemas"]["ListPrice"][];
        };
        ListPricesDone: {
            /** Format: int32 */
            written: number;
        };
        ListedPrices: {
            data: components["schemas"]["ListPrice"][];
        };
        LiveCounters: {
            /** Format: int64 */
            completed: number;
            /** Format: int64 */
            lost: number;
            /** Format: int64 */
            opened: number;
        };
        LiveReport: {
            /** Format: date-time */
            at: string;
            lag: components["schemas"]["FunnelLag"];
            last_five_minutes: components["schemas"]["LiveCounters"];
            last_hour: components["schemas"]["LiveCounters"];
            open: components["schemas"]["OpenSessions"][];
        };
        Location: {
            city: string;
            closed_on?: string[] | null;
            country: string;
            id: string;
            latitude?: number | null;
            line1: string;
            longitude?: number | null;
            name: string;
            opening_hours?: {
                [key: string]: string[][];
            } | null;
            /** Format: int32 */
            pickup_minutes?: number | null;
            postal_code: string;
            time_zone: string;
        };
        Locations: {
            data: components["schemas"]["Location"][];
        };
        /** @enum {string} */
        LossCode: "too_expensive" | "delivery_too_slow" | "not_in_stock" | "payment_not_possible" | "wants_to_think" | "bought_elsewhere" | "only_asked" | "connection_lost" | "other";
        LossEstimate: {
            /** Format: int64 */
            comparable: number;
            /** Format: int64 */
            high_minor: number;
            /** Format: int64 */
            lost_minor: number;
            /** Format: int64 */
            low_minor: number;
            /** Format: int64 */
            won: number;
        };
        LossFinding: {
            evidence?: string[] | null;
            reason?: components["schemas"]["LossReason"] | null;
        };
        /** @enum {string} */
        LossReason: "agent_coded" | "stock_lost" | "authentication_dropped" | "declined" | "waited_too_long" | "queue" | "price_moved" | "late_cost" | "asked_again" | "unknown";
        LossReasonCoded: {
            code: components["schemas"]["LossCode"];
            /** Format: uuid */
            session_id: string;
        };
        MeasurementIds: {
            fbc?: string | null;
            fbp?: string | null;
            ga_client_id?: string | null;
            ga_session_id?: string | null;
            gbraid?: string | null;
            gclid?: string | null;
            page_url?: string | null;
            user_agent?: string | null;
            wbraid?: string | null;
        };
        /** @enum {string} */
        Medium: "email" | "sms";
        Message: {
            ask: string | null;
            code: string;
            retry: string | null;
            text: string;
            type: string;
        };
        /**
         * @example {
         *       "send_to": "+49 30 23125042"
         *     }
         */
        MintPayLink: {
            /** Format: uuid */
            saved_tender_id?: string | null;
            send_to?: string | null;
        };
        /** @enum {string} */
        Mode: "all" | "report";
        MoveCash: {
            /** Format: int64 */
            amount_minor: number;
            direction: components["schemas"]["CashDirection"];
            kind: components["schemas"]["CashMovementKind"];
            reason: string;
        };
        /** @enum {string} */
        NoticeKind: "placed" | "shipped" | "out_for_delivery" | "ready_for_pickup" | "collected" | "delivered" | "canceled" | "refunded" | "returned" | "exchanged" | "status";
        NoticePolicy: {
            canceled?: components["schemas"]["NoticeWay"] | null;
            collected?: components["schemas"]["NoticeWay"] | null;
            delivered?: components["schemas"]["NoticeWay"] | null;
            exchanged?: components["schemas"]["NoticeWay"] | null;
            out_for_delivery?: components["schemas"]["NoticeWay"] | null;
            placed?: components["schemas"]["NoticeWay"] | null;
            ready_for_pickup?: components["schemas"]["NoticeWay"] | null;
            refunded?: components["schemas"]["NoticeWay"] | null;
            returned?: components["schemas"]["NoticeWay"] | null;
            shipped?: components["schemas"]["NoticeWay"] | null;
        };
        NoticePreview: {
            subject: string | null;
            text: string;
        };
        NoticeTemplate: {
            kind: components["schemas"]["NoticeKind"];
            locale: string;
            medium: components["schemas"]["Medium"];
            subject?: string | null;
            text: string;
        };
        NoticeTemplates: {
            data: components["schemas"]["NoticeTemplate"][];
        };
        /** @enum {string} */
        NoticeWay: "none" | "email" | "sms" | "either" | "both";
        OfferedTender: {
            /** Format: uuid */
            id: string;
            label: string;
        };
        /**
         * @example {
         *       "caller_number": "+49 30 23125042",
         *       "line_items": [
         *         {
         *           "quantity": 1,
         *           "sku": "TEA-EARL-100"
         *         }
         *       ]
         *     }
         */
        OpenCall: {
            buyer?: components["schemas"]["Buyer"] | null;
            caller_number?: string | null;
            fulfillment?: components["schemas"]["FulfillmentChoice"] | null;
            line_items?: components["schemas"]["LineChoice"][] | null;
            locale?: string | null;
            /** Format: uuid */
            session_id?: string | null;
        };
        /**
         * @example {
         *       "buyer": {
         *         "email": "ada@example.com"
         *       },
         *       "channel": "web",
         *       "fulfillment": {
         *         "address": {
         *           "city": "Berlin",
         *           "country": "DE",
         *           "line1": "Torstr. 1",
         *           "name": "Ada Byron",
         *           "postal_code": "10119"
         *         },
         *         "option_id": "standard"
         *       },
         *       "line_items": [
         *         {
         *           "quantity": 2,
         *           "sku": "TEA-EARL-100"
         *         }
         *       ],
         *       "locale": "en"
         *     }
         */
        OpenCheckoutSession: {
            buyer?: components["schemas"]["Buyer"] | null;
            channel: string;
            complete?: boolean | null;
            /** Format: int64 */
            confirmed_total_minor?: number | null;
            /** Format: uuid */
            customer_id?: string | null;
            discount_codes?: string[] | null;
            fulfillment?: components["schemas"]["FulfillmentChoice"] | null;
            line_items?: components["schemas"]["LineChoice"][] | null;
            locale?: string | null;
            tender?: components["schemas"]["Tender"] | null;
            tenders?: components["schemas"]["Tender"][] | null;
            /** Format: int64 */
            tip_minor?: number | null;
        };
        OpenDrawer: {
            approval?: string | null;
            reason: string;
        };
        /**
         * @example {
         *       "line_items": [
         *         {
         *           "quantity": 2,
         *           "sku": "TEA-EARL-100"
         *         }
         *       ],
         *       "locale": "de"
         *     }
         */
        OpenHostedCheckout: {
            buyer?: components["schemas"]["Buyer"] | null;
            fulfillment?: components["schemas"]["FulfillmentChoice"] | null;
            line_items: components["schemas"]["LineChoice"][];
            locale?: string | null;
        };
        /**
         * @example {
         *       "session_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001"
         *     }
         */
        OpenPaymentForm: {
            /** Format: uuid */
            session_id: string;
        };
        /**
         * @example {
         *       "buyer": {
         *         "email": "ada@example.com"
         *       },
         *       "fulfillment": {
         *         "address": {
         *           "city": "Berlin",
         *           "line1": "Torstr. 1",
         *           "name": "Ada Byron",
         *           "postal_code": "10119"
         *         }
         *       },
         *       "line_items": [
         *         {
         *           "quantity": 1,
         *           "sku": "TEA-EARL-100"
         *         }
         *       ]
         *     }
         */
        OpenPaymentSheet: {
            buyer?: components["schemas"]["Buyer"] | null;
            fulfillment?: components["schemas"]["FulfillmentChoice"] | null;
            line_items?: components["schemas"]["LineChoice"][] | null;
            locale?: string | null;
            /** Format: uuid */
            session_id?: string | null;
        };
        OpenSession: {
            buyer_hidden: boolean;
            channel: components["schemas"]["ChannelOfSession"];
            currency: string;
            /** Format: uuid */
            id: string;
            line_items: string[];
            next_ask: string | null;
            problem: string | null;
            status: components["schemas"]["SessionStatus"];
            step: components["schemas"]["Step"];
            /** Format: int64 */
            total_minor: number;
            /** Format: date-time */
            updated_at: string;
        };
        OpenSessions: {
            channel_id: string;
            currency: string;
            /** Format: int64 */
            sessions: number;
            step: string;
            /** Format: int64 */
            total_minor: number;
        };
        OpenShift: {
            /** Format: int64 */
            float_minor: number;
        };
        OpenedCheckoutSession: {
            client_token: string | null;
            session: components["schemas"]["CheckoutSession"];
        };
        Order: {
            /** Format: uuid */
            added_to_order_id: string | null;
            additions: components["schemas"]["OrderAddition"][];
            buyer: Record<string, unknown>;
            captures: components["schemas"]["Capture"][];
            channel: components["schemas"]["OrderChannel"];
            currency: string;
            current: components["schemas"]["CurrentOrder"] | null;
            edits: components["schemas"]["OrderEdit"][];
            fulfillment: Record<string, unknown>;
            fulfillment_status: components["schemas"]["FulfillmentProgress"] | null;
            fulfillments: unknown[];
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["Line"][];
            number: string;
            payments: components["schemas"]["TenderView"][];
            /** Format: date-time */
            placed_at: string;
            refunds: components["schemas"]["Refund"][];
            /** Format: int64 */
            revision: number;
            /** Format: uuid */
            session_id: string;
            state: components["schemas"]["OrderState"];
            status_url: string | null;
            taxes: components["schemas"]["Taxes"];
            /** Format: int64 */
            tip_minor: number;
            /** Format: int64 */
            total_minor: number;
            totals: unknown[];
        };
        OrderAddition: {
            actor: string;
            /** Format: date-time */
            completed_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            new_order_id: string | null;
            new_order_number: string | null;
            /** Format: uuid */
            order_id: string;
            order_number: string;
            reason: string;
            state: components["schemas"]["OrderAdditionState"];
        };
        OrderAdditionList: {
            data: components["schemas"]["OrderAddition"][];
        };
        /** @enum {string} */
        OrderAdditionState: "open" | "completed" | "canceled";
        OrderChannel: {
            id: string;
            kind: string;
        };
        OrderEdit: {
            actor: string;
            address_changed: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            difference_minor: number;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["EditedLine"][];
            /** Format: uuid */
            order_id: string;
            reason: string;
            refunds: components["schemas"]["Refund"][];
            /** Format: int64 */
            revision: number;
            /** Format: int64 */
            total_before_minor: number;
            /** Format: int64 */
            total_minor: number;
        };
        OrderEditList: {
            data: components["schemas"]["OrderEdit"][];
        };
        OrderEditPreview: {
            currency: string;
            /** Format: int64 */
            difference_minor: number;
            fulfillment: components["schemas"]["Fulfillment"];
            lines: components["schemas"]["EditedLine"][];
            /** Format: uuid */
            order_id: string;
            refunds: components["schemas"]["EditRefund"][];
            /** Format: int64 */
            revision: number;
            taxes: components["schemas"]["Taxes"];
            /** Format: int64 */
            total_before_minor: number;
            /** Format: int64 */
            total_minor: number;
            totals: components["schemas"]["Total"][];
        };
        OrderFeedback: {
            asks: boolean;
            /** Format: date-time */
            given_at: string | null;
            /** Format: uuid */
            order_id: string;
            question: string;
            /** Format: int32 */
            score: number | null;
            text: string | null;
        };
        OrderFulfillment: {
            collection_code: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date */
            earliest: string | null;
            /** Format: date-time */
            handed_over_at: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["OrderFulfillmentKind"];
            /** Format: date */
            latest: string | null;
            lines: components["schemas"]["OrderFulfillmentLine"][];
            location_id: string | null;
            option_id: string | null;
            /** Format: uuid */
            order_id: string;
            order_number: string;
            /** Format: date-time */
            ready_at: string | null;
            reason: string | null;
            status: components["schemas"]["FulfillmentStatus"];
            tracking: components["schemas"]["Tracking"] | null;
            /** Format: date-time */
            updated_at: string;
        };
        /** @enum {string} */
        OrderFulfillmentKind: "handed_over" | "digital" | "shipping" | "pickup" | "local_delivery";
        OrderFulfillmentLine: {
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            quantity: number;
            sku: string;
        };
        OrderFulfillments: {
            data: components["schemas"]["OrderFulfillment"][];
            fulfillment_status: components["schemas"]["FulfillmentProgress"] | null;
            refundable: components["schemas"]["RefundableLine"][];
        };
        OrderNotice: {
            delivery: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["NoticeKind"];
            medium: components["schemas"]["Medium"];
            /** Format: date-time */
            written_at: string;
            written_by: string;
        };
        OrderNotices: {
            data: components["schemas"]["OrderNotice"][];
        };
        OrderPage: {
            data: components["schemas"]["OrderSummary"][];
            next_cursor: string | null;
        };
        OrderRef: {
            /** Format: uuid */
            id: string;
            number: string;
        };
        /** @enum {string} */
        OrderState: "authorized" | "partially_paid" | "paid" | "partially_refunded" | "refunded" | "voided";
        OrderStatus: {
            currency: string;
            fulfillment_status: components["schemas"]["FulfillmentProgress"] | null;
            fulfillments: components["schemas"]["OrderStatusFulfillment"][];
            lines: components["schemas"]["OrderStatusLine"][];
            locale: string;
            merchant: string;
            next: components["schemas"]["OrderStatusNext"];
            order_number: string;
            /** Format: date-time */
            placed_at: string;
            receipt_url: string;
            refunds: components["schemas"]["OrderStatusRefund"][];
            returns: components["schemas"]["OrderStatusReturn"][];
            state: components["schemas"]["OrderState"];
            time_zone: string;
            /** Format: int64 */
            total_minor: number;
            totals: components["schemas"]["Total"][];
            url: string;
        };
        OrderStatusFulfillment: {
            /** Format: date */
            earliest: string | null;
            /** Format: date-time */
            handed_over_at: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["OrderFulfillmentKind"];
            /** Format: date */
            latest: string | null;
            lines: components["schemas"]["OrderStatusGoods"][];
            pickup_code: string | null;
            place: components["schemas"]["OrderStatusPlace"] | null;
            /** Format: date-time */
            ready_at: string | null;
            status: components["schemas"]["FulfillmentStatus"];
            tracking: components["schemas"]["Tracking"] | null;
        };
        OrderStatusGoods: {
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            quantity: number;
        };
        OrderStatusLine: {
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            quantity: number;
            /** Format: int64 */
            total_minor: number;
        };
        /** @enum {string} */
        OrderStatusNext: "collect" | "track" | "wait" | "nothing";
        OrderStatusPlace: {
            city: string;
            country: string;
            line1: string;
            name: string;
            opening_hours: {
                [key: string]: string[][];
            };
            postal_code: string;
        };
        OrderStatusRefund: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: uuid */
            id: string;
            label: string | null;
            pending: boolean;
            /** Format: date-time */
            refunded_at: string;
            type: string;
        };
        OrderStatusReturn: {
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["OrderStatusGoods"][];
            /** Format: date-time */
            returned_at: string;
        };
        OrderSummary: {
            channel: components["schemas"]["OrderChannel"];
            currency: string;
            fulfillment_status: components["schemas"]["FulfillmentProgress"] | null;
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: date-time */
            placed_at: string;
            /** Format: uuid */
            session_id: string;
            state: components["schemas"]["OrderState"];
            /** Format: int64 */
            total_minor: number;
        };
        ParkSession: {
            label?: string | null;
            /** Format: uuid */
            session_id: string;
        };
        ParkedSession: {
            channel_id: string;
            currency: string;
            /** Format: date-time */
            expires_at: string;
            label: string | null;
            /** Format: date-time */
            parked_at: string;
            parked_by: string;
            /** Format: int64 */
            quantity: number;
            /** Format: uuid */
            session_id: string;
            /** Format: int64 */
            total_minor: number;
        };
        ParkedSessionList: {
            data: components["schemas"]["ParkedSession"][];
        };
        Participant: {
            channel_id: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["Kind1"];
            /** Format: date-time */
            since: string;
        };
        Participants: {
            data: components["schemas"]["Participant"][];
        };
        Passkey: {
            backed_up: boolean;
            channel_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            label: string;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            suspected_at: string | null;
        };
        PasskeyChallenge: {
            /** Format: date-time */
            expires_at: string;
            /** @description WebAuthn options in their own JSON form */
            public_key: Record<string, unknown>;
            purpose: components["schemas"]["PasskeyPurpose"];
        };
        /** @enum {string} */
        PasskeyPurpose: "recognition" | "registration";
        Passkeys: {
            data: components["schemas"]["Passkey"][];
        };
        PastOrder: {
            channel_id: string;
            currency: string;
            /** Format: uuid */
            id: string;
            items: string[];
            /** Format: date-time */
            placed_at: string;
            state: string;
            /** Format: int64 */
            total_minor: number;
        };
        PayLink: {
            /** Format: date-time */
            expires_at: string;
            send_to: string | null;
            url: string;
        };
        Payment: {
            action: components["schemas"]["Action"] | null;
            state: components["schemas"]["State"];
        };
        PaymentAttempt: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: date-time */
            capture_before: string | null;
            /** Format: int64 */
            captured_minor: number;
            /** Format: date-time */
            check_at: string | null;
            /** Format: int32 */
            checks: number;
            currency: string;
            decline_code: string | null;
            deposit: boolean;
            /** Format: uuid */
            id: string;
            provider: string;
            provider_ref: string | null;
            /** Format: int64 */
            refunded_minor: number;
            /** Format: date-time */
            sent_at: string | null;
            /** Format: uuid */
            session_id: string;
            state: components["schemas"]["AttemptState"];
            /** Format: uuid */
            tender_id: string;
            unwanted_for: string | null;
        };
        PaymentAttemptPage: {
            data: components["schemas"]["PaymentAttempt"][];
            next_cursor: string | null;
        };
        PaymentForm: {
            /** Format: int64 */
            amount_minor: number;
            capture_method: string;
            currency: string;
            publishable_key: string;
            return_url: string;
            script_url: string;
        };
        PaymentSheet: {
            client_token: string | null;
            customer_id: string;
            customer_session_client_secret: string;
            ephemeral_key_secret: string;
            payment_intent_client_secret: string;
            payment_intent_id: string;
            publishable_key: string;
            session: components["schemas"]["CheckoutSession"];
        };
        PhoneCall: {
            customer: components["schemas"]["Caller"] | null;
            read_back: string;
            session: components["schemas"]["CheckoutSession"];
        };
        PoppedCall: {
            call: components["schemas"]["Call"];
            pop: components["schemas"]["ScreenPop"];
        };
        PostalPlace: {
            country: string;
            latitude: number;
            longitude: number;
            postal_code: string;
        };
        PostalPlaces: {
            data: components["schemas"]["PostalPlace"][];
        };
        PostalPlacesDone: {
            /** Format: int32 */
            written: number;
        };
        PreviewOrderEdit: {
            address?: components["schemas"]["Address"] | null;
            keep_delivery?: boolean | null;
            lines?: components["schemas"]["WantedOrderLine"][] | null;
        };
        PriceAdjustment: {
            /** Format: int64 */
            amount_minor: number | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["PriceAdjustmentKind"];
            /** Format: int64 */
            list_price_minor: number | null;
            percent: number | null;
            sku: string | null;
            /** Format: int64 */
            unit_price_minor: number | null;
            /** Format: int64 */
            up_to: number;
        };
        /** @enum {string} */
        PriceAdjustmentKind: "price_override" | "discount";
        PriceList: {
            active?: boolean | null;
            channels?: string[] | null;
            currency: string;
            customer_group?: string | null;
            /** Format: date-time */
            ends_at?: string | null;
            id: string;
            name: string;
            /** Format: int32 */
            priority?: number | null;
            /** Format: date-time */
            starts_at?: string | null;
        };
        PriceLists: {
            data: components["schemas"]["PriceList"][];
        };
        /**
         * @description What went wrong (RFC 9457). Some types carry more members, such as the current session.
         * @example {
         *       "detail": "the buyer confirmed 2270, the total is now 2390: show it and ask again",
         *       "request_id": "req_019ab0de-6f3c-7d4e-9a77-2f8f64b1c001",
         *       "status": 409,
         *       "title": "The total is no longer what the buyer confirmed",
         *       "type": "/problems/total-changed"
         *     }
         */
        Problem: {
            /** @description What is wrong with this very request, and what to do. */
            detail: string;
            /** @description The path that was called. */
            instance?: string;
            /** @description Tell us this when you ask for help. */
            request_id: string;
            status: number;
            /** @description The kind of problem in words. */
            title: string;
            /**
             * @description Which kind of problem.
             * @enum {string}
             */
            type: "/problems/malformed-request" | "/problems/idempotency-key-missing" | "/problems/invalid-cursor" | "/problems/unauthenticated" | "/problems/forbidden" | "/problems/consent-needed" | "/problems/scope-missing" | "/problems/origin-not-allowed" | "/problems/not-found" | "/problems/method-not-allowed" | "/problems/not-acceptable" | "/problems/request-timeout" | "/problems/illegal-transition" | "/problems/payment-in-progress" | "/problems/not-the-holder" | "/problems/assistance-requested" | "/problems/assistance-declined" | "/problems/call-requested" | "/problems/call-taken" | "/problems/keypad-entry-open" | "/problems/total-changed" | "/problems/deposit-exceeds-total" | "/problems/out-of-stock" | "/problems/stock-too-low" | "/problems/idempotency-in-flight" | "/problems/code-taken" | "/problems/fulfillment-state" | "/problems/order-changed" | "/problems/difference-to-collect" | "/problems/order-not-paid" | "/problems/refund-too-large" | "/problems/return-limit" | "/problems/refunded-by-store" | "/problems/store-not-set-up" | "/problems/purchase-pending" | "/problems/feedback-given" | "/problems/export-not-stopped" | "/problems/session-not-parked" | "/problems/shift-open" | "/problems/no-open-shift" | "/problems/shift-closed" | "/problems/drawer-busy" | "/problems/offline-sales-wait" | "/problems/nothing-to-capture" | "/problems/experiment-running" | "/problems/experiment-state" | "/problems/revision-mismatch" | "/problems/body-too-large" | "/problems/address-too-long" | "/problems/unsupported-media-type" | "/problems/validation-failed" | "/problems/card-number-not-allowed" | "/problems/unknown-item" | "/problems/unknown-fulfillment-option" | "/problems/wrong-channel-kind" | "/problems/tender-not-offered" | "/problems/saved-tender-expired" | "/problems/tenders-do-not-add-up" | "/problems/unknown-gift-card" | "/problems/message-not-offered" | "/problems/purchase-not-genuine" | "/problems/wrong-code" | "/problems/passkey-refused" | "/problems/wrong-pin" | "/problems/approval-required" | "/problems/approval-not-valid" | "/problems/not-ready" | "/problems/feedback-not-asked" | "/problems/webhook-url-refused" | "/problems/idempotency-conflict" | "/problems/too-many-tries" | "/problems/too-many-requests" | "/problems/too-many-payment-tries" | "/problems/too-many-streams" | "/problems/bug" | "/problems/provider-unavailable" | "/problems/database-unavailable";
        };
        Promotion: {
            active: boolean;
            /** Format: int64 */
            amount_minor: number | null;
            /** Format: int32 */
            buy_quantity: number | null;
            channels: string[] | null;
            code: string | null;
            combinable: boolean;
            currency: string | null;
            customer_group: string | null;
            /** Format: date-time */
            ends_at: string | null;
            /** Format: int32 */
            get_quantity: number | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["PromotionKind"];
            /** Format: int64 */
            limit_per_customer: number | null;
            /** Format: int64 */
            limit_total: number | null;
            /** Format: int64 */
            min_quantity: number | null;
            /** Format: int64 */
            min_subtotal_minor: number | null;
            name: string;
            percent: number | null;
            /** Format: int32 */
            priority: number;
            /** Format: date-time */
            starts_at: string | null;
            targets: components["schemas"]["Target"][];
            tiers: components["schemas"]["Tier"][];
            /** Format: int64 */
            used: number;
        };
        /** @enum {string} */
        PromotionKind: "amount_off" | "percent_off" | "buy_x_get_y" | "tiered" | "free_delivery";
        PromotionPage: {
            data: components["schemas"]["Promotion"][];
            next_cursor: string | null;
        };
        PromotionTarget: {
            kind: string;
            value: string;
        };
        PromotionTier: {
            /** Format: int64 */
            amount_minor?: number | null;
            /** Format: int64 */
            min_quantity?: number | null;
            /** Format: int64 */
            min_subtotal_minor?: number | null;
            percent?: number | null;
        };
        ProviderEvent: {
            /** Format: date-time */
            applied_at: string | null;
            error: string | null;
            event_id: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            next_at: string | null;
            object_ref: string;
            provider: string;
            /** Format: date-time */
            received_at: string;
            state: components["schemas"]["State2"];
            /** Format: int32 */
            tries: number;
            type: string;
        };
        ProviderEventPage: {
            data: components["schemas"]["ProviderEvent"][];
            next_cursor: string | null;
        };
        PutItem: {
            active?: boolean | null;
            barcodes?: string[] | null;
            category?: string | null;
            description?: string | null;
            digital?: boolean | null;
            fees?: {
                [key: string]: number;
            } | null;
            group?: string | null;
            image_url?: string | null;
            /** Format: int32 */
            min_age?: number | null;
            name: string;
            prices: {
                [key: string]: number;
            };
            sku: string;
            store_product_ids?: {
                [key: string]: string;
            } | null;
            tax_category?: string | null;
            variant?: {
                [key: string]: string;
            } | null;
            /** Format: int64 */
            weight_grams?: number | null;
        };
        PutItems: {
            data: components["schemas"]["PutItem"][];
        };
        PutItemsDone: {
            /** Format: int32 */
            written: number;
        };
        PutPromotion: {
            active?: boolean | null;
            /** Format: int64 */
            amount_minor?: number | null;
            /** Format: int32 */
            buy_quantity?: number | null;
            channels?: string[] | null;
            code?: string | null;
            combinable?: boolean | null;
            currency?: string | null;
            customer_group?: string | null;
            /** Format: date-time */
            ends_at?: string | null;
            /** Format: int32 */
            get_quantity?: number | null;
            kind: components["schemas"]["PromotionKind"];
            /** Format: int64 */
            limit_per_customer?: number | null;
            /** Format: int64 */
            limit_total?: number | null;
            /** Format: int64 */
            min_quantity?: number | null;
            /** Format: int64 */
            min_subtotal_minor?: number | null;
            name: string;
            percent?: number | null;
            /** Format: int32 */
            priority?: number | null;
            /** Format: date-time */
            starts_at?: string | null;
            targets?: components["schemas"]["PromotionTarget"][] | null;
            tiers?: components["schemas"]["PromotionTier"][] | null;
        };
        Quote: {
            channel: string;
            country?: string | null;
            discount_codes?: string[] | null;
            line_items: components["schemas"]["LineChoice"][];
            /** Format: date */
            needed_by?: string | null;
            option_id?: string | null;
            postal_code?: string | null;
            region?: string | null;
        };
        QuoteAnswer: {
            assumes: components["schemas"]["Assumption"][];
            channel: string;
            country: string;
            currency: string;
            discounts: components["schemas"]["Discount"][];
            /** Format: int64 */
            due_minor: number;
            fulfillment: components["schemas"]["Fulfillment"];
            fulfillment_options: components["schemas"]["FulfillmentOption"][];
            line_items: components["schemas"]["LineItem"][];
            refused_codes: components["schemas"]["RefusedCode"][];
            taxes: components["schemas"]["Taxes"];
            /** Format: int64 */
            total_minor: number;
            totals: components["schemas"]["Total"][];
        };
        ReadBack: {
            text: string;
        };
        Reader: {
            id: string;
            provider: string;
            /** Format: uuid */
            session_id: string | null;
            state: components["schemas"]["ReaderState"];
            text: string;
        };
        /** @enum {string} */
        ReaderState: "idle" | "waiting_for_card" | "busy" | "offline" | "uncertain";
        Reason: {
            code: string;
            text: string;
        };
        /** @enum {string} */
        Reason1: "unknown" | "not_started" | "ended" | "not_here" | "not_for_you" | "nothing_matches" | "minimum_not_reached" | "used_up" | "used_before" | "better_offer";
        /** @enum {string} */
        Reason2: "received" | "counted" | "damaged" | "lost" | "returned" | "moved" | "correction";
        Reassured: {
            ask: string;
            kind: components["schemas"]["TrustKind"];
            /** Format: date-time */
            shown_at: string;
        };
        Receipt: {
            cashier: string | null;
            channel: components["schemas"]["ReceiptChannel"];
            /** Format: int32 */
            copy: number;
            currency: string;
            lines: components["schemas"]["ReceiptLine"][];
            locale: string;
            /** Format: uuid */
            order_id: string;
            order_number: string;
            /** Format: date-time */
            placed_at: string;
            refunds: components["schemas"]["ReceiptRefund"][];
            register: components["schemas"]["ReceiptRegister"] | null;
            seller: components["schemas"]["ReceiptSeller"];
            state: components["schemas"]["OrderState"];
            tax_reason: string | null;
            taxes: components["schemas"]["ReceiptTax"][];
            tenders: components["schemas"]["ReceiptTender"][];
            /** Format: int64 */
            total_minor: number;
            totals: components["schemas"]["Total"][];
        };
        ReceiptChannel: {
            id: string;
            kind: string;
            name: string;
        };
        ReceiptLine: {
            /** Format: int64 */
            discount_minor: number;
            fee: boolean;
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            quantity: number;
            sku: string;
            tax_percent: number | null;
            /** Format: int64 */
            total_minor: number;
            /** Format: int64 */
            unit_price_minor: number;
        };
        ReceiptLocation: {
            city: string;
            country: string;
            id: string;
            line1: string;
            name: string;
            postal_code: string;
        };
        /** @enum {string} */
        ReceiptMedium: "print" | "email";
        ReceiptRefund: {
            /** Format: int64 */
            amount_minor: number;
            label: string | null;
            /** Format: date-time */
            refunded_at: string;
            type: string;
        };
        ReceiptRegister: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        ReceiptSeller: {
            location: components["schemas"]["ReceiptLocation"] | null;
            merchant: string;
            time_zone: string;
        };
        ReceiptTax: {
            /** Format: int64 */
            base_minor: number;
            included: boolean;
            percent: number;
            /** Format: int64 */
            tax_minor: number;
        };
        ReceiptTender: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: int64 */
            change_minor: number | null;
            held: boolean;
            label: string | null;
            /** Format: int64 */
            received_minor: number | null;
            /** Format: int64 */
            rounding_minor: number | null;
            type: string;
        };
        Recognition: {
            customer: components["schemas"]["RecognizedCustomer"] | null;
            device_token: string | null;
            session: components["schemas"]["CheckoutSession"];
        };
        Recognize: {
            code?: string | null;
            /** Format: uuid */
            customer_id?: string | null;
            device_token?: string | null;
            fact?: string | null;
            loyalty_id?: string | null;
            /** @description A WebAuthn AuthenticationResponseJSON */
            passkey?: Record<string, unknown> | null;
            remember?: components["schemas"]["RememberDevice"] | null;
            value?: string | null;
            /** Format: uuid */
            verification_id?: string | null;
        };
        RecognizedCustomer: {
            addresses: components["schemas"]["Address"][];
            email: string | null;
            /** Format: uuid */
            id: string;
            loyalty_id: string | null;
            name: string | null;
            phone: string | null;
            saved_tenders: components["schemas"]["SavedTenderChoice"][];
        };
        Reconciliation: {
            /** Format: int64 */
            open_breaks: number;
            provider: string;
            /** Format: date-time */
            read_at: string | null;
            /** Format: date-time */
            read_from: string;
            /** Format: date-time */
            read_until: string;
        };
        ReconciliationBreak: {
            /** Format: uuid */
            attempt_id: string | null;
            currency: string;
            /** Format: date-time */
            explained_at: string | null;
            explained_by: string | null;
            explanation: string | null;
            /** Format: date-time */
            found_at: string;
            /** Format: int64 */
            here_minor: number;
            /** Format: uuid */
            id: string;
            kind: string;
            provider: string;
            provider_ref: string;
            /** Format: int64 */
            there_minor: number;
        };
        ReconciliationBreakPage: {
            data: components["schemas"]["ReconciliationBreak"][];
            next_cursor: string | null;
        };
        Reconciliations: {
            data: components["schemas"]["Reconciliation"][];
        };
        RecordFulfillmentEvent: {
            code?: string | null;
            event: components["schemas"]["FulfillmentEvent"];
            location_id?: string | null;
            reason?: string | null;
            tracking?: components["schemas"]["TrackingRequest"] | null;
        };
        RecordStorePurchase: {
            /** Format: uuid */
            customer_id?: string | null;
            product_id?: string | null;
            purchase_token?: string | null;
            signed_transaction?: string | null;
        };
        RecordedPurchase: {
            entitlement: components["schemas"]["Entitlement"];
            purchase: components["schemas"]["StorePurchase"];
        };
        Refund: {
            actor: string;
            /** Format: int64 */
            amount_minor: number;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            reason: string;
            /** Format: uuid */
            request_id: string;
            state: string;
        };
        /**
         * @example {
         *       "amount_minor": 500,
         *       "reason": "damaged in transport"
         *     }
         */
        RefundOrder: {
            /** Format: int64 */
            amount_minor?: number | null;
            lines?: components["schemas"]["ReturnedLine"][] | null;
            reason: string;
            /** Format: uuid */
            register_id?: string | null;
            /** Format: uuid */
            tender_id?: string | null;
        };
        RefundableLine: {
            /** Format: int32 */
            line: number;
            /** Format: int64 */
            quantity: number;
        };
        RefusedCode: {
            code: string;
            /** Format: int64 */
            missing_minor: number | null;
            /** Format: int64 */
            missing_quantity: number | null;
            reason: components["schemas"]["Reason1"];
            text: string;
        };
        Register: {
            channel_id: string;
            /** Format: date-time */
            code_expires_at: string | null;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: date-time */
            enrolled_at: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_seen_at: string | null;
            location_id: string | null;
            name: string;
            /** Format: date-time */
            revoked_at: string | null;
            state: components["schemas"]["State3"];
        };
        RegisterPage: {
            data: components["schemas"]["Register"][];
            next_cursor: string | null;
        };
        RegisterWithCode: {
            code: string | null;
            register: components["schemas"]["Register"];
        };
        RememberDevice: {
            consent_text: string;
        };
        RenamePasskey: {
            label: string;
        };
        /**
         * @example {
         *       "from": "2026-11-23T09:00:00Z",
         *       "until": "2026-11-23T12:00:00Z"
         *     }
         */
        ReplayWebhooks: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
        };
        ReplayedWebhooks: {
            /** Format: int32 */
            deliveries: number;
        };
        RequestCall: {
            number?: string | null;
        };
        RestartKeypadField: {
            field: components["schemas"]["KeypadFieldName"];
        };
        Return: {
            actor: string;
            channel_id: string;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: int64 */
            hand_out_minor: number;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["ReturnLine"][];
            location_id: string | null;
            /** Format: uuid */
            order_id: string;
            order_number: string;
            reason: string;
            /** Format: int64 */
            refunded_minor: number;
            refunds: components["schemas"]["Refund"][];
        };
        /** @enum {string} */
        ReturnCondition: "sellable" | "damaged";
        ReturnDeposit: {
            reason: string;
        };
        ReturnItem: {
            condition?: components["schemas"]["ReturnCondition"] | null;
            /** Format: int64 */
            quantity: number;
            sku: string;
        };
        ReturnLine: {
            /** Format: int64 */
            amount_minor: number;
            condition: components["schemas"]["ReturnCondition"];
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            quantity: number;
            restocked: boolean;
            sku: string;
        };
        ReturnList: {
            data: components["schemas"]["Return"][];
        };
        ReturnOrder: {
            approval?: string | null;
            channel?: string | null;
            lines: components["schemas"]["ReturnOrderLine"][];
            location_id?: string | null;
            reason: string;
            /** Format: uuid */
            tender_id?: string | null;
        };
        ReturnOrderLine: {
            condition?: components["schemas"]["ReturnCondition"] | null;
            /** Format: int32 */
            line: number;
            /** Format: int64 */
            quantity: number;
        };
        ReturnWithoutReceipt: {
            approval?: string | null;
            /** Format: uuid */
            customer_id?: string | null;
            lines: components["schemas"]["ReturnItem"][];
            reason: string;
            refund: components["schemas"]["UnreceiptedRefund"];
        };
        ReturnableLine: {
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            paid_minor: number;
            /** Format: int64 */
            quantity: number;
            /** Format: int64 */
            returned: number;
            sku: string;
        };
        ReturnableOrder: {
            channel_id: string;
            currency: string;
            lines: components["schemas"]["ReturnableLine"][];
            number: string;
            /** Format: uuid */
            order_id: string;
            /** Format: date-time */
            placed_at: string;
            /** Format: int64 */
            refundable_minor: number;
            /** Format: uuid */
            session_id: string;
            tenders: string[];
            /** Format: int64 */
            total_minor: number;
        };
        ReturnableOrderList: {
            data: components["schemas"]["ReturnableOrder"][];
        };
        ReturnedLine: {
            /** Format: int32 */
            line: number;
            /** Format: int64 */
            quantity: number;
        };
        /** @enum {string} */
        Role: "agent" | "cashier" | "manager" | "admin" | "analyst";
        RotateApiKey: {
            /** Format: date-time */
            old_key_expires_at?: string | null;
        };
        RotateTelephonySecret: {
            auth_token?: string | null;
        };
        RoutingRule: {
            card_brand?: string | null;
            channel_id?: string | null;
            country?: string | null;
            currency?: string | null;
            /** Format: int64 */
            max_amount_minor?: number | null;
            /** Format: int64 */
            min_amount_minor?: number | null;
            providers: string[];
            tender_type?: string | null;
        };
        RoutingRules: {
            providers?: string[] | null;
            rules: components["schemas"]["RoutingRule"][];
        };
        /**
         * @example {
         *       "line_items": [
         *         {
         *           "barcode": "2100100001377",
         *           "quantity": 2
         *         }
         *       ],
         *       "tender": {
         *         "received_minor": 5000,
         *         "type": "cash"
         *       }
         *     }
         */
        Sale: {
            buyer?: components["schemas"]["Buyer"] | null;
            line_items: components["schemas"]["LineChoice"][];
            tender?: components["schemas"]["Tender"] | null;
            tenders?: components["schemas"]["Tender"][] | null;
            /** Format: int64 */
            tip_minor?: number | null;
        };
        SaleResult: {
            /** Format: int64 */
            change_minor: number | null;
            order: components["schemas"]["OrderRef"] | null;
            session: components["schemas"]["CheckoutSession"];
        };
        SaleVariance: {
            /** Format: date */
            business_day: string;
            details: Record<string, unknown>;
            /** Format: date-time */
            explained_at: string | null;
            explained_by: string | null;
            explanation: string | null;
            /** Format: date-time */
            found_at: string;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["SaleVarianceKind"];
            /** Format: uuid */
            order_id: string | null;
            order_number: string | null;
            /** Format: uuid */
            register_id: string;
            /** Format: uuid */
            sale_id: string;
            /** Format: int64 */
            sequence: number;
        };
        /** @enum {string} */
        SaleVarianceKind: "unknown_item" | "price_differs" | "tax_differs" | "stock_short" | "promotion_over" | "shift_closed" | "unknown_shift" | "unknown_cashier" | "unknown_snapshot" | "age_not_checked" | "taken_in_future" | "does_not_add_up" | "cash_short" | "conflict";
        SaleVariancePage: {
            data: components["schemas"]["SaleVariance"][];
            next_cursor: string | null;
        };
        SavedTender: {
            /** Format: uuid */
            id: string;
            label: string;
        };
        SavedTenderChoice: {
            /** Format: uuid */
            id: string;
            label: string;
        };
        SayAvailability: {
            extension?: string | null;
            state: components["schemas"]["AgentAvailability"];
        };
        ScaleBarcode: {
            holds: components["schemas"]["Holds"];
            /** Format: int32 */
            item_digits: number;
            prefix: string;
            /** Format: int32 */
            value_digits: number;
        };
        ScaleBarcodes: {
            data: components["schemas"]["ScaleBarcode"][];
        };
        ScreenPop: {
            customer: components["schemas"]["KnownCaller"] | null;
            orders: components["schemas"]["PastOrder"][];
            sessions: components["schemas"]["OpenSession"][];
            verified: boolean;
        };
        SendCode: {
            email?: string | null;
            medium: components["schemas"]["Medium"];
            phone?: string | null;
        };
        SendOfflineSales: {
            announced?: components["schemas"]["AnnouncedOfflineDay"][] | null;
            /** Format: uuid */
            register_id?: string | null;
            sales?: components["schemas"]["StoredSale"][] | null;
        };
        SendOrderNotice: {
            medium: components["schemas"]["Medium"];
            to?: string | null;
        };
        /**
         * @example {
         *       "city": "Berlin",
         *       "country": "DE",
         *       "postal_code": "10119"
         *     }
         */
        SessionQuote: {
            city?: string | null;
            country?: string | null;
            option_id?: string | null;
            postal_code?: string | null;
            region?: string | null;
        };
        /** @enum {string} */
        SessionStatus: "incomplete" | "ready_for_complete" | "complete_in_progress" | "requires_escalation" | "completed" | "canceled";
        SessionTimeline: {
            /** Format: date-time */
            active_at: string;
            asks_put: string[];
            asks_skipped: {
                [key: string]: string;
            };
            attributes: {
                [key: string]: string;
            };
            currency: string;
            errors: string[];
            events: components["schemas"]["TimelineEvent"][];
            evidence: string[];
            /** Format: int32 */
            handoffs: number;
            /** Format: date-time */
            opened_at: string;
            outcome: string;
            path: components["schemas"]["FunnelStay"][];
            reason: string | null;
            /** Format: uuid */
            session_id: string;
            /** Format: int64 */
            total_minor: number;
        };
        SetPin: {
            pin: string;
        };
        SetStoreApp: {
            app_id: string;
            /** Format: int64 */
            apple_app_id?: number | null;
            environment: string;
            push_audience?: string | null;
            push_email?: string | null;
        };
        /** @enum {string} */
        SetupState: "sent" | "requires_action" | "kept" | "declined" | "canceled";
        Shift: {
            channel_id: string;
            closed: components["schemas"]["ClosedShift"] | null;
            currency: string;
            /** Format: int64 */
            float_minor: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            opened_at: string;
            opened_by: string;
            /** Format: uuid */
            register_id: string;
            state: components["schemas"]["ShiftState"];
        };
        ShiftAmount: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: int64 */
            count: number;
        };
        ShiftCash: {
            /** Format: int64 */
            counted_minor: number | null;
            /** Format: int64 */
            difference_minor: number | null;
            /** Format: int64 */
            expected_minor: number;
            /** Format: int64 */
            float_minor: number;
            pay_ins: components["schemas"]["ShiftAmount"];
            pay_outs: components["schemas"]["ShiftAmount"];
            refunds: components["schemas"]["ShiftAmount"];
            sales: components["schemas"]["ShiftAmount"];
        };
        ShiftPage: {
            data: components["schemas"]["Shift"][];
            next_cursor: string | null;
        };
        ShiftReport: {
            /** Format: date-time */
            as_of: string;
            cash: components["schemas"]["ShiftCash"];
            drawer_openings: components["schemas"]["DrawerOpening"][];
            kind: components["schemas"]["ShiftReportKind"];
            late: components["schemas"]["ShiftAmount"];
            movements: components["schemas"]["CashMovement"][];
            sales: components["schemas"]["ShiftSales"];
            shift: components["schemas"]["Shift"];
        };
        /** @enum {string} */
        ShiftReportKind: "x" | "z";
        ShiftSales: {
            /** Format: int64 */
            discount_minor: number;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            rounding_minor: number;
            taxes: components["schemas"]["ShiftTax"][];
            tenders: components["schemas"]["ShiftTender"][];
            /** Format: int64 */
            tip_minor: number;
            /** Format: int64 */
            total_minor: number;
        };
        /** @enum {string} */
        ShiftState: "open" | "closed";
        ShiftTax: {
            /** Format: int64 */
            base_minor: number;
            percent: number;
            /** Format: int64 */
            tax_minor: number;
        };
        ShiftTender: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: int64 */
            count: number;
            type: string;
        };
        ShowTrustMessage: {
            ask: string;
        };
        SignIn: {
            client_id: string;
            /** Format: uri */
            issuer: string;
        };
        SignInCashier: {
            pin: string;
            /** Format: uuid */
            staff_member_id: string;
        };
        SignedInCashier: {
            cashier: components["schemas"]["Cashier"];
            /** Format: date-time */
            expires_at: string;
            token: string;
        };
        Skipped: {
            id: string;
            reason: components["schemas"]["Reason"];
        };
        SnapshotKey: {
            alg: string;
            crv: string;
            kid: string;
            kty: string;
            use: string;
            x: string;
            y: string;
        };
        SnapshotKeys: {
            keys: components["schemas"]["SnapshotKey"][];
        };
        SplitFulfillment: {
            lines: components["schemas"]["ReturnedLine"][];
            location_id?: string | null;
        };
        StaffMember: {
            active: boolean;
            /** Format: date-time */
            created_at: string | null;
            has_pin: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            roles: components["schemas"]["Role"][];
            subject: string | null;
        };
        StaffMemberList: {
            data: components["schemas"]["StaffMember"][];
        };
        StartKeypadEntry: {
            /** Format: uuid */
            call_id?: string | null;
            /** Format: int64 */
            confirmed_total_minor: number;
            consent: components["schemas"]["KeypadConsent"];
            /** Format: int64 */
            revision: number;
        };
        /** @enum {string} */
        State: "not_paid" | "checking" | "pending" | "authorized" | "paid";
        /** @enum {string} */
        State1: "receiving" | "running" | "done" | "refused";
        /** @enum {string} */
        State2: "received" | "parked" | "applied" | "ignored" | "dead";
        /** @enum {string} */
        State3: "waiting" | "expired" | "enrolled" | "revoked";
        /** @enum {string} */
        State4: "active" | "revoked" | "expired";
        /** @enum {string} */
        Step: "started" | "contact" | "delivery" | "payment" | "paid";
        StockAdjusted: {
            adjustment: components["schemas"]["Adjustment"] | null;
            levels: components["schemas"]["Level"][];
        };
        StockAdjustmentPage: {
            data: components["schemas"]["Adjustment"][];
            next_cursor: string | null;
        };
        StockLevels: {
            backorders: components["schemas"]["Backorder"][];
            data: components["schemas"]["Level"][];
        };
        StockPolicy: {
            /** Format: int64 */
            backorder_limit?: number | null;
            /** Format: int32 */
            buckets?: number | null;
        };
        StopExperiment: {
            adopted_arm?: string | null;
            conclusion?: string | null;
        };
        Store: {
            publishable_key: string;
        };
        /** @enum {string} */
        Store1: "app_store" | "google_play";
        StoreApp: {
            app_id: string;
            /** Format: int64 */
            apple_app_id: number | null;
            environment: components["schemas"]["StoreEnvironment"];
            notifications_url: string;
            push_audience: string | null;
            push_email: string | null;
            store: components["schemas"]["Store1"];
        };
        StoreAppList: {
            data: components["schemas"]["StoreApp"][];
        };
        /** @enum {string} */
        StoreEnvironment: "production" | "sandbox";
        StorePurchase: {
            /** Format: int64 */
            catalog_minor: number | null;
            channel_id: string;
            currency: string;
            environment: components["schemas"]["StoreEnvironment"];
            /** Format: date-time */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            known_item: boolean;
            /** Format: uuid */
            order_id: string | null;
            original_id: string;
            /** Format: int64 */
            price_minor: number;
            product_id: string;
            /** Format: date-time */
            purchased_at: string;
            /** Format: int64 */
            quantity: number;
            /** Format: uuid */
            session_id: string | null;
            sku: string;
            state: string;
            store: components["schemas"]["Store1"];
            transaction_id: string;
            /** Format: int64 */
            variance_minor: number | null;
        };
        StorePurchasePage: {
            data: components["schemas"]["StorePurchase"][];
            next_cursor: string | null;
        };
        StoredSale: {
            /** Format: int32 */
            age_checked_at_least?: number | null;
            /** Format: date */
            business_day: string;
            /** Format: uuid */
            cashier_id?: string | null;
            lines: components["schemas"]["StoredSaleLine"][];
            promotions?: components["schemas"]["StoredSalePromotion"][] | null;
            /** Format: int64 */
            rounding_minor?: number | null;
            /** Format: int64 */
            sequence: number;
            /** Format: uuid */
            shift_id?: string | null;
            /** Format: int64 */
            snapshot_version?: number | null;
            /** Format: date-time */
            taken_at: string;
            tax_included?: boolean | null;
            tender: components["schemas"]["StoredSaleTender"];
            /** Format: int64 */
            tip_minor?: number | null;
            /** Format: int64 */
            total_minor: number;
        };
        StoredSaleLine: {
            /** Format: int64 */
            discount_minor?: number | null;
            name: string;
            /** Format: int64 */
            quantity: number;
            reason?: string | null;
            sku: string;
            /** Format: int64 */
            tax_minor: number;
            tax_percent: number;
            /** Format: int64 */
            total_minor: number;
            /** Format: int64 */
            unit_price_minor: number;
        };
        StoredSalePromotion: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: uuid */
            promotion_id: string;
        };
        StoredSaleTender: {
            /** Format: int64 */
            received_minor: number;
            type: string;
        };
        TakePen: {
            channel?: string | null;
        };
        TakenCall: {
            call_request: components["schemas"]["CallRequest"];
            number: string | null;
            session: components["schemas"]["CheckoutSession"];
        };
        TakenSale: {
            /** Format: date */
            business_day: string;
            /** Format: uuid */
            order_id: string | null;
            order_number: string | null;
            /** Format: int64 */
            sequence: number;
            state: components["schemas"]["TakenSaleState"];
            variances: components["schemas"]["SaleVarianceKind"][];
        };
        /** @enum {string} */
        TakenSaleState: "recorded" | "known";
        TakenSales: {
            data: components["schemas"]["TakenSale"][];
            waiting: components["schemas"]["WaitingOfflineSales"][];
        };
        Target: {
            kind: string;
            value: string;
        };
        TaxPart: {
            /** Format: int64 */
            base_minor: number;
            percent: number;
            /** Format: int64 */
            tax_minor: number;
        };
        TaxRate: {
            country: string;
            percent: number;
            postal_prefix?: string | null;
            region?: string | null;
            tax_category: string;
            /** Format: date */
            valid_from?: string | null;
        };
        TaxRates: {
            data: components["schemas"]["TaxRate"][];
        };
        Taxes: {
            calculation: string | null;
            calculator: string | null;
            included: boolean;
            parts: components["schemas"]["TaxPart"][];
            reason: string | null;
        };
        TelephonyConnection: {
            callback_url: string;
            capture_url: string | null;
            channel_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["TelephonyKind"];
            /** Format: date-time */
            old_secret_until: string | null;
        };
        TelephonyConnectionList: {
            data: components["schemas"]["TelephonyConnection"][];
        };
        TelephonyConnectionWithSecret: {
            connection: components["schemas"]["TelephonyConnection"];
            secret: string | null;
        };
        /** @enum {string} */
        TelephonyKind: "generic" | "twilio";
        TellCallEvent: {
            type: components["schemas"]["CallEventType"];
        };
        TellOfCall: {
            /** Format: uuid */
            call_request_id?: string | null;
            caller_number?: string | null;
            channel: string;
            direction?: components["schemas"]["CallDirection"] | null;
            /** Format: uuid */
            session_id?: string | null;
        };
        Tender: {
            /** Format: int64 */
            amount_minor?: number | null;
            card_brand?: string | null;
            code?: string | null;
            confirmation_token?: string | null;
            payment_method?: string | null;
            provider?: string | null;
            provider_data?: unknown[] | null;
            /** Format: int64 */
            received_minor?: number | null;
            /** Format: uuid */
            saved_tender_id?: string | null;
            type: string;
        };
        TenderOfCaller: {
            /** Format: uuid */
            id: string;
            label: string;
        };
        TenderSetup: {
            action: components["schemas"]["Action"] | null;
            client_secret: string | null;
            /** Format: uuid */
            customer_id: string;
            decline_code: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            saved_tender_id: string | null;
            state: components["schemas"]["SetupState"];
        };
        TenderView: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: int64 */
            captured_minor: number;
            /** Format: int64 */
            change_minor: number | null;
            /** Format: uuid */
            id: string;
            label: string | null;
            provider: string | null;
            provider_ref: string | null;
            /** Format: int64 */
            received_minor: number | null;
            /** Format: int64 */
            refunded_minor: number;
            state: string;
            type: string;
        };
        Tier: {
            /** Format: int64 */
            amount_minor: number | null;
            /** Format: int64 */
            min_quantity: number | null;
            /** Format: int64 */
            min_subtotal_minor: number | null;
            percent: number | null;
        };
        TimelineEvent: {
            actor: string;
            channel_id: string | null;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            occurred_at: string;
            step: string | null;
            type: string;
        };
        Total: {
            /** Format: int64 */
            amount_minor: number;
            included: boolean;
            type: components["schemas"]["Type"];
        };
        Tracking: {
            carrier: string | null;
            number: string | null;
            url: string | null;
        };
        TrackingRequest: {
            carrier?: string | null;
            number?: string | null;
            url?: string | null;
        };
        /** @enum {string} */
        TrustKind: "return_policy" | "quality_mark" | "delivery_date" | "secure_payment" | "price_guarantee" | "call_me";
        TrustMessage: {
            /** Format: int32 */
            after_seconds?: number | null;
            ask: string;
            kind: components["schemas"]["TrustKind"];
            text: string;
            texts?: {
                [key: string]: string;
            } | null;
        };
        TrustMessageView: {
            /** Format: int32 */
            after_seconds: number;
            ask: string;
            kind: components["schemas"]["TrustKind"];
            /** Format: date-time */
            shown_at: string | null;
            text: string;
        };
        /** @enum {string} */
        Type: "subtotal" | "discount" | "fulfillment" | "tax" | "tip" | "rounding" | "total";
        /** Format: uuid */
        UUID: string;
        /** @enum {string} */
        UnreceiptedRefund: "cash" | "gift_card" | "store_credit";
        UnreceiptedReturn: {
            actor: string;
            channel_id: string;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            customer_id: string | null;
            gift_card: string | null;
            gift_card_code: string | null;
            /** Format: uuid */
            gift_card_id: string | null;
            /** Format: uuid */
            id: string;
            lines: components["schemas"]["UnreceiptedReturnLine"][];
            location_id: string | null;
            /** Format: uuid */
            manager_id: string | null;
            reason: string;
            refund: components["schemas"]["UnreceiptedRefund"];
            /** Format: int64 */
            refunded_minor: number;
            /** Format: int64 */
            rounding_minor: number;
            taxes: components["schemas"]["UnreceiptedReturnTax"][];
            /** Format: int64 */
            total_minor: number;
        };
        UnreceiptedReturnLine: {
            condition: components["schemas"]["ReturnCondition"];
            /** Format: int32 */
            line: number;
            name: string;
            /** Format: int64 */
            quantity: number;
            restocked: boolean;
            sku: string;
            /** Format: int64 */
            tax_minor: number;
            tax_percent: number;
            /** Format: int64 */
            total_minor: number;
            /** Format: int64 */
            unit_price_minor: number;
        };
        UnreceiptedReturnPage: {
            data: components["schemas"]["UnreceiptedReturn"][];
            next_cursor: string | null;
        };
        UnreceiptedReturnTax: {
            /** Format: int64 */
            base_minor: number;
            percent: number;
            /** Format: int64 */
            tax_minor: number;
        };
        Verification: {
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            medium: components["schemas"]["Medium"];
            sent_to: string;
        };
        VoidOrder: {
            approval?: string | null;
            reason?: string | null;
        };
        WaitingOfflineSales: {
            /** Format: date */
            business_day: string;
            /** Format: int64 */
            last_sequence: number;
            /** Format: int64 */
            missing: number;
            /** Format: uuid */
            register_id: string;
            sequences: number[];
        };
        WaitingOfflineSalesList: {
            data: components["schemas"]["WaitingOfflineSales"][];
        };
        WantedOrderLine: {
            /** Format: int32 */
            line: number;
            /** Format: int64 */
            quantity: number;
        };
        WebhookDelivery: {
            /** Format: uuid */
            aggregate_id: string;
            /** Format: date-time */
            attempted_at: string | null;
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            delivered_at: string | null;
            /** Format: uuid */
            event_id: string;
            event_type: string;
            /** Format: uuid */
            id: string;
            kind: string;
            last_error: string | null;
            /** Format: int32 */
            last_status: number | null;
            /** Format: date-time */
            next_at: string | null;
            state: string;
        };
        WebhookDeliveryPage: {
            data: components["schemas"]["WebhookDelivery"][];
            next_cursor: string | null;
        };
        WebhookEndpoint: {
            /** Format: date-time */
            created_at: string;
            description: string;
            /** Format: date-time */
            disabled_at: string | null;
            disabled_reason: string | null;
            enabled: boolean;
            event_types: string[];
            /** Format: date-time */
            failing_since: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            old_secret_until: string | null;
            /** Format: date-time */
            updated_at: string;
            url: string;
        };
        WebhookEndpointPage: {
            data: components["schemas"]["WebhookEndpoint"][];
            next_cursor: string | null;
        };
        WebhookEndpointWithSecret: {
            endpoint: components["schemas"]["WebhookEndpoint"];
            secret: string;
        };
        /** @enum {string} */
        Week: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
        WrapUpCall: {
            /** Format: int32 */
            keystrokes?: number | null;
            note?: string | null;
            reason: string;
        };
        WrongRow: {
            message: string;
            /** Format: int64 */
            row: number;
            sku: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    putAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SayAvailability"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description The key; its secret is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            /** @description The new key; its secret is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                action?: string;
                actor?: string;
                cursor?: string;
                from?: string;
                limit?: number;
                resource_id?: string;
                resource_type?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryPage"];
                };
            };
        };
    };
    exportAuditEntries: {
        parameters: {
            query?: {
                action?: string;
                actor?: string;
                from?: string;
                resource_id?: string;
                resource_type?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each entry, and one with names before them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    listAuditRoots: {
        parameters: {
            query?: {
                from?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditRoots"];
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: {
                from?: string;
                root?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
        };
    };
    listCallRequests: {
        parameters: {
            query?: {
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRequestList"];
                };
            };
        };
    };
    takeNextCall: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenCall"];
                };
            };
            /** @description Nobody waits */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    finishCall: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishCall"];
            };
        };
        responses: {
            /** @description The request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRequest"];
                };
            };
        };
    };
    takeCall: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenCall"];
                };
            };
        };
    };
    listCalls: {
        parameters: {
            query?: {
                agent?: string;
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallPage"];
                };
            };
        };
    };
    tellOfCall: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TellOfCall"];
            };
        };
        responses: {
            /** @description The call */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
        };
    };
    getCurrentCalls: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentCalls"];
                };
            };
        };
    };
    getPhoneCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
        };
    };
    changeCall: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCall"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
        };
    };
    tellCallEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TellCallEvent"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
        };
    };
    wrapUpCall: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WrapUpCall"];
            };
        };
        responses: {
            /** @description The call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
        };
    };
    importItems: {
        parameters: {
            query?: {
                mode?: string;
            };
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description How far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogImport"];
                };
            };
        };
    };
    getCatalogImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogImport"];
                };
            };
        };
    };
    getWrongRows: {
        parameters: {
            query?: {
                after?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows: row, sku, message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    exportItems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One item per line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
        };
    };
    putItems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutItems"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutItemsDone"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
        };
    };
    listCallReasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallReasonList"];
                };
            };
        };
    };
    putCallReasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallReasonList"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallReasonList"];
                };
            };
        };
    };
    openCall: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenCall"];
            };
        };
        responses: {
            /** @description The call */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneCall"];
                };
            };
        };
    };
    chargeCall: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
                session_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChargeCall"];
            };
        };
        responses: {
            /** @description The session with its outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    beginKeyedEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                session_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reader asks for the card */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    startKeypadEntry: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
                session_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartKeypadEntry"];
            };
        };
        responses: {
            /** @description The entry; its progress comes with the events keypad_entry.* */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeypadEntry"];
                };
            };
        };
    };
    getKeypadEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                id: components["schemas"]["UUID"];
                session_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeypadEntry"];
                };
            };
        };
    };
    cancelKeypadEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                id: components["schemas"]["UUID"];
                session_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeypadEntry"];
                };
            };
        };
    };
    restartKeypadField: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
                id: components["schemas"]["UUID"];
                session_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestartKeypadField"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeypadEntry"];
                };
            };
        };
    };
    mintPayLink: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
                session_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MintPayLink"];
            };
        };
        responses: {
            /** @description The link, shown once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayLink"];
                };
            };
        };
    };
    readBackCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                session_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadBack"];
                };
            };
        };
    };
    getFeedbackPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackPolicy"];
                };
            };
        };
    };
    putFeedbackPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedbackPolicy"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackPolicy"];
                };
            };
        };
    };
    openHostedCheckout: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenHostedCheckout"];
            };
        };
        responses: {
            /** @description The session and the page's URL */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostedCheckout"];
                };
            };
        };
    };
    getNoticePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePolicy"];
                };
            };
        };
    };
    putNoticePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticePolicy"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePolicy"];
                };
            };
        };
    };
    openPaymentForm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenPaymentForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentForm"];
                };
            };
        };
    };
    openPaymentSheet: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenPaymentSheet"];
            };
        };
        responses: {
            /** @description The session and the sheet's bootstrap */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentSheet"];
                };
            };
        };
    };
    getReader: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reader"];
                };
            };
        };
    };
    ringUpSale: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sale"];
            };
        };
        responses: {
            /** @description The sale is paid, or was declined with a message */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResult"];
                };
            };
            /** @description The card reader waits for the buyer, or the provider's answer is not known yet */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResult"];
                };
            };
        };
    };
    listStoreApps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreAppList"];
                };
            };
        };
    };
    setStoreApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetStoreApp"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreApp"];
                };
            };
        };
    };
    removeStoreApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    recordStorePurchase: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordStorePurchase"];
            };
        };
        responses: {
            /** @description The purchase, its order and what it entitles to */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedPurchase"];
                };
            };
        };
    };
    listTelephonyConnections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TelephonyConnectionList"];
                };
            };
        };
    };
    createTelephonyConnection: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTelephonyConnection"];
            };
        };
        responses: {
            /** @description The connection and its secret, which is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TelephonyConnectionWithSecret"];
                };
            };
        };
    };
    deleteTelephonyConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotateTelephonySecret: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                channel: string;
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateTelephonySecret"];
            };
        };
        responses: {
            /** @description The connection and its new secret, which is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TelephonyConnectionWithSecret"];
                };
            };
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
        };
    };
    changeChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeChannel"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
        };
    };
    listCheckoutSessions: {
        parameters: {
            query?: {
                channel?: string;
                cursor?: string;
                limit?: number;
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSessionPage"];
                };
            };
        };
    };
    openCheckoutSession: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenCheckoutSession"];
            };
        };
        responses: {
            /** @description The session */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedCheckoutSession"];
                };
            };
            /** @description The session; its payment waits for the buyer, or we are checking with the provider */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedCheckoutSession"];
                };
            };
        };
    };
    getCurrentCheckoutSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    getCheckoutSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    changeCheckoutSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change"];
            };
        };
        responses: {
            /** @description The session as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    requestAssistance: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The question, or the answer that was given already */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assistance"];
                };
            };
        };
    };
    answerAssistance: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                assistance_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerAssistance"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    endAssistance: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                assistance_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    listCallRequestsOfSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRequestList"];
                };
            };
        };
    };
    requestCall: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestCall"];
            };
        };
        responses: {
            /** @description The place in the queue */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRequest"];
                };
            };
        };
    };
    getCallRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_request_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRequest"];
                };
            };
        };
    };
    cancelCallRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_request_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRequest"];
                };
            };
        };
    };
    cancelCheckoutSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The canceled session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    sendClientHints: {
        parameters: {
            query?: never;
            header: {
                DNT?: string;
                "Sec-GPC"?: string;
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientHints"];
            };
        };
        responses: {
            /** @description Taken, or dropped because there is more important work */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    completeCheckoutSession: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteCheckoutSession"];
            };
        };
        responses: {
            /** @description The session with its outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
            /** @description We are checking with the provider */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    listConsents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consents"];
                };
            };
        };
    };
    giveConsent: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveConsent"];
            };
        };
        responses: {
            /** @description The consent */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent1"];
                };
            };
        };
    };
    withdrawConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                consent_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent1"];
                };
            };
        };
    };
    payDeposit: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Deposit"];
            };
        };
        responses: {
            /** @description The session with its outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    returnDeposit: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
                tender_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnDeposit"];
            };
        };
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    streamCheckoutSessionEvents: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of server-sent events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    offerHandoff: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code and the link, shown once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handoff"];
                };
            };
        };
    };
    takePen: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakePen"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    codeLoss: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeLoss"];
            };
        };
        responses: {
            /** @description What was said */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReasonCoded"];
                };
            };
        };
    };
    putMeasurementIds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeasurementIds"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasurementIds"];
                };
            };
        };
    };
    listParticipants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participants"];
                };
            };
        };
    };
    askPasskey: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskPasskey"];
            };
        };
        responses: {
            /** @description The options */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkeys"];
                };
            };
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddPasskey"];
            };
        };
        responses: {
            /** @description The passkey */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
                passkey_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    renamePasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
                passkey_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenamePasskey"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
        };
    };
    refreshPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session with its outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    withdrawPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    adjustPrice: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustPrice"];
            };
        };
        responses: {
            /** @description The session at its new prices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    withdrawPriceAdjustment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                adjustment_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    quoteCheckoutSession: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionQuote"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteAnswer"];
                };
            };
        };
    };
    getRecognition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recognition"];
                };
            };
        };
    };
    recognizeBuyer: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Recognize"];
            };
        };
        responses: {
            /** @description The session, and what is stored of its buyer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recognition"];
                };
            };
        };
    };
    forgetBuyer: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgetBuyer"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    tellTrustMessageShown: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShowTrustMessage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reassured"];
                };
            };
        };
    };
    sendVerificationCode: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendCode"];
            };
        };
        responses: {
            /** @description The code is on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
        };
    };
    getClientConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientConfig"];
                };
            };
        };
    };
    lookUpCustomers: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerLookup"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerList"];
                };
            };
        };
    };
    addCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCustomer"];
            };
        };
        responses: {
            /** @description The customer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
        };
    };
    listConsentsOfCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consents"];
                };
            };
        };
    };
    giveConsentOfCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveConsent"];
            };
        };
        responses: {
            /** @description The consent */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent1"];
                };
            };
        };
    };
    withdrawConsentOfCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                consent_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent1"];
                };
            };
        };
    };
    listCustomerEntitlements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementList"];
                };
            };
        };
    };
    listOrdersOfCustomer: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
        };
    };
    listPasskeysOfCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkeys"];
                };
            };
        };
    };
    removePasskeyOfCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
                passkey_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    renamePasskeyOfCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
                passkey_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenamePasskey"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
        };
    };
    exportPersonalData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One member for each kind of data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
        };
    };
    erasePersonalData: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedCustomer"];
                };
            };
        };
    };
    listDisputes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputePage"];
                };
            };
        };
    };
    listEntitlements: {
        parameters: {
            query?: {
                app_account_token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementList"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                types?: string;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of server-sent events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    listExperiments: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentPage"];
                };
            };
        };
    };
    createExperiment: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateExperiment"];
            };
        };
        responses: {
            /** @description A draft, which nobody sees yet */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
        };
    };
    getExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
        };
    };
    changeExperiment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeExperiment"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
        };
    };
    reportExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentReport"];
                };
            };
        };
    };
    startExperiment: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
        };
    };
    stopExperiment: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StopExperiment"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
        };
    };
    listExportDestinations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportDestinationPage"];
                };
            };
        };
    };
    createExportDestination: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateExportDestination"];
            };
        };
        responses: {
            /** @description The destination, with the credentials that were made here */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportDestinationCreated"];
                };
            };
        };
    };
    getExportDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportDestination"];
                };
            };
        };
    };
    deleteExportDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeExportDestination: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeExportDestination"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportDestination"];
                };
            };
        };
    };
    listExportDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportDeliveryPage"];
                };
            };
        };
    };
    retryExportDelivery: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                delivery: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, which is pending again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportDelivery"];
                };
            };
        };
    };
    listFeedback: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackPage"];
                };
            };
        };
    };
    listFulfillmentOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfillmentOptionSetups"];
                };
            };
        };
    };
    replaceFulfillmentOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfillmentOptionSetups"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfillmentOptionSetups"];
                };
            };
        };
    };
    listFulfillmentRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfillmentRules"];
                };
            };
        };
    };
    replaceFulfillmentRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfillmentRules"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfillmentRules"];
                };
            };
        };
    };
    listFulfillments: {
        parameters: {
            query?: {
                cursor?: string;
                kind?: string;
                limit?: number;
                location?: string;
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FulfillmentPage"];
                };
            };
        };
    };
    lookUpGiftCard: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiftCardLookup"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCardBalance"];
                };
            };
        };
    };
    listGiftCards: {
        parameters: {
            query?: {
                cursor?: string;
                customer_id?: components["schemas"]["UUID"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCardPage"];
                };
            };
        };
    };
    issueGiftCard: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueGiftCard"];
            };
        };
        responses: {
            /** @description The card and its code, which is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedGiftCard"];
                };
            };
        };
    };
    getGiftCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCardWithEntries"];
                };
            };
        };
    };
    adjustGiftCard: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustGiftCard"];
            };
        };
        responses: {
            /** @description The card as it is now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCard"];
                };
            };
        };
    };
    claimHandoff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoffClaim"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedCheckoutSession"];
                };
            };
        };
    };
    listHolidays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
        };
    };
    replaceHolidays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Holidays"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
        };
    };
    searchItems: {
        parameters: {
            query?: {
                barcode?: string;
                channel?: string;
                limit?: number;
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemList"];
                };
            };
        };
    };
    listLedgerAccounts: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerAccounts"];
                };
            };
        };
    };
    listLedgerEntries: {
        parameters: {
            query?: {
                account?: string;
                cursor?: string;
                from?: string;
                limit?: number;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntryPage"];
                };
            };
        };
    };
    exportLedger: {
        parameters: {
            query?: {
                account?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each entry, and one with names before them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    listLocations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Locations"];
                };
            };
        };
    };
    putLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Location"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
        };
    };
    listNoticeTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeTemplates"];
                };
            };
        };
    };
    replaceNoticeTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeTemplates"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeTemplates"];
                };
            };
        };
    };
    listBuiltInNoticeTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuiltInNoticeTemplates"];
                };
            };
        };
    };
    previewNoticeTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeTemplate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePreview"];
                };
            };
        };
    };
    sendOfflineSales: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendOfflineSales"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenSales"];
                };
            };
        };
    };
    listWaitingOfflineSales: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingOfflineSalesList"];
                };
            };
        };
    };
    getOrderStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was bought, where it is, and what went back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderStatus"];
                    "text/html": components["schemas"]["OrderStatus"];
                    "text/plain": components["schemas"]["OrderStatus"];
                };
            };
        };
    };
    getReceiptByStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                    "text/html": components["schemas"]["Receipt"];
                    "text/plain": components["schemas"]["Receipt"];
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    listOrderAdditions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderAdditionList"];
                };
            };
        };
    };
    addToOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddToOrder"];
            };
        };
        responses: {
            /** @description The addition and its session */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunAddition"];
                };
            };
        };
    };
    captureOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaptureOrder"];
            };
        };
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    listOrderEdits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderEditList"];
                };
            };
        };
    };
    editOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditOrder"];
            };
        };
        responses: {
            /** @description The edit */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderEdit"];
                };
            };
        };
    };
    previewOrderEdit: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewOrderEdit"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderEditPreview"];
                };
            };
        };
    };
    listExchanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeList"];
                };
            };
        };
    };
    exchangeOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeOrder"];
            };
        };
        responses: {
            /** @description The exchange and its session */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunExchange"];
                };
            };
        };
    };
    getFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFeedback"];
                };
            };
        };
    };
    giveFeedback: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveFeedback"];
            };
        };
        responses: {
            /** @description The answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFeedback"];
                };
            };
        };
    };
    listOrderFulfillments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFulfillments"];
                };
            };
        };
    };
    addFulfillment: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddFulfillment"];
            };
        };
        responses: {
            /** @description All fulfillments of the order */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFulfillments"];
                };
            };
        };
    };
    getOrderFulfillment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fulfillment_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFulfillment"];
                };
            };
        };
    };
    cancelFulfillment: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                fulfillment_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelFulfillment"];
            };
        };
        responses: {
            /** @description All fulfillments of the order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFulfillments"];
                };
            };
        };
    };
    recordFulfillmentEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                fulfillment_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordFulfillmentEvent"];
            };
        };
        responses: {
            /** @description The fulfillment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFulfillment"];
                };
            };
        };
    };
    splitFulfillment: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                fulfillment_id: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitFulfillment"];
            };
        };
        responses: {
            /** @description All fulfillments of the order */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderFulfillments"];
                };
            };
        };
    };
    getOrderLedger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntries"];
                };
            };
        };
    };
    listOrderNotices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderNotices"];
                };
            };
        };
    };
    sendOrderNotice: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendOrderNotice"];
            };
        };
        responses: {
            /** @description That it is sent */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderNotice"];
                };
            };
        };
    };
    getReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                    "text/html": components["schemas"]["Receipt"];
                    "text/plain": components["schemas"]["Receipt"];
                };
            };
        };
    };
    listReceipts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedReceipts"];
                };
            };
        };
    };
    issueReceipt: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueReceipt"];
            };
        };
        responses: {
            /** @description That it was handed out, and the receipt */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedOutReceipt"];
                };
            };
        };
    };
    getIssuedReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
                receipt_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                    "text/html": components["schemas"]["Receipt"];
                    "text/plain": components["schemas"]["Receipt"];
                };
            };
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundOrder"];
            };
        };
        responses: {
            /** @description The order with its refund */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    listReturns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnList"];
                };
            };
        };
    };
    returnOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnOrder"];
            };
        };
        responses: {
            /** @description What came back, with its refunds */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    voidOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": components["schemas"]["VoidOrder"];
            };
        };
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    listParkedSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedSessionList"];
                };
            };
        };
    };
    parkSession: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkSession"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    resumeSession: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
        };
    };
    listPaymentAttempts: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                session_id?: components["schemas"]["UUID"];
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAttemptPage"];
                };
            };
        };
    };
    checkPaymentAttempt: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAttempt"];
                };
            };
        };
    };
    returnFromAdyen: {
        parameters: {
            query?: {
                redirectResult?: string;
            };
            header?: never;
            path: {
                attempt_id: components["schemas"]["UUID"];
                merchant_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On to the page of the shop */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    replacePostalPlaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostalPlaces"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostalPlacesDone"];
                };
            };
        };
    };
    listPriceLists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceLists"];
                };
            };
        };
    };
    putPriceList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceList"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceList"];
                };
            };
        };
    };
    getListPrices: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedPrices"];
                };
            };
        };
    };
    putListPrices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListPrices"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPricesDone"];
                };
            };
        };
    };
    listPromotions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPage"];
                };
            };
        };
    };
    createPromotion: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutPromotion"];
            };
        };
        responses: {
            /** @description The promotion */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
        };
    };
    getPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
        };
    };
    replacePromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutPromotion"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
        };
    };
    listProviderEvents: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderEventPage"];
                };
            };
        };
    };
    retryProviderEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderEvent"];
                };
            };
        };
    };
    quote: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Quote"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteAnswer"];
                };
            };
        };
    };
    listReconciliationBreaks: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationBreakPage"];
                };
            };
        };
    };
    explainReconciliationBreak: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainBreak"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationBreak"];
                };
            };
        };
    };
    listReconciliations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliations"];
                };
            };
        };
    };
    reconcile: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliations"];
                };
            };
        };
    };
    enrollRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrollRegister"];
            };
        };
        responses: {
            /** @description The register and its credential, which is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolledRegister"];
                };
            };
        };
    };
    getRegisterSnapshot: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest version, with ETag, Snapshot-Version and Snapshot-Signature */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            /** @description The caller has the newest version */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSnapshotKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotKeys"];
                };
            };
        };
    };
    listRegisters: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterPage"];
                };
            };
        };
    };
    createRegister: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRegister"];
            };
        };
        responses: {
            /** @description The register, which waits for its device, and the code for it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterWithCode"];
                };
            };
        };
    };
    getCurrentRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentRegister"];
                };
            };
        };
    };
    approveAtRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskForApproval"];
            };
        };
        responses: {
            /** @description The approval and its token */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
        };
    };
    signInCashier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInCashier"];
            };
        };
        responses: {
            /** @description The cashier and their token for this register */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInCashier"];
                };
            };
        };
    };
    signOutCashier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getRegister: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Register"];
                };
            };
        };
    };
    revokeRegister: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Register"];
                };
            };
        };
    };
    reportCalls: {
        parameters: {
            query?: {
                by?: string;
                channel?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallReport"];
                    "text/csv": components["schemas"]["CallReport"];
                };
            };
        };
    };
    reportFeedback: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Count, average and distribution */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackReport"];
                    "text/csv": components["schemas"]["FeedbackReport"];
                };
            };
        };
    };
    reportFields: {
        parameters: {
            query?: {
                channel?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One row for each channel and field */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldReport"];
                    "text/csv": components["schemas"]["FieldReport"];
                };
            };
        };
    };
    reportFriction: {
        parameters: {
            query?: {
                channel?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dearest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrictionReport"];
                    "text/csv": components["schemas"]["FrictionReport"];
                };
            };
        };
    };
    reportFunnel: {
        parameters: {
            query?: {
                by?: string;
                channel?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entered is always advanced and waiting and lost */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelReport"];
                    "text/csv": components["schemas"]["FunnelReport"];
                };
            };
        };
    };
    reportLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveReport"];
                    "text/csv": components["schemas"]["LiveReport"];
                };
            };
        };
    };
    reportPaths: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What leads from where to where, and how often */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelPathsReport"];
                    "text/csv": components["schemas"]["FunnelPathsReport"];
                };
            };
        };
    };
    reportSessions: {
        parameters: {
            query?: {
                channel?: string;
                cursor?: string;
                from?: string;
                limit?: number;
                outcome?: string;
                reason?: string;
                step?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ids and what became of them, nothing about their buyers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelSessionPage"];
                    "text/csv": components["schemas"]["FunnelSessionPage"];
                };
            };
        };
    };
    reportSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The timeline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTimeline"];
                    "text/csv": components["schemas"]["SessionTimeline"];
                };
            };
        };
    };
    reportTimes: {
        parameters: {
            query?: {
                channel?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Quantiles of time in step and drop-off */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelTimesReport"];
                    "text/csv": components["schemas"]["FunnelTimesReport"];
                };
            };
        };
    };
    findReturnableOrder: {
        parameters: {
            query: {
                number: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnableOrderList"];
                };
            };
        };
    };
    getRoutingRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingRules"];
                };
            };
        };
    };
    replaceRoutingRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoutingRules"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingRules"];
                };
            };
        };
    };
    listSaleVariances: {
        parameters: {
            query?: {
                cursor?: string;
                kind?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleVariancePage"];
                };
            };
        };
    };
    explainSaleVariance: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainSaleVariance"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleVariance"];
                };
            };
        };
    };
    listSavedTenders: {
        parameters: {
            query?: {
                customer_id?: components["schemas"]["UUID"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptTenders"];
                };
            };
        };
    };
    keepTender: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeepTender"];
            };
        };
        responses: {
            /** @description How far it has come; ask for it again until it is kept, declined or canceled */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenderSetup"];
                };
            };
        };
    };
    removeSavedTender: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listScaleBarcodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScaleBarcodes"];
                };
            };
        };
    };
    replaceScaleBarcodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScaleBarcodes"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScaleBarcodes"];
                };
            };
        };
    };
    listShifts: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                register_id?: components["schemas"]["UUID"];
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftPage"];
                };
            };
        };
    };
    openShift: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenShift"];
            };
        };
        responses: {
            /** @description The shift */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
        };
    };
    getShift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
        };
    };
    closeShift: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseShift"];
            };
        };
        responses: {
            /** @description The shift with its Z number */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
        };
    };
    openDrawer: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenDrawer"];
            };
        };
        responses: {
            /** @description That it may be opened */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawerOpening"];
                };
            };
        };
    };
    moveCash: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveCash"];
            };
        };
        responses: {
            /** @description What was moved, and posted */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashMovement"];
                };
            };
        };
    };
    reportShift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftReport"];
                    "text/csv": components["schemas"]["ShiftReport"];
                };
            };
        };
    };
    listStaffMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMemberList"];
                };
            };
        };
    };
    addStaffMember: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddStaffMember"];
            };
        };
        responses: {
            /** @description The staff member */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMember"];
                };
            };
        };
    };
    changeStaffMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeStaffMember"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMember"];
                };
            };
        };
    };
    setPin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPin"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getStock: {
        parameters: {
            query?: {
                location_id?: string;
                sku?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevels"];
                };
            };
        };
    };
    listStockAdjustments: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                sku?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockAdjustmentPage"];
                };
            };
        };
    };
    adjustStock: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustStock"];
            };
        };
        responses: {
            /** @description What was changed, and what there is now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockAdjusted"];
                };
            };
        };
    };
    putStockPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sku: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockPolicy"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevels"];
                };
            };
        };
    };
    listStorePurchases: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorePurchasePage"];
                };
            };
        };
    };
    listTaxRates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxRates"];
                };
            };
        };
    };
    replaceTaxRates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaxRates"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxRates"];
                };
            };
        };
    };
    getTenderSetup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenderSetup"];
                };
            };
        };
    };
    listReturnsWithoutReceipt: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreceiptedReturnPage"];
                };
            };
        };
    };
    returnWithoutReceipt: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnWithoutReceipt"];
            };
        };
        responses: {
            /** @description What came back, as its receipt shows it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreceiptedReturn"];
                };
            };
        };
    };
    getReturnWithoutReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreceiptedReturn"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointPage"];
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint and its secret, which is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; when the session has changed since, you get 412. */
                "If-Match"?: string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeWebhookEndpoint"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                delivery: components["schemas"]["UUID"];
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new delivery */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    replayWebhooks: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayWebhooks"];
            };
        };
        responses: {
            /** @description How many deliveries that makes */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedWebhooks"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint and its new secret, which is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery that will be tried now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    receiveAdyenWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    receiveAppStoreNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchant_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveGooglePlayNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchant_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveKeypadEvent: {
        parameters: {
            query?: never;
            header?: {
                "webhook-id"?: string;
                "webhook-signature"?: string;
                "webhook-timestamp"?: string;
            };
            path: {
                connection_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveStripeEvent: {
        parameters: {
            query?: never;
            header?: {
                "Stripe-Signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveTelephonyEvent: {
        parameters: {
            query?: never;
            header?: {
                "webhook-id"?: string;
                "webhook-signature"?: string;
                "webhook-timestamp"?: string;
            };
            path: {
                connection_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveTwilioVoiceStatus: {
        parameters: {
            query?: never;
            header?: {
                "X-Twilio-Signature"?: string;
            };
            path: {
                connection_id: components["schemas"]["UUID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
