import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { FaultText } from '../../api/faults';
import type { Stance, Strength } from '../../api/generated/enums';
import { problemOf } from '../../api/problem';
import { useText } from '../../language/text';
import { STANCES, STRENGTHS } from '../../parts/choices';
import { Field } from '../../parts/field';
import { ALL_PASSAGES, usePassages } from '../../parts/use-passages';
import { Choice } from './controls';
import { EvidencePicker } from './evidence-picker';
import { forget, keep } from './kept';
import { ChangeLink, type LinkedPaper, MakeLink } from './links-query';
import { type Quote, toEvidence } from './quotes';
import { TargetField } from './target-field';

/** A link as far as it is filled in. */
export interface TypedLink {
  /** The link that is changed; absent for a new one. */
  link?: string;
  recommendation?: string;
  stance?: Stance;
  strength?: Strength;
  rationale?: string;
  quotes: Quote[];
}

/** An author says on which side the paper stands. */
const SAID = STANCES.filter((stance) => stance !== 'UNSTATED');

type Faults = Partial<Record<'recommendation' | 'stance' | 'strength' | 'rationale' | 'evidence' | 'other', ReactNode>>;

/** Says that the paper speaks to a recommendation: on which side, how strongly, why, and with which words. */
export function LinkForm(props: {
  account: string;
  paper: LinkedPaper;
  start: TypedLink;
  onDone: (hasChanged: boolean) => void;
}) {
  const text = useText();
  const client = useClient();
  const { account, paper } = props;
  const { passages, isAll, isLoading, error: failure, load } = usePassages(paper, ALL_PASSAGES);
  const [typed, setTyped] = useState(props.start);
  const [faults, setFaults] = useState<Faults>({});
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLElement>(null);
  const name = `${paper.id}.link`;
  useEffect(() => {
    keep(account, name, { ...typed, at: new Date().toISOString() });
  }, [account, name, typed]);
  useEffect(() => form.current?.querySelector<HTMLElement>('h2')?.focus(), []);
  const set = (part: Partial<TypedLink>) => setTyped((before) => ({ ...before, ...part }));

  const done = (hasChanged: boolean) => {
    forget(account, name);
    props.onDone(hasChanged);
  };
  const fail = (found: Faults) => {
    setFaults(found);
    setSending(false);
    // After the errors are shown.
    setTimeout(() => {
      const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset:has(.fault), .fault');
      (first?.querySelector<HTMLElement>('input') ?? first)?.focus();
    }, 50);
  };
  const send = async () => {
    const { recommendation, stance, strength, rationale = '' } = typed;
    const lacking: Faults = {
      ...(recommendation ? {} : { recommendation: text('submit.link.noTarget') }),
      ...(stance ? {} : { stance: text('submit.link.noStance') }),
      ...(strength ? {} : { strength: text('submit.link.noStrength') }),
      ...(rationale.trim() ? {} : { rationale: text('submit.link.noReason') }),
    };
    if (!recommendation || !stance || !strength || Object.keys(lacking).length > 0) return fail(lacking);
    setSending(true);
    const claim = { stance, strength, rationale, evidence: toEvidence(typed.quotes, passages) };
    const { errors, broken } = typed.link
      ? await client
          .mutation(ChangeLink, { input: { id: typed.link, ...claim } })
          .then(({ data, error }) => ({ errors: data?.reviseLink.errors, broken: error }))
      : await client
          .mutation(MakeLink, { input: { contribution: paper.id, recommendation, ...claim } })
          .then(({ data, error }) => ({ errors: data?.linkRecommendation.errors, broken: error }));
    if (broken) return fail({ other: text(problemOf(broken).message) });
    if (!errors || errors.length === 0) return done(true);
    const found: Faults = {};
    for (const fault of errors) {
      const part = (fault.path?.[0] ?? 'other') as keyof Faults;
      found[part in KNOWN ? part : 'other'] ??= <FaultText of={fault} />;
    }
    return fail(found);
  };

  return (
    <section className="link-form" ref={form} aria-labelledby="link-form">
      <h2 id="link-form" tabIndex={-1}>
        {text(typed.link ? 'submit.editLink' : 'submit.addLink')}
      </h2>
      <TargetField
        value={typed.recommendation ?? ''}
        isFixed={typed.link !== undefined}
        error={faults.recommendation}
        onChange={(recommendation) => set({ recommendation })}
      />
      <Choice
        legend={text('submit.link.stance')}
        value={typed.stance ?? ''}
        onChange={(stance) => set({ stance: stance as Stance })}
        error={faults.stance}
        options={SAID.map((stance) => ({
          value: stance,
          label: text(`stance.${stance}`),
          hint: text.of('submit.stanceMeans', stance),
        }))}
      />
      <Choice
        legend={text('submit.link.strength')}
        value={typed.strength ?? ''}
        onChange={(strength) => set({ strength: strength as Strength })}
        error={faults.strength}
        options={STRENGTHS.map((strength) => ({ value: strength, label: text(`strength.${strength}`) }))}
      />
      <Field label={text('submit.link.reason')} hint={text('submit.hint.reason')} isRequired error={faults.rationale}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={3_000}
            value={typed.rationale ?? ''}
            onChange={(event) => set({ rationale: event.target.value })}
          />
        )}
      </Field>
      {failure && (
        <div role="alert" className="notice problem">
          <p>{text('problem.partly')}</p>
          <button type="button" className="button" disabled={isLoading} onClick={() => void load()}>
            {text('problem.retry')}
          </button>
        </div>
      )}
      <EvidencePicker
        passages={passages}
        isAll={isAll}
        language={paper.language}
        quotes={typed.quotes}
        onChange={(quotes) => set({ quotes })}
        error={faults.evidence}
      />
      <div role="alert">{faults.other && <p className="fault">{faults.other}</p>}</div>
      <div className="row">
        <button type="button" className="button primary" disabled={isSending} onClick={() => void send()}>
          {text('submit.link.save')}
        </button>
        <button type="button" className="button" onClick={() => done(false)}>
          {text('parts.cancel')}
        </button>
      </div>
    </section>
  );
}

const KNOWN = { recommendation: 1, stance: 1, strength: 1, rationale: 1, evidence: 1 };
