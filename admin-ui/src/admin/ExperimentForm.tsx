import { Button, NativeSelect } from '@mantine/core';
import { type Address, go, hrefWith } from './address';
import { armOf, fieldsOf, isVaried } from './experimentFields';
import { Form } from './Form';
import { useSend } from './send';
import { VARIED, words } from './words';

/** Prepares an experiment: first what is varied, then how the arms differ in it. It runs only when it is started. */
export function ExperimentForm({ address }: { address: Address }) {
  const sending = useSend('experiments');
  const asked = address.parameters.get('varies');
  const opened = address.parameters.get('new') !== null;
  const varies = isVaried(asked) ? asked : 'asks_order';
  if (!opened) {
    return (
      <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes' }))}>
        {words.prepareExperiment}
      </Button>
    );
  }
  const close = () => go(hrefWith(address, { new: null, varies: null }));
  return (
    <section className="panel" aria-label={words.prepareExperiment}>
      <h2>{words.prepareExperiment}</h2>
      <p className="muted">{words.prepareMore}</p>
      <NativeSelect
        label={words.varies}
        value={varies}
        data={Object.entries(VARIED).map(([value, label]) => ({ value, label }))}
        onChange={(event) => go(hrefWith(address, { varies: event.currentTarget.value }))}
      />
      <Form
        key={varies}
        name={`experiment ${varies}`}
        fields={fieldsOf(varies)}
        object={null}
        sending={sending}
        button={words.saveDraft}
        onCancel={close}
        onSend={async ({ control, arms, ...body }) => {
          const others = (arms as Record<string, unknown>[]).map((it) => armOf(varies, it));
          const wanted = { ...body, varies, arms: [{ name: control }, ...others] };
          const done = await sending.send('POST', '/experiments', wanted);
          if (done) close();
          return done !== null;
        }}
      />
    </section>
  );
}
