import { Link } from 'react-router';
import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';

/** An address that leads nowhere, or to what one may not read: both look alike. */
export default function NotFound() {
  const text = useText();
  return (
    <div className="page narrow">
      <PageHeading title={text('notFound.title')} />
      <p>{text('notFound.body')}</p>
      <p>
        <Link to="/">{text('notFound.home')}</Link>
      </p>
    </div>
  );
}
