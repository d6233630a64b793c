import { useQuery } from '@tanstack/react-query';
import { type Journey, span } from './reports';
import { useDesk } from './staff';
import { REASON, STEP, words } from './words';

/** The way of a session through steps and channels, how long each took, and why it was lost. */
export function JourneyPath({ id }: { id: string }) {
  const { ask } = useDesk();
  const { data } = useQuery({
    queryKey: ['session', id, 'journey'],
    queryFn: () => ask<Journey>(`/reports/sessions/${encodeURIComponent(id)}`),
  });
  if (!data || data.path.length === 0) return null;
  return (
    <>
      <h3>{words.path}</h3>
      <ol className="timeline">
        {data.path.map(({ channel_id, step, entered_at, ms, fate }) => (
          <li key={entered_at} className={fate === 'lost' ? 'bad' : ''}>
            <span className="muted">{channel_id}</span>
            <span>{STEP[step] ?? step}</span>
            <span className="muted">{ms === null ? (fate === 'lost' ? words.lost : words.waiting) : span(ms)}</span>
          </li>
        ))}
      </ol>
      {data.reason && (
        <p>
          {words.lostBecause} <strong>{REASON[data.reason] ?? data.reason}</strong>
          {data.evidence.length > 0 && <span className="muted"> ({data.evidence.join('; ')})</span>}
        </p>
      )}
    </>
  );
}
