import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';
import { type Fault, useSession } from '../../session/session-provider';

/** Signs in, and leads back to where one came from. Password managers and pasting work: nothing has to be remembered or retyped. */
export default function SignIn() {
  const text = useText();
  const { viewer, signIn } = useSession();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [isSending, setSending] = useState(false);
  const to = insideOnly(parameters.get('to'));
  if (viewer && !isSending) return <Navigate to={to} replace />;

  const send = async (form: FormData) => {
    setSending(true);
    const found = await signIn(String(form.get('email')), String(form.get('password')));
    setFaults(found);
    setSending(false);
    if (found.length === 0) return navigate(to, { replace: true });
    document.getElementById('password')?.focus();
    return undefined;
  };
  return (
    <div className="page narrow">
      <PageHeading title={text('signIn.title')} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send(new FormData(event.currentTarget));
        }}
      >
        <label htmlFor="email">{text('signIn.email')}</label>
        <input id="email" name="email" type="email" autoComplete="username" required maxLength={320} />
        <label htmlFor="password">{text('signIn.password')}</label>
        <input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1000}
          aria-describedby="sign-in-problem"
          aria-invalid={faults.length > 0}
        />
        <div id="sign-in-problem" role="alert">
          {faults.map((fault) => (
            <p key={fault.code} className="fault">
              {text.of('signIn.fault', ['INVALID', 'LIMIT_REACHED'].includes(fault.code) ? fault.code : 'OTHER')}
            </p>
          ))}
        </div>
        <button type="submit" className="button primary" disabled={isSending}>
          {text('signIn.send')}
        </button>
      </form>
      <p>{text('signIn.help')}</p>
    </div>
  );
}

/** Only an address of this site: a link from elsewhere must not lead away from here through us. */
function insideOnly(address: string | null): string {
  if (!address) return '/';
  const url = new URL(address, location.origin);
  return url.origin === location.origin && url.pathname !== '/sign-in' ? url.pathname + url.search : '/';
}
