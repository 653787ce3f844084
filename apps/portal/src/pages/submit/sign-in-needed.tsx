import { SignInFirst } from '../../app/only';
import { useText } from '../../language/text';

/** Handing in needs an account. What was typed before the session ended waits in this browser. */
export function SignInNeeded() {
  const text = useText();
  return <SignInFirst title={text('submit.title')}>{text('submit.signIn')}</SignInFirst>;
}
