import { Button, CopyButton, TextInput } from '@mantine/core';
import type { Address } from '../address';
import { goSilently, hrefWith } from '../address';
import { words as common } from '../words';
import { words } from './words';

const DOOR = 'http://127.0.0.1:9090';

/** What there is to read about the API, and blocks that work when they are copied. */
export function DocumentationPage({ address }: { address: Address }) {
  const door = (address.parameters.get('door') ?? DOOR).replace(/\/+$/, '');
  const isDoor = /^https?:\/\/[^/\s]+$/.test(door);
  return (
    <>
      <p>{words.docsMore}</p>
      <section aria-labelledby="where">
        <h2 id="where">{words.docsWhere}</h2>
        <p className="muted">{words.docsWhereMore}</p>
        <TextInput
          label={words.docsDoor}
          value={address.parameters.get('door') ?? DOOR}
          error={isDoor ? null : words.docsDoorWrong}
          onChange={(event) => goSilently(hrefWith(address, { door: event.currentTarget.value }))}
        />
        {isDoor && (
          <p className="facts">
            <a href={`${door}/openapi/ui/`} target="_blank" rel="noreferrer">
              {words.docsRead}
            </a>
            <a href={`${door}/openapi?format=json`} target="_blank" rel="noreferrer">
              {words.docsDownload}
            </a>
          </p>
        )}
      </section>
      <section aria-labelledby="blocks">
        <h2 id="blocks">{words.docsBlocks}</h2>
        <p className="muted">{words.docsBlocksMore}</p>
        {BLOCKS(location.origin).map((block, at) => (
          <Block key={block} name={words.docsStep(at + 1)} text={block} />
        ))}
        <p className="muted">{words.docsProblems}</p>
      </section>
      <section aria-labelledby="hooks">
        <h2 id="hooks">{words.docsWebhooks}</h2>
        <Block name={words.docsWebhooks} text={VERIFY} />
      </section>
      <section aria-labelledby="stream">
        <h2 id="stream">{words.docsStream}</h2>
        <Block
          name={words.docsStream}
          text={`curl -N ${location.origin}/api/v1/events -H "Authorization: Bearer $KEY" -H "Accept: text/event-stream"`}
        />
      </section>
    </>
  );
}

function Block({ name, text }: { name: string; text: string }) {
  return (
    <div className="block-of">
      <pre className="code">{text}</pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy}>
            <span aria-live="polite">{copied ? common.copied : common.copy}</span>
            <span className="unseen"> {name}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

const BLOCKS = (origin: string): string[] => [
  `KEY=sk_…
curl ${origin}/api/v1/checkout-sessions -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -H "Idempotency-Key: first-open" \\
  -d '{"channel":"web","line_items":[{"sku":"TEA-EARL-100","quantity":2}],"buyer":{"email":"ada@example.com"}}'`,
  `# ID and option are in the first answer
curl -X PATCH ${origin}/api/v1/checkout-sessions/ID -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -d '{"fulfillment":{"option_id":"standard","address":{"name":"Ada Byron","line1":"Torstr. 1","postal_code":"10119","city":"Berlin","country":"DE"}}}'`,
  `# revision and total_minor are in the second answer
curl ${origin}/api/v1/checkout-sessions/ID/complete -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -H "Idempotency-Key: first-pay" \\
  -d '{"revision":REVISION,"confirmed_total_minor":TOTAL,"tender":{"type":"card","payment_method":"pm_card_visa"}}'`,
];

const VERIFY = `import { createHmac, timingSafeEqual } from 'node:crypto';

export function isGenuine(secret, headers, body) {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = \`\${headers['webhook-id']}.\${headers['webhook-timestamp']}.\${body}\`;
  const wanted = createHmac('sha256', key).update(signed).digest();
  return headers['webhook-signature'].split(' ').some((it) => {
    const given = Buffer.from(it.replace('v1,', ''), 'base64');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}`;
