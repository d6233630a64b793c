import type { Helper } from './helper';

interface NoticeProps {
  helper: Helper;
  following: boolean;
}

/** What the buyer did not ask for and must know: who would like to help, who does, what they changed, and who calls. */
export function Notice({ helper, following }: NoticeProps) {
  const { words: w, asking, helping } = helper;
  if (asking) {
    return (
      <div class="told" key={asking.id}>
        <div role="alert">
          <strong>{w.asks(helper.name(asking.actor))}</strong> {w.asksMore}
        </div>
        <p class="row">
          <button type="button" class="quiet" onClick={() => void helper.answer(asking, 'allow')}>
            {w.allow}
          </button>
          <button type="button" class="quiet" onClick={() => void helper.answer(asking, 'not_now')}>
            {w.notNow}
          </button>
        </p>
      </div>
    );
  }
  const lines = said(helper, following);
  if (lines.length === 0) return null;
  return (
    <div class="told" key="told">
      <div>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <p class="row">
        {helping && (
          <button type="button" class="quiet" onClick={() => void helper.endHelp(helping)}>
            {w.endHelp}
          </button>
        )}
        {helper.changed.length > 0 && !helping && (
          <button type="button" class="quiet" onClick={() => helper.read()}>
            {w.close}
          </button>
        )}
        {following && !helping && (
          <button type="button" class="quiet" onClick={() => void helper.goOnHere()}>
            {w.goOnHere}
          </button>
        )}
        {helper.isCallOpen && (
          <button type="button" class="quiet" onClick={() => void helper.cancelCall()}>
            {w.cancelCall}
          </button>
        )}
      </p>
    </div>
  );
}

function said(helper: Helper, following: boolean): string[] {
  const { words: w, helping, changed } = helper;
  const fields = helper.fieldNames(changed);
  const actor = helping?.actor ?? helper.lastHelper;
  return [
    helping && (helper.session.holder?.actor === helping.actor ? w.writes : w.helps)(helper.name(helping.actor)),
    following && !helping && w.gone,
    fields && w.changed(helper.name(actor), fields),
    helper.isCallOpen && helper.callSaid,
  ].filter((line): line is string => Boolean(line));
}
