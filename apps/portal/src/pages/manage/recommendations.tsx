import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { faultAt, faultsOf } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { ManagedRecommendationsQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { Field } from '../../parts/field';
import { useTell } from '../../parts/notices';
import { EditDialog } from './edit-dialog';
import { filled, LinesField } from './lines-field';
import { ManagePage } from './manage-page';

const Recommendations = graphql(`
  query ManagedRecommendations {
    recommendations(first: 100) {
      totalCount
      nodes {
        id
        code
        version
        title
        summary
        chapter
        themes {
          code
        }
        systems {
          code
        }
      }
    }
  }
`);

const HeldLinks = graphql(`
  query HeldLinks($code: String!) {
    recommendation(code: $code) {
      id
      heldLinks {
        confirmed
        proposed
        contributions
      }
    }
  }
`);

const Revise = graphql(`
  mutation ReviseRecommendation($input: ReviseRecommendationInput!) {
    reviseRecommendation(input: $input) {
      errors {
        code
        message
        path
      }
    }
  }
`);

type Recommendation = ManagedRecommendationsQuery['recommendations']['nodes'][number];

/** What recommendations say. A new text is a new version, and what it makes suspect is said before it is made. */
export default function ManageRecommendations() {
  return (
    <ManagePage title="manage.recommendations">
      <List />
    </ManagePage>
  );
}

function List() {
  const text = useText();
  const tell = useTell();
  const [edited, setEdited] = useState<Recommendation>();
  const answer = useQuery({ query: Recommendations, requestPolicy: 'cache-and-network' });
  const again = () => answer[1]({ requestPolicy: 'network-only' });
  return (
    <>
      <Answer of={answer}>
        {({ recommendations: { nodes, totalCount } }) => (
          <>
            <p role="status" className="soft">
              {text('manage.shown', { count: totalCount, shown: nodes.length })}
            </p>
            <ul className="plain manage-list">
              {nodes.map((one) => (
                <li key={one.id}>
                  <div>
                    <h2>{one.title}</h2>
                    <p className="facts">
                      <span className="reference">{one.code}</span>
                      <span>{one.chapter}</span>
                      <span>{text('recommendation.version', { version: one.version })}</span>
                    </p>
                  </div>
                  <button
                    type="button"
                    className="button"
                    aria-label={text('manage.changeOf', { name: one.code })}
                    onClick={() => setEdited(one)}
                  >
                    {text('manage.change')}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
      {edited && (
        <RecommendationDialog
          recommendation={edited}
          onClose={() => setEdited(undefined)}
          onDone={() => {
            tell(text('manage.newVersionMade', { code: edited.code }));
            again();
          }}
          onReload={() => {
            setEdited(undefined);
            again();
          }}
        />
      )}
    </>
  );
}

function RecommendationDialog(props: {
  recommendation: Recommendation;
  onClose: () => void;
  onDone: () => void;
  onReload: () => void;
}) {
  const text = useText();
  const { code, version, ...before } = props.recommendation;
  const [, revise] = useMutation(Revise);
  const [{ data }] = useQuery({ query: HeldLinks, variables: { code }, requestPolicy: 'network-only' });
  const held = data?.recommendation?.heldLinks;
  const [said, setSaid] = useState({
    title: before.title,
    summary: before.summary,
    chapter: before.chapter,
    themes: before.themes.map((theme) => theme.code),
    systems: before.systems.map((system) => system.code),
  });
  const send = async () => {
    const input = { code, version, ...said, themes: filled(said.themes), systems: filled(said.systems) };
    const faults = faultsOf(await revise({ input }), text('manage.notSent'));
    if (faults.length === 0) props.onDone();
    return faults;
  };
  const area = (name: 'title' | 'summary' | 'chapter', rows: number, maxLength: number, fault?: string) => (
    <Field label={text(`manage.field.${name}`)} error={fault} isRequired>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          lang="en"
          maxLength={maxLength}
          value={said[name]}
          onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <EditDialog
      title={text('manage.changeOf', { name: code })}
      action={text('manage.makeVersion', { version: version + 1 })}
      fields={['title', 'summary', 'chapter', 'themes', 'systems']}
      onSend={send}
      onClose={props.onClose}
      onReload={props.onReload}
    >
      {(faults) => (
        <>
          <p className="notice" role="status">
            {held ? text('manage.heldLinks', { ...held }) : text('wait')}
          </p>
          {area('title', 2, 300, faultAt(faults, 'title'))}
          {area('summary', 6, 5000, faultAt(faults, 'summary'))}
          {area('chapter', 1, 200, faultAt(faults, 'chapter'))}
          <LinesField
            label={text('manage.field.themes')}
            hint={text('manage.hint.codes')}
            error={faultAt(faults, 'themes')}
            value={said.themes}
            onChange={(themes) => setSaid({ ...said, themes })}
          />
          <LinesField
            label={text('manage.field.systems')}
            hint={text('manage.hint.codes')}
            error={faultAt(faults, 'systems')}
            value={said.systems}
            onChange={(systems) => setSaid({ ...said, systems })}
          />
        </>
      )}
    </EditDialog>
  );
}
