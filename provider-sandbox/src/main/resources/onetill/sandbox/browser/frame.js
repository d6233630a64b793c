/** The frame's half of the talk with the page around it, and its own talk with the sandbox. */

const merchant = new URLSearchParams(location.search).get('origin');

/** Answers the page's questions; anybody else's are not even looked at. */
export function answer(calls) {
  addEventListener('message', async ({ origin, source, data }) => {
    if (origin !== merchant || source !== parent || !Object.hasOwn(calls, data?.call)) return;
    const answer = await calls[data.call](data.argument);
    if (data.id) post({ reply: data.id, answer });
  });
  tell('loaded');
}

export function tell(event, detail) {
  post({ event, detail });
}

function post(message) {
  if (merchant && parent !== window) parent.postMessage(message, merchant);
}

/** One call to the sandbox with the publishable key: the answered object, or `{error}` as Stripe words it. */
export async function api(key, method, path, fields = {}) {
  const form = encoded(fields);
  const inQuery = method === 'GET' && form.size > 0;
  try {
    const response = await fetch(inQuery ? `${path}?${form}` : path, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      body: method === 'GET' ? undefined : form,
      credentials: 'omit',
    });
    return await response.json();
  } catch {
    return {
      error: {
        type: 'api_connection_error',
        message: 'The payment could not be sent. Check the connection and try again.',
      },
    };
  }
}

/** `{a: {b: 1}, c: [2]}` as `a[b]=1&c[0]=2`. */
export function encoded(fields) {
  const form = new URLSearchParams();
  const add = (name, value) => {
    if (value === undefined || value === null) return;
    if (typeof value !== 'object') form.append(name, String(value));
    else for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner);
  };
  for (const [key, value] of Object.entries(fields)) add(key, value);
  return form;
}

/** What both frames can do: it needs a client secret, but no card fields. */
export function intents(key, extra = () => ({})) {
  return {
    retrieve: ({ clientSecret }) =>
      api(key(), 'GET', intentPath(clientSecret), { client_secret: clientSecret }),
    confirm: ({ clientSecret, confirmParams }) =>
      api(key(), 'POST', `${intentPath(clientSecret)}/confirm`, {
        client_secret: clientSecret,
        ...extra(confirmParams),
      }),
  };
}

/** Of a payment intent or a setup intent. */
function intentPath(clientSecret) {
  const kind = clientSecret.startsWith('seti_') ? 'setup_intents' : 'payment_intents';
  return `/v1/${kind}/${encodeURIComponent(clientSecret.split('_secret_')[0])}`;
}
