import type { AskField, Session } from '../../shared/api';
import { autocompleteOf, type FieldKey, fieldsOf, keyOf, labelOf, typeOf } from '../../shared/fields';
import { countries, countryName } from '../countries';
import { answerIn } from '../state';
import type { ViewProps } from './App';

interface AskProps extends ViewProps {
  ask: string;
}

interface FieldProps extends AskProps {
  session: Session;
  field: AskField;
  fieldKey: FieldKey;
}

const LINE2: AskField = { name: 'line2', type: 'text', autocomplete: null, required: false, value: null, source: null };

const TICKS = ['age_at_least', 'accepted_terms', 'digital_waiver'];

/** What tells that a field is wrong, and where the words about it are. */
export const marked = (fieldKey: FieldKey, wrong: string | undefined) =>
  wrong ? ({ 'aria-invalid': 'true', 'aria-describedby': `${fieldKey}-wrong` } as const) : {};

/** The fields of one ask. */
export function AskFields({ ask, checkout, state }: AskProps) {
  const { session } = state;
  if (!session) return null;
  const fields = fieldsOf(session, ask);
  const isAddress = ask === 'fulfillment.address';
  const hasLine2 = isAddress && (state.opened.includes('line2') || answerIn(state, keyOf(ask, 'line2')) !== '');
  const draw = (field: AskField) => {
    const props = { ask, checkout, state, session, field, fieldKey: keyOf(ask, field.name) };
    const Drawn = field.name === 'country' ? Country : TICKS.includes(field.name) ? Tick : TextField;
    return <Drawn key={field.name} {...props} />;
  };
  return (
    <div class="fields">
      {fields.flatMap((field) => (field.name === 'line1' && hasLine2 ? [draw(field), draw(LINE2)] : [draw(field)]))}
      {isAddress && !hasLine2 && (
        <button type="button" class="link" onClick={() => checkout.reopen('line2')}>
          {checkout.m.addLine2}
        </button>
      )}
      <Trust ask={ask} checkout={checkout} session={session} />
    </div>
  );
}

/** What reassures whoever rests here for a while, once. It takes its room from the start: nothing moves when it appears. */
export function Trust({ ask, checkout, session }: Omit<AskProps, 'state'> & { session: Session }) {
  const said = session.trust_messages?.find(
    (it) => it.ask === ask && (!it.shown_at || checkout.reassured.includes(ask)),
  );
  return (
    said && (
      <p
        class="trust small"
        style={`animation-delay:${said.after_seconds}s`}
        onAnimationEnd={() => checkout.reassure(ask)}
      >
        {said.text}
      </p>
    )
  );
}

function TextField({ ask, checkout, state, session, field, fieldKey }: FieldProps) {
  const { name } = field;
  const wrong = state.wrong[fieldKey];
  const country = answerIn(state, keyOf(ask, 'country')) || session.country;
  return (
    <div class={`field ${name}`}>
      <label for={fieldKey}>{labelOf(name, country, checkout.m)}</label>
      <input
        id={fieldKey}
        name={fieldKey}
        type={typeOf(name) as 'text'}
        autocomplete={autocompleteOf(ask, field)}
        autocapitalize={name === 'email' ? 'off' : undefined}
        spellcheck={false}
        required={field.required}
        maxLength={200}
        value={answerIn(state, fieldKey)}
        {...marked(fieldKey, wrong)}
        onInput={(event) => checkout.type(fieldKey, event.currentTarget.value)}
        onChange={() => checkout.leave(fieldKey)}
        onBlur={() => checkout.leave(fieldKey)}
      />
      <Wrong fieldKey={fieldKey} text={wrong} />
    </div>
  );
}

/** One tick: an age that the goods ask for, or something to agree to. */
function Tick({ checkout, state, session, field, fieldKey }: FieldProps) {
  const { m } = checkout;
  const wrong = state.wrong[fieldKey];
  const age = Math.max(0, ...session.line_items.map(({ min_age }) => min_age ?? 0));
  const terms = session.channel.terms ?? '';
  const [yes, label] = {
    age_at_least: [String(age), m.oldEnough(age)],
    accepted_terms: [
      terms,
      <>
        {m.agree}
        <a href={terms} target="_blank" rel="noreferrer">
          {m.terms}
        </a>
      </>,
    ],
    digital_waiver: ['true', m.waiver],
  }[field.name as 'age_at_least'] as [string, string];
  const said = answerIn(state, fieldKey);
  return (
    <div class="options">
      <label>
        <input
          id={fieldKey}
          type="checkbox"
          checked={said === yes || Number(said) > Number(yes)}
          {...marked(fieldKey, wrong)}
          onChange={(event) => {
            checkout.type(fieldKey, event.currentTarget.checked ? yes : '');
            checkout.leave(fieldKey);
          }}
        />
        <span>{label}</span>
      </label>
      <Wrong fieldKey={fieldKey} text={wrong} />
    </div>
  );
}

/** Known from the shop's own country in nearly all cases, so it is a line of text until somebody lives elsewhere. */
function Country({ checkout, state, session, fieldKey }: FieldProps) {
  const { m } = checkout;
  const code = answerIn(state, fieldKey);
  const wrong = state.wrong[fieldKey];
  if (code && !wrong && !state.opened.includes('country')) {
    return (
      <p class="country-line">
        <span>{m.deliverTo(countryName(code, session.locale))}</span>
        <button
          type="button"
          class="link"
          aria-label={m.changeWhat(m.fields.country ?? '')}
          onClick={() => checkout.reopen('country')}
        >
          {m.change}
        </button>
      </p>
    );
  }
  return (
    <div class="field country">
      <label for={fieldKey}>{m.fields.country}</label>
      <select
        id={fieldKey}
        name={fieldKey}
        autocomplete="shipping country"
        value={code}
        {...marked(fieldKey, wrong)}
        onChange={(event) => {
          checkout.type(fieldKey, event.currentTarget.value);
          checkout.leave(fieldKey);
        }}
      >
        {code === '' && <option value="" />}
        {countries(session.locale).map((it) => (
          <option key={it.code} value={it.code}>
            {it.name}
          </option>
        ))}
      </select>
      <Wrong fieldKey={fieldKey} text={wrong} />
    </div>
  );
}

export function Wrong({ fieldKey, text }: { fieldKey: FieldKey; text: string | undefined }) {
  return text ? (
    <p id={`${fieldKey}-wrong`} class="wrong">
      {text}
    </p>
  ) : null;
}
