import { Table } from '@mantine/core';
import { LOCALE } from './parts';
import { type FieldRow, heat, share, span } from './reports';
import { words } from './words';

/** Which fields trouble buyers, the worst first: shares of those who came to them. */
export function FieldTable({ rows }: { rows: FieldRow[] }) {
  const worst = Math.max(
    ...rows.flatMap((it) =>
      [it.error_share, it.left_empty_share, it.hesitated_share, it.rage_clicked_share].map(Number),
    ),
  );
  return (
    <Table.ScrollContainer minWidth={640} tabIndex={0} role="region" aria-label={words.byField}>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.channel}</th>
            <th scope="col">{words.entered}</th>
            <th scope="col">{words.wrong}</th>
            <th scope="col">{words.leftEmpty}</th>
            <th scope="col">{words.hesitated}</th>
            <th scope="col">{words.rageClicked}</th>
            <th scope="col">{words.half}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.channel_id} ${row.field}`}>
              <th scope="row">
                <code>{row.field}</code>
              </th>
              <td>{row.channel_id}</td>
              <td>{row.focused}</td>
              {(['error_share', 'left_empty_share', 'hesitated_share', 'rage_clicked_share'] as const).map((name) => (
                <td key={name} className={`heat-${heat(row[name], worst)}`}>
                  {share(row[name], LOCALE)}
                </td>
              ))}
              <td>{span(row.p50_ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Table.ScrollContainer>
  );
}
