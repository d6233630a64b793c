import { type Arm, placeIn, points, reachOf } from './experiments';
import { LOCALE } from './parts';
import { words } from './words';

/** The difference of each arm from the control with its interval, against the line of no difference. The table below has the numbers. */
export function IntervalPlot({ arms }: { arms: Arm[] }) {
  const compared = arms.filter(({ difference }) => difference);
  if (compared.length === 0) return null;
  const reach = reachOf(arms);
  const at = (value: number) => `${placeIn(value, -reach, reach)}%`;
  return (
    <div className="plot" role="img" aria-label={words.plot}>
      {compared.map(({ name, difference }) => {
        if (!difference) return null;
        const sure = difference.low > 0 ? 'ok' : difference.high < 0 ? 'bad' : 'open';
        return (
          <div key={name}>
            <span>{name}</span>
            <span className={`interval ${sure}`}>
              <i className="zero" />
              <i className="reach" style={{ left: at(difference.low), right: `calc(100% - ${at(difference.high)})` }} />
              <i className="dot" style={{ left: at(difference.value) }} />
            </span>
            <span>{points(difference.value, LOCALE)}</span>
          </div>
        );
      })}
    </div>
  );
}
