import { useNavigate } from 'react-router';
import type { Client } from 'urql';
import { PORTAL_HEADERS } from '../../api/client';
import { FaultText, faultsOf } from '../../api/faults';
import { useText } from '../../language/text';
import { useTell } from '../../parts/notices';
import type { Fault } from '../../session/session-provider';
import type { Claim } from './claim-fields';
import type { OwnLink } from './forms';
import { hold, lastHeld, settle, takeBack } from './held';
import { type Item, targetOf } from './items';
import {
  AcceptSuggestion,
  AddComment,
  CorrectSuggestion,
  DecideLink,
  DeclinePaper,
  LinkPaper,
  PublishPaper,
  RejectSuggestion,
  RemoveComment,
  ReopenSuggestion,
  RequestChanges,
  StartReview,
} from './review-mutations';
import type { Reviewed } from './review-query';

// What is held goes out also while the page is being left.
const LASTING = { fetchOptions: { headers: PORTAL_HEADERS, keepalive: true } };

/** What an analyst does to a paper. Decisions are held for a moment and can be taken back; what is typed in a form is sent at once. */
export function useDecisions(given: {
  client: Client;
  paper: Reviewed;
  search: string;
  again: () => void;
  toNext: () => void;
}) {
  const text = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const { client, paper, again } = given;
  const failed = text('desk.notSent');
  const own = `/desk/${paper.reference}${given.search && `?${given.search}`}`;

  const decide = (item: Item, words: string, raisesVersion: boolean, send: () => Promise<Fault[]>) => {
    const about = item.key;
    tell({ text: words, action: { label: text('desk.undo'), run: () => undo(about) } });
    hold({ about, paper: paper.id, words, raisesVersion, send }, ([fault]) => {
      if (fault) tell({ text: <Told name={targetOf(item).code} fault={fault} /> });
      again();
    });
  };
  const undo = (about: string) => tell(text(takeBack(about) ? 'desk.takenBack' : 'desk.tooLate'));
  const raises = (item: Item) => item.type === 'SUGGESTION' && item.suggestion.kind !== 'RECOMMENDATION';
  const sent = async (result: Parameters<typeof faultsOf>[0]) => {
    const faults = faultsOf(result, failed);
    if (faults.length === 0) again();
    return faults;
  };

  return {
    undo,
    undoLast() {
      const last = lastHeld(paper.id);
      if (last) undo(last.about);
      else tell(text('desk.nothingToUndo'));
    },
    accept(item: Item, claim: Claim, reason?: string) {
      const { code } = targetOf(item);
      const words = text(item.type === 'LINK' ? 'desk.confirmed' : 'desk.accepted', { name: code });
      decide(item, words, raises(item), async () => {
        if (item.type === 'LINK') {
          const input = { id: item.key, decision: 'CONFIRM' as const, reason };
          return faultsOf(await client.mutation(DecideLink, { input }, LASTING).toPromise(), failed);
        }
        const input = item.suggestion.kind === 'RECOMMENDATION' ? { id: item.key, ...claim } : { id: item.key };
        return faultsOf(await client.mutation(AcceptSuggestion, { input }, LASTING).toPromise(), failed);
      });
    },
    reject(item: Item, reason: string) {
      const words = text('desk.rejected', { name: targetOf(item).code });
      decide(item, words, false, async () => {
        if (item.type === 'LINK') {
          const input = { id: item.key, decision: 'REJECT' as const, reason };
          return faultsOf(await client.mutation(DecideLink, { input }, LASTING).toPromise(), failed);
        }
        const input = { id: item.key, reason };
        return faultsOf(await client.mutation(RejectSuggestion, { input }, LASTING).toPromise(), failed);
      });
    },
    async correct(item: Item, code: string, claim: Claim): Promise<Fault[]> {
      const isLink = item.type === 'SUGGESTION' && item.suggestion.kind === 'RECOMMENDATION';
      const input = { id: item.key, code, ...(isLink ? claim : {}) };
      const result = await client.mutation(CorrectSuggestion, { input }).toPromise();
      if (result.data?.correctSuggestion.addedTo) tell(text('desk.addedTo', { name: code }));
      return sent(result);
    },
    async reopen(item: Item): Promise<Fault[]> {
      return sent(await client.mutation(ReopenSuggestion, { input: { id: item.key } }).toPromise());
    },
    async link({ recommendation, claim, rationale, quote }: OwnLink, passage: string | undefined): Promise<Fault[]> {
      const evidence = quote.trim() ? [{ passage, quote }] : [];
      const input = { contribution: paper.id, recommendation, ...claim, rationale, evidence };
      return sent(await client.mutation(LinkPaper, { input }).toPromise());
    },
    async comment(comment: string, quote: string, passage: string | undefined): Promise<Fault[]> {
      const input = { contribution: paper.id, passage, quote: passage && quote.trim() ? quote : null, text: comment };
      return sent(await client.mutation(AddComment, { input }).toPromise());
    },
    async removeComment(id: string): Promise<Fault[]> {
      return sent(await client.mutation(RemoveComment, { input: { id } }).toPromise());
    },
    /** The last step on a paper: what was decided on its items goes first, then this is held, and the next paper is there. */
    async finish(step: 'PUBLISH' | 'CHANGES' | 'DECLINE', note?: string) {
      const rose = await settle(paper.id);
      const isNew = (paper.pending?.status ?? paper.status) === 'SUBMITTED';
      const seen = paper.version + rose;
      const name = paper.pending?.title ?? paper.title;
      const words = text(`desk.finished.${step}`, { name });
      const operation = { PUBLISH: PublishPaper, CHANGES: RequestChanges, DECLINE: DeclinePaper }[step];
      const send = async (): Promise<Fault[]> => {
        if (isNew) {
          const begun = await client
            .mutation(StartReview, { input: { id: paper.id, version: seen } }, LASTING)
            .toPromise();
          const faults = faultsOf(begun, failed);
          if (faults.length > 0) return faults;
        }
        const version = seen + (isNew ? 1 : 0);
        return faultsOf(
          await client.mutation(operation, { input: { id: paper.id, version, note } }, LASTING).toPromise(),
          failed,
        );
      };
      hold({ about: paper.id, paper: paper.id, words, send }, ([fault]) => {
        if (!fault) return;
        const told =
          fault.code === 'VERSION_CONFLICT' ? text('desk.conflict', { name }) : <Told name={name} fault={fault} />;
        tell({ text: told, action: { label: text('desk.openAgain'), run: () => void navigate(own) } });
      });
      tell({
        text: words,
        action: {
          label: text('desk.undo'),
          run: () => {
            undo(paper.id);
            void navigate(own);
          },
        },
      });
      given.toNext();
    },
  };
}

/** What a decision was about, and why it was refused. */
function Told({ name, fault }: { name: string; fault: Fault }) {
  return (
    <>
      {name}: <FaultText of={fault} />
    </>
  );
}
