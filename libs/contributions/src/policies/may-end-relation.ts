import { type Actor, isAnalyst } from '#libs/identity';
import { ContributionAction, type LifecycleSubject, transitionFor } from './lifecycle.js';

/** Whether an actor may take back what was said of two papers: analysts may, and who said it while they may relate that paper. */
export function mayEndRelation(actor: Actor, relation: { madeBy: string | null }, from: LifecycleSubject): boolean {
  if (isAnalyst(actor)) return true;
  if (actor.accountId === null || relation.madeBy !== actor.accountId) return false;
  return 'transition' in transitionFor(actor, ContributionAction.RELATE, from);
}
