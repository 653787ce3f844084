import { useEffect, useRef } from 'react';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { useQuery } from 'urql';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { useSession } from '../../session/session-provider';
import NotFound from '../not-found/not-found';
import './submit.css';
import { AskedChanges } from './asked-changes';
import { CheckStep } from './check-step';
import { ConflictPanel } from './conflict-panel';
import { DraftContext } from './draft-context';
import { Draft as DraftDocument, type DraftRow, isDraftRow } from './draft-query';
import { forgetOld } from './kept';
import { LinksStep } from './links-step';
import { PeopleStep } from './people-step';
import { Receipt } from './receipt';
import { SaveState } from './save-state';
import { SignInNeeded } from './sign-in-needed';
import { StepBar } from './step-bar';
import { STEPS, type Step } from './steps';
import { SubjectsStep } from './subjects-step';
import { TextStep } from './text-step';
import { useDraft } from './use-draft';
import { FilesContext, useFiles } from './use-files';

/** A paper being written, step by step; every step has an address. */
export default function Draft() {
  const { id = '', step } = useParams();
  const { viewer } = useSession();
  const answer = useQuery({ query: DraftDocument, variables: { id }, pause: !viewer, requestPolicy: 'network-only' });
  // The form begins with the server's word, once: what is answered later must not take away what is being typed.
  const begun = useRef<{ key: string; row: DraftRow }>(undefined);
  const [{ data, stale, fetching, operation }] = answer;
  const key = `${viewer?.id} ${id}`;
  if (begun.current?.key !== key) begun.current = undefined;
  const isAnswered = data !== undefined && !stale && !fetching && operation?.variables.id === id;
  if (!begun.current && isAnswered && isDraftRow(data.node)) begun.current = { key, row: data.node };
  useEffect(() => forgetOld(), []);
  if (viewer === undefined) return <div className="page" />;
  if (viewer === null) return <SignInNeeded />;
  if (step === 'receipt') return <Receipt id={id} />;
  if (!begun.current && isAnswered) return <NotFound />;
  if (!STEPS.some((one) => one === step)) return <Navigate to={`/submit/${id}/text`} replace />;
  return (
    <div className="page submit">
      {begun.current ? (
        <Editor key={key} account={viewer.id} row={begun.current.row} step={step as Step} />
      ) : (
        <Answer of={answer}>{() => null}</Answer>
      )}
    </div>
  );
}

function Editor({ account, row, step }: { account: string; row: DraftRow; step: Step }) {
  const text = useText();
  const draft = useDraft(account, row);
  const files = useFiles(account, draft);
  const { hash } = useLocation();
  // After the heading has had the focus that a new page gives it.
  useEffect(() => {
    if (!hash) return undefined;
    const soon = setTimeout(() => document.getElementById(hash.slice(1))?.focus(), 100);
    return () => clearTimeout(soon);
  }, [hash]);
  const isOpen = draft.row.viewerCan.includes(step === 'links' ? 'LINK' : 'REVISE');
  return (
    <DraftContext value={draft}>
      <p className="soft small trail">
        <Link to="/my">{text('my.title')}</Link> · {text.of('kind', draft.row.kind)}
        {draft.row.reference && <> · {draft.row.reference}</>}
      </p>
      <PageHeading title={text.of('submit.step', step)}>
        <span className="unseen">{draft.fields.title}: </span>
        {text.of('submit.step', step)}
      </PageHeading>
      <p className="paper-title" lang={draft.fields.language}>
        {draft.fields.title || text('parts.untitled')}
      </p>
      <StepBar id={row.id} step={step} />
      {isOpen ? (
        <>
          <AskedChanges row={draft.row} />
          <SaveState />
          {draft.conflict ? (
            <ConflictPanel />
          ) : (
            <FilesContext value={files}>
              {step === 'text' && <TextStep />}
              {step === 'people' && <PeopleStep />}
              {step === 'subjects' && <SubjectsStep />}
              {step === 'links' && <LinksStep />}
              {step === 'check' && <CheckStep />}
            </FilesContext>
          )}
        </>
      ) : (
        <NotNow />
      )}
    </DraftContext>
  );
}

/** Handed in, or at an end: nothing can be changed now. */
function NotNow() {
  const text = useText();
  return (
    <div className="notice">
      <p>{text('submit.notNow')}</p>
      <p>
        <Link to="/my">{text('submit.toMine')}</Link>
      </p>
    </div>
  );
}
