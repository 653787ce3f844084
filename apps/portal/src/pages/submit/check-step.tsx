import { type ReactNode, useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useClient, useQuery } from 'urql';
import { FaultText } from '../../api/faults';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { Field } from '../../parts/field';
import { DraftMirror, isMirroredPaper, SubmitDraft } from './check-query';
import { useDraftState } from './draft-context';
import type { FieldName } from './fields';
import { Mirror } from './mirror';
import { elementOf, missing, stepOf } from './steps';
import { isBeingRead, useFilesState } from './use-files';

/** Before it is handed in: what is missing, what is already known, and what cannot be taken back. */
export function CheckStep() {
  const text = useText();
  const { row, fields, save, reload, change, tellErrors } = useDraftState();
  const client = useClient();
  const navigate = useNavigate();
  const [isSaved, setSaved] = useState(false);
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<ReactNode>();
  const [note, setNote] = useState('');
  const answer = useQuery({
    query: DraftMirror,
    variables: { id: row.id },
    pause: !isSaved,
    requestPolicy: 'network-only',
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on the way in.
  useEffect(() => {
    void save()
      .then(reload)
      .then(() => setSaved(true));
  }, []);
  const lacking = missing(row.kind, fields);
  const { sendings } = useFilesState();
  const isRevision = row.reference !== null;

  const send = async () => {
    setFault(undefined);
    if (lacking.length > 0) return document.getElementById('lacking')?.focus();
    // What was chosen and has not arrived would be missed.
    if (sendings.length > 0) return setFault(text('submit.check.sending', { count: sendings.length }));
    if (!(await save())) return setFault(text('submit.notSaved'));
    setSending(true);
    // With the version that the saving before has made.
    const { payload, error } = await change(async (version) => {
      const answer = await client.mutation(SubmitDraft, {
        input: { id: row.id, version, note: note.trim() || null },
      });
      const made = answer.data?.submitContribution;
      return { version: made?.contribution?.version, payload: made, error: answer.error };
    });
    setSending(false);
    if (error || !payload) return setFault(text(error ? problemOf(error).message : 'problem.fault'));
    if (payload.contribution) return navigate(`/submit/${row.id}/receipt`);
    tellErrors(payload.errors);
    return setFault(
      payload.errors.map((one) => (
        <span key={one.message}>
          <FaultText of={one} />{' '}
        </span>
      )),
    );
  };

  return (
    <div className="form wide">
      <section aria-labelledby="lacking">
        <h2 id="lacking" tabIndex={-1}>
          {text(lacking.length > 0 ? 'submit.check.lacking' : 'submit.check.complete')}
        </h2>
        {lacking.length > 0 && <FieldLinks id={row.id} names={lacking} />}
        {isSaved && !row.viewerCan.includes('SUBMIT') && <p>{text('submit.check.nothingNew')}</p>}
      </section>
      <Answer of={answer}>
        {({ node }) => (
          <>
            <Advice id={row.id} paper={isMirroredPaper(node) ? node : undefined} />
            {isMirroredPaper(node) && <Mirror paper={node} />}
          </>
        )}
      </Answer>
      <section aria-labelledby="hand-in">
        <h2 id="hand-in">{text('submit.handIn')}</h2>
        <p>{text('submit.handInMeans')}</p>
        <Field label={text(isRevision ? 'submit.noteOfRevision' : 'submit.note')} isRequired={false}>
          {(control) => (
            <textarea
              {...control}
              rows={2}
              maxLength={3_000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <div role="alert">{fault && <p className="fault">{fault}</p>}</div>
        <button type="button" className="button primary" disabled={isSending} onClick={() => void send()}>
          {text('submit.send')}
        </button>
      </section>
    </div>
  );
}

/** Links that lead to each field. */
function FieldLinks({ id, names }: { id: string; names: readonly FieldName[] }) {
  const text = useText();
  return (
    <ul className="lacking">
      {names.map((name) => (
        <li key={name}>
          <Link to={`/submit/${id}/${stepOf(name)}#${elementOf(name)}`}>{text.of('submit.field', name)}</Link>:{' '}
          {text.of('submit.needs', name)}
        </li>
      ))}
    </ul>
  );
}

const FILES = 'text#add-files';

/** What is not needed, and would help. */
function Advice({
  id,
  paper,
}: {
  id: string;
  paper?: { links: { nodes: { suspect: boolean; evidence: object[] }[] } };
}) {
  const text = useText();
  const { fields } = useDraftState();
  const { files, isKnown, sendings } = useFilesState();
  const links = paper?.links.nodes ?? [];
  const advice: [string, string][] = [];
  if (sendings.length > 0) advice.push([FILES, text('submit.check.sending', { count: sendings.length })]);
  if (files.some(isBeingRead)) advice.push([FILES, text('submit.advice.reading')]);
  if (files.some(({ extraction }) => extraction.state === 'FAILED')) advice.push([FILES, text('submit.advice.unread')]);
  if (fields.body.trim() === '' && isKnown && files.length === 0)
    advice.push(['text#field-body', text('submit.advice.body')]);
  if (fields.organisations.length === 0)
    advice.push(['people#field-organisations', text('submit.advice.organisations')]);
  if (fields.themes.length === 0) advice.push(['subjects#field-themes', text('submit.advice.themes')]);
  if (paper && links.length === 0) advice.push(['links', text('submit.advice.links')]);
  if (links.some(({ evidence }) => evidence.length === 0)) advice.push(['links', text('submit.advice.evidence')]);
  if (links.some(({ suspect }) => suspect)) advice.push(['links', text('submit.advice.suspect')]);
  if (advice.length === 0) return null;
  return (
    <section aria-labelledby="advice">
      <h2 id="advice">{text('submit.advice')}</h2>
      <ul>
        {advice.map(([address, sentence]) => (
          <li key={sentence}>
            <Link to={`/submit/${id}/${address}`}>{sentence}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
