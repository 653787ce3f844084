import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { FaultText, faultsOf } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { IndexStatusQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { Moment } from '../../parts/moment';
import { useTell } from '../../parts/notices';
import { ManagePage } from './manage-page';

const IndexStatus = graphql(`
  query IndexStatus {
    searchIndex {
      engines {
        engine
        state
        documents
        waiting
        oldestWaiting
        failingSince
        failure
        failedCount
        delayMs
        checkAskedAt
        rebuildAskedAt
        failed {
          kind
          id
          error
          attempts
          parked
        }
        lastCheck {
          beganAt
          endedAt
          missing
          ghost
          stale
        }
      }
    }
  }
`);

const Rebuild = graphql(`
  mutation RebuildSearchIndex($input: SearchEngineInput!) {
    rebuildSearchIndex(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

const Verify = graphql(`
  mutation VerifySearchIndex($input: SearchEngineInput!) {
    verifySearchIndex(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

const Retry = graphql(`
  mutation RetrySearchIndex($input: SearchEngineInput!) {
    retrySearchIndex(input: $input) {
      errors {
        ...Faults
      }
    }
  }
`);

type Engine = IndexStatusQuery['searchIndex']['engines'][number];

/** How search is kept up to date, and what can be done about it. */
export default function ManageIndex() {
  return (
    <ManagePage title="manage.index">
      <Engines />
    </ManagePage>
  );
}

const AGAIN_MS = 3_000;

function Engines() {
  const text = useText();
  const answer = useQuery({ query: IndexStatus, requestPolicy: 'cache-and-network' });
  const [{ data }, ask] = answer;
  const isBusy = data?.searchIndex.engines.some(isWorking) ?? false;
  // While something runs it is looked at again and again; otherwise on request.
  useEffect(() => {
    if (!isBusy) return undefined;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isBusy, ask]);
  return (
    <>
      <p className="soft">{text('manage.indexHelp')}</p>
      <Answer of={answer}>
        {({ searchIndex: { engines } }) =>
          engines.map((engine) => (
            <OneEngine key={engine.engine} engine={engine} onAsked={() => ask({ requestPolicy: 'network-only' })} />
          ))
        }
      </Answer>
    </>
  );
}

const isChecking = ({ checkAskedAt, lastCheck }: Engine) =>
  checkAskedAt !== null || (lastCheck !== null && lastCheck?.endedAt === null);
const isWorking = (engine: Engine) => engine.waiting > 0 || engine.rebuildAskedAt !== null || isChecking(engine);

function OneEngine({ engine, onAsked }: { engine: Engine; onAsked: () => void }) {
  const text = useText();
  const tell = useTell();
  const [, rebuild] = useMutation(Rebuild);
  const [, verify] = useMutation(Verify);
  const [, retry] = useMutation(Retry);
  const [asks, setAsks] = useState(false);
  const input = { engine: engine.engine };
  const run = async (work: typeof rebuild | typeof verify | typeof retry, words: string) => {
    setAsks(false);
    const [fault] = faultsOf(await work({ input }), text('manage.notSent'));
    tell({ text: fault ? <FaultText of={fault} /> : words });
    onAsked();
  };
  const { lastCheck } = engine;
  const differs = lastCheck ? lastCheck.missing + lastCheck.ghost + lastCheck.stale : 0;
  return (
    <section className="engine">
      <h2>{text.of('engine', engine.engine)}</h2>
      <dl>
        <div>
          <dt>{text('manage.state')}</dt>
          <dd>{text.of('engineState', engine.state)}</dd>
        </div>
        <div>
          <dt>{text('manage.documents')}</dt>
          <dd>{text.number(engine.documents)}</dd>
        </div>
        <div>
          <dt>{text('manage.waiting')}</dt>
          <dd>
            {text.number(engine.waiting)}
            {engine.oldestWaiting && (
              <>
                {' '}
                (<Moment at={engine.oldestWaiting} as="ago" />)
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{text('manage.failedRows')}</dt>
          <dd>{text.number(engine.failedCount)}</dd>
        </div>
        <div>
          <dt>{text('manage.lastCheck')}</dt>
          <dd>
            <span role="status">
              {isChecking(engine)
                ? text('manage.checking')
                : lastCheck
                  ? text(differs > 0 ? 'manage.differs' : 'manage.agrees', {
                      time: text.time(lastCheck.beganAt),
                      count: differs,
                    })
                  : text('manage.neverChecked')}
            </span>
          </dd>
        </div>
        {engine.rebuildAskedAt && (
          <div>
            <dt>{text('manage.rebuild')}</dt>
            <dd>
              <span role="status">{text('manage.rebuildAsked')}</span>
            </dd>
          </div>
        )}
      </dl>
      {engine.failure && <p className="notice problem">{engine.failure}</p>}
      {engine.failed.length > 0 && (
        <ul className="failed">
          {engine.failed.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows that may not be named have no other name.
            <li key={index}>
              {row.id ?? row.kind}: {row.error ?? text('manage.notShown')} (
              {text('manage.attempts', { count: row.attempts })})
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={isChecking(engine)}
          onClick={() => void run(verify, text('manage.checkAsked'))}
        >
          {text('manage.verify')}
        </button>
        <button
          type="button"
          className="button"
          disabled={engine.rebuildAskedAt !== null}
          onClick={() => setAsks(true)}
        >
          {text('manage.rebuild')}
        </button>
        {engine.failedCount > 0 && (
          <button type="button" className="button" onClick={() => void run(retry, text('manage.retryAsked'))}>
            {text('manage.retry')}
          </button>
        )}
      </div>
      <ConfirmDialog
        title={text('manage.rebuildOf', { engine: text.of('engine', engine.engine) })}
        action={text('manage.rebuild')}
        isOpen={asks}
        onConfirm={() => void run(rebuild, text('manage.rebuildAsked'))}
        onClose={() => setAsks(false)}
      >
        <p>{text('manage.rebuildMeans')}</p>
      </ConfirmDialog>
    </section>
  );
}
