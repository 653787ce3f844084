import { type ReactNode, useState } from 'react';
import { faultAt, ownFault } from '../../api/faults';
import { useText } from '../../language/text';
import { Field } from '../../parts/field';
import { FormDialog } from '../../parts/form-dialog';
import type { Fault } from '../../session/session-provider';
import { type Claim, ClaimFields, FIRST_CLAIM } from './claim-fields';
import { type Item, targetOf } from './items';
import { TargetField } from './target-field';

const REASONS = ['passing', 'subject', 'meaning'] as const;

/** Why something is rejected or confirmed without evidence; the usual reasons are one key away. */
export function ReasonDialog(props: {
  title: string;
  action: string;
  isUsual?: boolean;
  onSend: (reason: string) => Promise<Fault[]>;
  onClose: () => void;
}) {
  const text = useText();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={props.title}
      action={props.action}
      fields={['reason', 'note']}
      onClose={props.onClose}
      onSend={() =>
        reason.trim() === '' ? Promise.resolve([ownFault(text('desk.reasonNeeded'), 'reason')]) : props.onSend(reason)
      }
    >
      {(faults) => (
        <>
          {props.isUsual && (
            <div className="row usual">
              {REASONS.map((name) => (
                <button
                  key={name}
                  type="button"
                  className="button small"
                  onClick={() => setReason(text(`desk.usual.${name}`))}
                >
                  {text(`desk.usual.${name}`)}
                </button>
              ))}
            </div>
          )}
          <Field label={text('desk.reason')} error={faultAt(faults, 'reason') ?? faultAt(faults, 'note')} isRequired>
            {(control) => (
              <textarea
                {...control}
                // biome-ignore lint/a11y/noAutofocus: it is what the dialog asks for.
                autoFocus
                rows={3}
                maxLength={3000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}

/** What is meant in place of what was suggested: another of the same kind. */
export function CorrectDialog(props: {
  item: Extract<Item, { type: 'SUGGESTION' }>;
  claim: Claim;
  onSend: (code: string, claim: Claim) => Promise<Fault[]>;
  onClose: () => void;
}) {
  const text = useText();
  const [code, setCode] = useState('');
  const [claim, setClaim] = useState(props.claim);
  const { kind } = props.item.suggestion;
  return (
    <FormDialog
      title={text('desk.correctOf', { name: targetOf(props.item).code })}
      action={text('desk.correct')}
      fields={['code']}
      onClose={props.onClose}
      onSend={() => (code ? props.onSend(code, claim) : Promise.resolve([ownFault(text('desk.chooseOne'), 'code')]))}
    >
      {(faults) => (
        <>
          <TargetField kind={kind} value={code} onChange={setCode} error={faultAt(faults, 'code')} />
          {kind === 'RECOMMENDATION' && <ClaimFields label={code} claim={claim} onChange={setClaim} />}
        </>
      )}
    </FormDialog>
  );
}

export interface OwnLink {
  recommendation: string;
  claim: Claim;
  rationale: string;
  quote: string;
}

/** A link of one's own, with the words that say so: those selected, or cut from the passage by keyboard. */
export function LinkDialog(props: { words: string; onSend: (link: OwnLink) => Promise<Fault[]>; onClose: () => void }) {
  const text = useText();
  const [link, setLink] = useState<OwnLink>({
    recommendation: '',
    claim: FIRST_CLAIM,
    rationale: '',
    quote: props.words,
  });
  return (
    <FormDialog
      title={text('desk.ownLink')}
      action={text('desk.ownLink.send')}
      fields={['recommendation', 'rationale', 'evidence.0.quote']}
      onClose={props.onClose}
      onSend={() =>
        link.recommendation.trim() === ''
          ? Promise.resolve([ownFault(text('desk.chooseOne'), 'recommendation')])
          : props.onSend(link)
      }
    >
      {(faults) => (
        <>
          <TargetField
            kind="RECOMMENDATION"
            value={link.recommendation}
            error={faultAt(faults, 'recommendation')}
            onChange={(recommendation) => setLink({ ...link, recommendation })}
          />
          <ClaimFields
            label={link.recommendation}
            claim={link.claim}
            onChange={(claim) => setLink({ ...link, claim })}
          />
          <Field label={text('desk.rationale')} error={faultAt(faults, 'rationale')} isRequired>
            {(control) => (
              <textarea
                {...control}
                rows={2}
                maxLength={3000}
                value={link.rationale}
                onChange={(event) => setLink({ ...link, rationale: event.target.value })}
              />
            )}
          </Field>
          <QuoteField
            value={link.quote}
            error={faultAt(faults, 'evidence', '0', 'quote')}
            onChange={(quote) => setLink({ ...link, quote })}
          />
        </>
      )}
    </FormDialog>
  );
}

function QuoteField(props: { value: string; error?: ReactNode; onChange: (quote: string) => void }) {
  const text = useText();
  return (
    <Field label={text('desk.quote')} hint={text('desk.quoteHint')} error={props.error}>
      {(control) => (
        <textarea
          {...control}
          rows={4}
          maxLength={2000}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What its author should change, at a passage or of the whole. */
export function CommentDialog(props: {
  words: string;
  hasPassage: boolean;
  onSend: (comment: string, quote: string) => Promise<Fault[]>;
  onClose: () => void;
}) {
  const text = useText();
  const [comment, setComment] = useState('');
  const [quote, setQuote] = useState(props.words);
  return (
    <FormDialog
      title={text(props.hasPassage ? 'desk.comment.passage' : 'desk.comment.whole')}
      action={text('desk.comment.add')}
      fields={['text', 'quote']}
      onClose={props.onClose}
      onSend={() =>
        comment.trim() === ''
          ? Promise.resolve([ownFault(text('desk.comment.needed'), 'text')])
          : props.onSend(comment, quote)
      }
    >
      {(faults) => (
        <>
          <Field label={text('desk.comment.text')} hint={text('desk.comment.hint')} error={faultAt(faults, 'text')}>
            {(control) => (
              <textarea
                {...control}
                // biome-ignore lint/a11y/noAutofocus: it is what the dialog asks for.
                autoFocus
                rows={3}
                maxLength={3000}
                value={comment}
                onChange={(event) => setComment(event.target.value)}
              />
            )}
          </Field>
          {props.hasPassage && <QuoteField value={quote} error={faultAt(faults, 'quote')} onChange={setQuote} />}
        </>
      )}
    </FormDialog>
  );
}
