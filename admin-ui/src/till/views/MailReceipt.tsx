import { focus, sent } from '../../shared/forms';
import type { Shown } from './App';

/** Where a receipt goes that is not printed. */
export function MailReceipt({ till, state }: Shown) {
  const { m } = till;
  return (
    <form class="actions" onSubmit={(event) => void till.mailReceipt(sent(event, 'to'))}>
      <label class="wide">
        {m.mailTo(state.mailing?.number ?? '')}
        <input name="to" type="email" inputMode="email" autocomplete="off" maxLength={254} required ref={focus} />
      </label>
      <button type="submit" class="primary" disabled={state.busy}>
        {m.send}
      </button>
      <button type="button" onClick={() => till.askMail(null)}>
        {m.close}
      </button>
    </form>
  );
}
