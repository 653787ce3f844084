import { type ReactNode, useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { FaultText } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { ContributionKind } from '../../api/generated/enums';
import { problemOf } from '../../api/problem';
import { PageHeading } from '../../app/page-heading';
import { useLanguage } from '../../language/language-provider';
import { useText } from '../../language/text';
import { KINDS } from '../../parts/choices';
import { Field } from '../../parts/field';
import { Moment } from '../../parts/moment';
import { useSession } from '../../session/session-provider';
import './submit.css';
import { Choice } from './controls';
import { forget, keep, readKept } from './kept';
import { LANGUAGES, languageName } from './languages';
import { SignInNeeded } from './sign-in-needed';

const MyDrafts = graphql(`
  query MyDrafts {
    contributions(first: 10, orderBy: UPDATED, filter: { mine: true, statuses: [DRAFT, CHANGES_REQUESTED] }) {
      nodes {
        id
        title
        kind
        language
        updatedAt
      }
    }
  }
`);

const StartDraft = graphql(`
  mutation StartDraft($input: CreateContributionInput!) {
    createContribution(input: $input) {
      contribution {
        id
      }
      errors {
        ...Faults
      }
    }
  }
`);

const NAMES = {
  POSITION_PAPER: 'positionPaper',
  TECHNOLOGY_NOTE: 'technologyNote',
  IMPLEMENTATION_OPTION: 'implementationOption',
} as const;
const NEW = 'new';

interface Begun {
  kind: ContributionKind | '';
  title: string;
  language: string;
}

/** The first step: what it is, and what it is called. From then on it is a draft that only its author reads. */
export default function Start() {
  const { viewer } = useSession();
  if (viewer === undefined) return <div className="page" />;
  return viewer === null ? <SignInNeeded /> : <StartForm key={viewer.id} account={viewer.id} />;
}

function StartForm({ account }: { account: string }) {
  const text = useText();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [begun, setBegun] = useState<Begun>(() => readKept<Begun>(account, NEW) ?? { kind: '', title: '', language });
  const [faults, setFaults] = useState<{ kind?: string; title?: ReactNode; other?: ReactNode }>({});
  const [{ fetching }, create] = useMutation(StartDraft);
  useEffect(() => {
    if (begun.kind || begun.title) keep(account, NEW, { ...begun, at: new Date().toISOString() });
  }, [account, begun]);

  const start = async () => {
    const lacking = {
      ...(begun.kind ? {} : { kind: text('submit.needs.kind') }),
      ...(begun.title.trim() ? {} : { title: text('submit.needs.title') }),
    };
    setFaults(lacking);
    if (!begun.kind || Object.keys(lacking).length > 0) {
      const first = begun.kind ? '.start [aria-invalid]' : '.start input[type="radio"]';
      setTimeout(() => document.querySelector<HTMLElement>(first)?.focus(), 50);
      return undefined;
    }
    const { title, language: tag } = begun;
    const { data, error } = await create({
      input: { contribution: { [NAMES[begun.kind]]: { title, language: tag } } as never },
    });
    const payload = data?.createContribution;
    if (payload?.contribution) {
      forget(account, NEW);
      return navigate(`/submit/${payload.contribution.id}/text?${parameters}`);
    }
    const errors = payload?.errors ?? [];
    const ofTitle = errors.find(({ path }) => path?.at(-1) === 'title');
    const other = errors.find((one) => one !== ofTitle);
    return setFaults({
      title: ofTitle && <FaultText of={ofTitle} />,
      other: error ? text(problemOf(error).message) : other && <FaultText of={other} />,
    });
  };

  return (
    <div className="page submit start">
      <PageHeading title={text('submit.title')} />
      <p className="lead">{text('submit.lead')}</p>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <Choice
          legend={text('submit.kind')}
          value={begun.kind}
          onChange={(kind) => setBegun((before) => ({ ...before, kind: kind as ContributionKind }))}
          error={faults.kind}
          options={KINDS.map((kind) => ({
            value: kind,
            label: text(`kind.${kind}`),
            hint: text(`submit.kindMeans.${kind}`),
          }))}
        />
        <Field label={text('submit.field.title')} isRequired error={faults.title}>
          {(control) => (
            <input
              {...control}
              lang={begun.language}
              value={begun.title}
              onChange={(event) => setBegun((before) => ({ ...before, title: event.target.value }))}
            />
          )}
        </Field>
        <Field label={text('submit.field.language')} isRequired>
          {(control) => (
            <select
              {...control}
              value={begun.language}
              onChange={(event) => setBegun((before) => ({ ...before, language: event.target.value }))}
            >
              {LANGUAGES.map((tag) => (
                <option key={tag} value={tag} lang={tag}>
                  {languageName(tag)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div role="alert">{faults.other && <p className="fault">{faults.other}</p>}</div>
        <button type="submit" className="button primary" disabled={fetching}>
          {text('submit.start')}
        </button>
      </form>
      <GoOnWith />
    </div>
  );
}

/** Drafts that are there already. */
function GoOnWith() {
  const text = useText();
  const [{ data }] = useQuery({ query: MyDrafts, requestPolicy: 'cache-and-network' });
  const drafts = data?.contributions.nodes ?? [];
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">{text('submit.goOnWith')}</h2>
      <ul className="plain drafts">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <Link to={`/submit/${draft.id}/text`} lang={draft.language}>
              {draft.title || text('parts.untitled')}
            </Link>{' '}
            <span className="soft small">
              {text(`kind.${draft.kind}`)} · <Moment at={draft.updatedAt} as="ago" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
