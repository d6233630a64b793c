import { Table } from '@mantine/core';
import type { Step } from '../shared/api';
import { LOCALE } from './parts';
import { type FunnelNumbers, share } from './reports';
import { STEP, words } from './words';

interface Props {
  steps: { step: Step; now: FunnelNumbers; before: FunnelNumbers }[];
  opened: number;
  bought: number;
  boughtBefore: number;
}

/**
 * One bar for each step: who came, and hatched at its end who was lost there; the period before as an outline. Sessions skip steps that
 * need nothing of them, so a step may have more than the one above it. The same stands below as a table.
 */
export function FunnelBars({ steps, opened, bought, boughtBefore }: Props) {
  const most = Math.max(1, bought, boughtBefore, ...steps.flatMap(({ now, before }) => [now.entered, before.entered]));
  const wide = (count: number) => ({ width: `${(100 * count) / most}%` });
  return (
    <>
      <div className="funnel" role="img" aria-label={words.funnelPicture}>
        {steps.map(({ step, now, before }) => (
          <div key={step}>
            <span>{STEP[step]}</span>
            <span className="bars">
              <i className="kept" style={wide(now.entered - now.lost)} />
              <i className="lost" style={wide(now.lost)} />
              <i className="before" style={wide(before.entered)} />
            </span>
            <span>
              <b>{now.entered}</b>{' '}
              <span className="muted">
                {share(opened === 0 ? null : now.sessions / opened, LOCALE)}
                {now.lost > 0 && ` · −${now.lost} (${share(now.drop_off, LOCALE)})`}
              </span>
            </span>
          </div>
        ))}
        <div>
          <span>{STEP.paid}</span>
          <span className="bars">
            <i className="won" style={wide(bought)} />
            <i className="before" style={wide(boughtBefore)} />
          </span>
          <span>
            <b>{bought}</b> <span className="muted">{share(opened === 0 ? null : bought / opened, LOCALE)}</span>
          </span>
        </div>
      </div>
      <p className="legend muted" aria-hidden="true">
        <i className="kept" /> {words.wentOn} <i className="lost" /> {words.lost} <i className="before" />{' '}
        {words.periodBefore}
      </p>
      <details>
        <summary>{words.asTable}</summary>
        <Table.ScrollContainer minWidth={480} tabIndex={0} role="region" aria-label={words.tableOf(words.whereLost)}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{words.step}</th>
                <th scope="col">{words.sessions}</th>
                <th scope="col">{words.entered}</th>
                <th scope="col">{words.wentOn}</th>
                <th scope="col">{words.waiting}</th>
                <th scope="col">{words.lost}</th>
                <th scope="col">{words.dropOff}</th>
                <th scope="col">{words.dropOffBefore}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map(({ step, now, before }) => (
                <tr key={step}>
                  <th scope="row">{STEP[step]}</th>
                  <td>{now.sessions}</td>
                  <td>{now.entered}</td>
                  <td>{now.advanced}</td>
                  <td>{now.waiting}</td>
                  <td>{now.lost}</td>
                  <td>{share(now.drop_off, LOCALE)}</td>
                  <td>{share(before.drop_off, LOCALE)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Table.ScrollContainer>
        <p className="muted">{words.funnelMore}</p>
      </details>
    </>
  );
}
