import { type ReactNode, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { faultAt, faultsOf } from '../../api/faults';
import { graphql } from '../../api/generated';
import type { ManagedRecommendationsQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { FormDialog } from '../../parts/form-dialog';
import { usePages } from '../../parts/use-pages';
import { ManagePage } from './manage-page';
import { ChangeButton, type FormProps, ManagedItem, ManagedList, ManageTools, useEditing } from './managed-list';
import { NewRecommendationDialog } from './new-recommendation';
import { SubjectsField } from './subjects-field';
import { TextField } from './text-field';

const Recommendations = graphql(`
  query ManagedRecommendations($after: String) {
    recommendations(first: 100, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
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
      recommendation {
        id
      }
      errors {
        ...Faults
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
  const { answer, items, isLoading, more } = usePages({
    query: Recommendations,
    variables: {},
    connectionOf: (data) => data.recommendations,
  });
  const { edited, item, edit, form } = useEditing<Recommendation>(
    () => answer[1]({ requestPolicy: 'network-only' }),
    ({ code }) => text('manage.newVersionMade', { code }),
  );
  return (
    <>
      <ManageTools action={{ label: text('manage.newRecommendation'), run: () => edit('NEW') }} />
      <ManagedList
        of={answer}
        items={items}
        total={answer[0].data?.recommendations.totalCount ?? 0}
        isLoading={isLoading}
        onMore={more}
        row={(one) => (
          <ManagedItem
            title={one.title}
            facts={
              <>
                <span className="reference">{one.code}</span>
                <span>{one.chapter}</span>
                <span>{text('recommendation.version', { version: one.version })}</span>
              </>
            }
          >
            <ChangeButton name={one.code} onClick={() => edit(one)} />
          </ManagedItem>
        )}
      />
      {edited === 'NEW' && <NewRecommendationDialog {...form} />}
      {item && <RecommendationDialog recommendation={item} {...form} />}
    </>
  );
}

function RecommendationDialog(props: FormProps & { recommendation: Recommendation }) {
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
    const input = { code, version, ...said };
    const faults = faultsOf(await revise({ input }), text('manage.notSent'));
    if (faults.length === 0) props.onDone();
    return faults;
  };
  const area = (name: 'title' | 'summary' | 'chapter', rows: number, most: number, fault?: ReactNode) => (
    <TextField
      label={text(`manage.field.${name}`)}
      error={fault}
      isRequired
      lang="en"
      rows={rows}
      most={most}
      value={said[name]}
      onChange={(value) => setSaid({ ...said, [name]: value })}
    />
  );
  return (
    <FormDialog
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
          <SubjectsField
            kind="themes"
            error={faultAt(faults, 'themes')}
            value={said.themes}
            onChange={(themes) => setSaid({ ...said, themes })}
          />
          <SubjectsField
            kind="systems"
            error={faultAt(faults, 'systems')}
            value={said.systems}
            onChange={(systems) => setSaid({ ...said, systems })}
          />
        </>
      )}
    </FormDialog>
  );
}
