import { Alert, Button, Group, NativeSelect, Table, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Page } from '../shared/api';
import { moment } from '../shared/dates';
import { call } from '../shared/http';
import type { Address } from './address';
import { ExperimentForm } from './ExperimentForm';
import { type Experiment, type ExperimentReport, type Guardrail, points } from './experiments';
import { IntervalPlot } from './IntervalPlot';
import { Empty, Failed, ListState, LOCALE, Loading } from './parts';
import { share } from './reports';
import { useDesk } from './staff';
import { EXPERIMENT_STATE, GUARDRAIL, METRIC, VARIED, words } from './words';

const REFRESH_MS = 60_000;
const STATE_TONE = { draft: 'muted', running: 'ok', stopped: 'brand' } as const;

/** What is being tried, what it has found until now, and whether that is enough to decide by. */
export function ExperimentsPage({ address }: { address: Address }) {
  const { ask, staff } = useDesk();
  const list = useQuery({
    queryKey: ['experiments'],
    queryFn: () => ask<Page<Experiment>>('/experiments?limit=100'),
    refetchInterval: REFRESH_MS,
  });
  const rows = list.data?.data ?? [];
  return (
    <>
      {staff.roles.includes('admin') && <ExperimentForm address={address} />}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noExperiments}>
            <p>{words.noExperimentsMore}</p>
            <code>POST /api/v1/experiments</code>
          </Empty>
        }
      >
        {rows.map((it) => (
          <Card key={it.id} experiment={it} />
        ))}
      </ListState>
    </>
  );
}

function Card({ experiment }: { experiment: Experiment }) {
  const { ask, staff } = useDesk();
  const { id, state } = experiment;
  const report = useQuery({
    queryKey: ['experiments', id, 'report'],
    queryFn: () => ask<ExperimentReport>(`/experiments/${id}/report`),
    enabled: state !== 'draft',
    refetchInterval: state === 'running' ? REFRESH_MS : false,
  });
  return (
    <section className="experiment" aria-labelledby={id}>
      <header className="section-head">
        <h2 id={id}>{experiment.name}</h2>
        <span className={`mark ${STATE_TONE[state]}`}>{EXPERIMENT_STATE[state]}</span>
      </header>
      <p>{experiment.hypothesis}</p>
      <p className="muted">
        {[
          experiment.aa_test ? words.aaTest : (VARIED[experiment.varies] ?? experiment.varies),
          experiment.channels?.join(', ') ?? words.anyChannel,
          experiment.started_at && `${words.started} ${moment(experiment.started_at, LOCALE)}`,
          experiment.stopped_at && `${words.stopped} ${moment(experiment.stopped_at, LOCALE)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {report.error && <Failed error={report.error} onRetry={() => void report.refetch()} />}
      {state !== 'draft' && !report.data && !report.error && <Loading rows={3} />}
      {report.data && <Found name={experiment.name} report={report.data} />}
      {experiment.conclusion && (
        <p>
          <strong>{words.learned}</strong> {experiment.conclusion}
        </p>
      )}
      {staff.roles.includes('admin') && state !== 'stopped' && <Switch experiment={experiment} />}
    </section>
  );
}

function Found({ name, report }: { name: string; report: ExperimentReport }) {
  const { arms, sample_ratio: ratio, progress, decision } = report;
  return (
    <>
      <Alert color={decision.may_decide ? 'green' : 'blue'} role="note" title={words.verdict}>
        {decision.text}
      </Alert>
      {!ratio.ok && (
        <Alert color="red" role="alert" mt="xs" title={words.sampleRatio}>
          {ratio.text}
        </Alert>
      )}
      <IntervalPlot arms={arms} />
      <Table.ScrollContainer minWidth={480} tabIndex={0} role="region" aria-label={words.armsOf(name)}>
        <Table verticalSpacing={6} className="rows">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.arm}</Table.Th>
              <Table.Th className="amount">{words.shown}</Table.Th>
              <Table.Th className="amount">{words.counted}</Table.Th>
              <Table.Th className="amount">{words.bought}</Table.Th>
              <Table.Th className="amount">{words.rate}</Table.Th>
              <Table.Th className="amount">{words.difference}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {arms.map((arm) => (
              <Table.Tr key={arm.name}>
                <Table.Td>
                  {arm.name} {arm.control && <span className="muted">{words.control}</span>}
                </Table.Td>
                <Table.Td className="amount">{arm.units}</Table.Td>
                <Table.Td className="amount">{arm.counted}</Table.Td>
                <Table.Td className="amount">{arm.completed}</Table.Td>
                <Table.Td className="amount">{share(arm.rate, LOCALE)}</Table.Td>
                <Table.Td className="amount">
                  {arm.control ? '' : arm.difference ? points(arm.difference.value, LOCALE) : words.tooFew}
                  {arm.difference && (
                    <small className="muted">
                      {words.between(points(arm.difference.low, LOCALE), points(arm.difference.high, LOCALE))}
                    </small>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {progress.units_needed_per_arm !== null && (
        <p className="muted">{words.needed(progress.units_needed_per_arm, progress.days_left)}</p>
      )}
      {arms.flatMap((arm) =>
        arm.control
          ? []
          : arm.guardrails.map((it) => <Rail key={`${arm.name} ${it.metric}`} arm={arm.name} rail={it} />),
      )}
    </>
  );
}

/** Something that must not get worse. */
function Rail({ arm, rail }: { arm: string; rail: Guardrail }) {
  const tone = { open: 'muted', held: 'ok', broken: 'bad' }[rail.state];
  return (
    <p className={`mark ${tone}`}>
      {words.guardrail(arm, METRIC[rail.metric] ?? rail.metric, rail.limit_percent)} {GUARDRAIL[rail.state]}
    </p>
  );
}

/** Begins a draft, or ends what runs and keeps what was learned. */
function Switch({ experiment: { id, state, arms } }: { experiment: Experiment }) {
  const { staff } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [conclusion, setConclusion] = useState('');
  const [adopted, setAdopted] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const body = state === 'draft' ? undefined : { conclusion: conclusion || null, adopted_arm: adopted || null };
      await call('POST', `/experiments/${id}/${state === 'draft' ? 'start' : 'stop'}`, { token: staff.token, body });
      await queries.invalidateQueries({ queryKey: ['experiments'] });
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Group align="end" gap="sm" mt="sm">
        {state === 'running' && (
          <>
            <TextInput
              label={words.whatLearned}
              maxLength={2000}
              value={conclusion}
              onChange={(event) => setConclusion(event.currentTarget.value)}
            />
            <NativeSelect
              label={words.adopted}
              value={adopted}
              data={[{ value: '', label: words.none }, ...arms.map(({ name }) => name)]}
              onChange={(event) => setAdopted(event.currentTarget.value)}
            />
          </>
        )}
        <Button type="submit" variant={state === 'draft' ? 'filled' : 'default'} aria-disabled={busy}>
          {state === 'draft' ? words.startExperiment : words.stopExperiment}
        </Button>
      </Group>
      {state === 'running' && <p className="muted">{words.adoptedMore}</p>}
      {error && <Failed error={error} />}
    </form>
  );
}
