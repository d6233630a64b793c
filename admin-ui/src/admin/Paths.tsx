import { Table } from '@mantine/core';
import { type SankeyGraph, sankey, sankeyJustify, sankeyLinkHorizontal } from 'd3-sankey';
import { type Address, go, hrefWith } from './address';
import { Csv } from './Csv';
import { ListState } from './parts';
import { type PathLink, type PathsReport, withoutCircles } from './paths';
import { Rows } from './Rows';
import { pathOf, type Span, useReport } from './reports';
import { CHANNEL, STEP, words } from './words';

const WIDTH = 960;
const NODE = 12;
const LABEL = 118;

interface Place {
  id: string;
}
interface Ribbon extends PathLink {
  value: number;
}

/** How people change channel and step, and where they are lost. */
export function Paths({ span, address }: { span: Span; address: Address }) {
  const report = useReport<PathsReport>('paths', { ...span, channel: null });
  const all = report.data?.links ?? [];
  const links = withoutCircles(all);
  return (
    <section aria-labelledby="paths">
      <header className="section-head">
        <h2 id="paths">{words.paths}</h2>
        <Csv path={pathOf('paths', { ...span, channel: null })} name="paths.csv" />
      </header>
      <ListState query={report} isEmpty={links.length === 0} empty={<p className="muted">{words.noPaths}</p>}>
        <Table.ScrollContainer minWidth={WIDTH} tabIndex={0} role="region" aria-label={words.pathsShort}>
          <Diagram links={links} address={address} />
        </Table.ScrollContainer>
        <p className="legend muted">
          <i className="kept" /> {words.wentOn}
          <i className="path-handoff" /> {words.otherChannel}
          <i className="lost" /> {words.lost}
        </p>
        <p className="muted">{words.pathsMore}</p>
        <details>
          <summary>
            {words.asTable}
            <span className="unseen">: {words.paths}</span>
          </summary>
          <Rows
            name={words.paths}
            rows={all}
            keyOf={({ source, target }) => `${source} ${target}`}
            columns={[
              { title: words.from, cell: (it) => nameOf(it.source) },
              { title: words.to, cell: (it) => nameOf(it.target) },
              { title: words.sessions, amount: true, cell: (it) => it.count },
              {
                title: words.kindOfPath,
                cell: (it) =>
                  it.back
                    ? words.back
                    : it.handoff
                      ? words.otherChannel
                      : it.target === 'lost'
                        ? words.lost
                        : words.wentOn,
              },
            ]}
          />
        </details>
      </ListState>
    </section>
  );
}

function nameOf(id: string): string {
  const [channel = '', step] = id.split('/');
  if (!step) return channel === 'lost' ? words.lostEnd : channel === 'waiting' ? words.waitingEnd : channel;
  return `${STEP[step as keyof typeof STEP] ?? step}, ${CHANNEL[channel as keyof typeof CHANNEL] ?? channel}`;
}

function laidOut(links: PathLink[]): SankeyGraph<Place, Ribbon> {
  const ids = [...new Set(links.flatMap(({ source, target }) => [source, target]))];
  const height = Math.max(220, 70 * Math.ceil(ids.length / 2));
  return sankey<Place, Ribbon>()
    .nodeId(({ id }) => id)
    .nodeWidth(NODE)
    .nodePadding(22)
    .nodeAlign(sankeyJustify)
    .extent([
      [LABEL, 12],
      [WIDTH - LABEL, height - 12],
    ])({ nodes: ids.map((id) => ({ id })), links: links.map((it) => ({ ...it, value: it.count })) });
}

/** Where the ribbon came from, as it was before it was laid out. */
const idOf = (end: unknown): string => (typeof end === 'object' && end !== null ? (end as Place).id : String(end));

function Diagram({ links, address }: { links: PathLink[]; address: Address }) {
  const { nodes, links: ribbons } = laidOut(links);
  const height = Math.max(...nodes.map(({ y1 }) => y1 ?? 0)) + 16;
  const pathOfRibbon = sankeyLinkHorizontal<Place, Ribbon>();
  return (
    <svg className="paths" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words.pathsPicture}>
      <defs>
        <pattern id="lost-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="path-lost-ground" width="6" height="6" />
          <rect className="path-lost-line" width="2" height="6" />
        </pattern>
      </defs>
      {ribbons.map((ribbon) => {
        const [source, target] = [idOf(ribbon.source), idOf(ribbon.target)];
        const isLost = target === 'lost';
        const [channel, step] = source.split('/');
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the heat table has the same links.
          <path
            key={`${source} ${target}`}
            className={isLost ? 'path lost-path' : ribbon.handoff ? 'path handoff-path' : 'path'}
            d={pathOfRibbon(ribbon) ?? ''}
            strokeWidth={Math.max(1.5, ribbon.width ?? 0)}
            stroke={isLost ? 'url(#lost-hatch)' : undefined}
            onClick={isLost && step ? () => go(hrefWith(address, { lost: `any ${step} ${channel}` })) : undefined}
          >
            <title>{words.pathOf(nameOf(source), nameOf(target), ribbon.count)}</title>
          </path>
        );
      })}
      {nodes.map(({ id, x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0, sourceLinks }) => {
        const isEnd = (sourceLinks?.length ?? 0) === 0;
        return (
          <g key={id}>
            <rect
              className={id === 'lost' ? 'node lost-node' : 'node'}
              x={x0}
              y={y0}
              width={x1 - x0}
              height={Math.max(2, y1 - y0)}
            />
            <text x={isEnd ? x1 + 6 : x0 - 6} y={(y0 + y1) / 2 - 2} textAnchor={isEnd ? 'start' : 'end'}>
              {nameOf(id)}
            </text>
            <text
              className="count"
              x={isEnd ? x1 + 6 : x0 - 6}
              y={(y0 + y1) / 2 + 12}
              textAnchor={isEnd ? 'start' : 'end'}
            >
              {value}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
