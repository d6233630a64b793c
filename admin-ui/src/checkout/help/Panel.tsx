import { encode } from 'uqr';
import type { Help } from '../state';
import type { Helper } from './helper';

export interface HelpProps {
  helper: Helper;
  help: Help | null;
  following: boolean;
  /** Goes to another topic; null closes. */
  go: (help: Help | null) => void;
}

/** The clear border that readers of QR codes need, in modules. */
const QUIET = 4;

const focus = (heading: HTMLElement | null) => heading?.focus();

/** What the buyer can do when they do not get on by themselves. */
export function Panel(props: HelpProps) {
  const { helper, help, go } = props;
  const w = helper.words;
  if (!help) return null;
  const title = help === 'all' ? w.help : w[help];
  return (
    <div class="panel">
      <h2 key={help} id="help-title" tabIndex={-1} ref={focus}>
        {title}
      </h2>
      {help === 'all' && <Choice {...props} />}
      {help === 'device' && <Device {...props} />}
      {help === 'call' && <Call {...props} />}
      {helper.failed && (
        <p class="wrong" role="alert">
          {w.failed}
        </p>
      )}
      <p class="row">
        {help !== 'all' && (
          <button type="button" class="link" onClick={() => go('all')}>
            {w.back}
          </button>
        )}
        <button type="button" class="link" onClick={() => go(null)}>
          {w.close}
        </button>
      </p>
    </div>
  );
}

function Choice({ helper, go }: HelpProps) {
  const { words: w } = helper;
  const choices = [
    ['device', w.device, w.deviceMore],
    ['call', w.call, w.callMore],
  ] as const;
  return (
    <div class="part">
      {choices.map(([help, title, more]) => (
        <button key={help} type="button" class="choice" onClick={() => go(help)}>
          <strong>{title}</strong>
          <span>{more}</span>
        </button>
      ))}
      {helper.takesPasskeys && (
        <button type="button" class="choice" aria-disabled={helper.busy} onClick={() => void helper.showPasskey()}>
          <strong>{w.passkey}</strong>
          <span>{w.passkeyMore}</span>
        </button>
      )}
    </div>
  );
}

function Device({ helper, following }: HelpProps) {
  const { handoff, words: w } = helper;
  if (following) {
    return (
      <div class="part">
        <p role="status">{w.gone}</p>
        <button type="button" class="quiet" onClick={() => void helper.goOnHere()}>
          {w.goOnHere}
        </button>
      </div>
    );
  }
  if (!handoff) {
    return helper.failed ? (
      <button type="button" class="quiet" onClick={() => void helper.passOn()}>
        {w.again}
      </button>
    ) : (
      <div class="qr" />
    );
  }
  const until = new Date(handoff.code_expires_at).toLocaleTimeString(helper.session.locale, { timeStyle: 'short' });
  return (
    <div class="part">
      <p role="status">{w.scan}</p>
      <Qr text={handoff.url} label={w.qr} />
      <div class="field">
        <label for="help-link">{w.link}</label>
        <input id="help-link" readOnly value={handoff.url} onFocus={(event) => event.currentTarget.select()} />
      </div>
      <p class="row">
        <button
          type="button"
          class="quiet"
          onClick={() => void helper.copy(document.querySelector<HTMLInputElement>('#help-link'))}
        >
          {w.copy}
        </button>
        <span role="status">{helper.copied && w.copied}</span>
      </p>
      <p>{w.code}</p>
      <p class="code">{handoff.code}</p>
      <p class="muted small">{w.codeUntil(until)}</p>
    </div>
  );
}

function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: QUIET });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <path d={dark.join('')} />
    </svg>
  );
}

function Call({ helper }: HelpProps) {
  const { words: w } = helper;
  return (
    <div class="part">
      <p role="status">{helper.callSaid ?? w.callMore}</p>
      {helper.isCallOpen ? (
        <button type="button" class="quiet" onClick={() => void helper.cancelCall()}>
          {w.cancelCall}
        </button>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!helper.callMe()) event.currentTarget.querySelector('input')?.focus();
          }}
        >
          <div class="field">
            <label for="help-number">{w.number}</label>
            <input
              id="help-number"
              type="tel"
              autocomplete="tel"
              maxLength={30}
              value={helper.shownNumber}
              aria-invalid={helper.numberWrong ? 'true' : undefined}
              aria-describedby={helper.numberWrong ? 'help-number-wrong' : undefined}
              onInput={(event) => helper.type(event.currentTarget.value)}
            />
            {helper.numberWrong && (
              <p id="help-number-wrong" class="wrong">
                {w.numberWrong}
              </p>
            )}
          </div>
          <button type="submit" class="quiet" aria-disabled={helper.busy}>
            {w.callNow}
          </button>
        </form>
      )}
    </div>
  );
}
