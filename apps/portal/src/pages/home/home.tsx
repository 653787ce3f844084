import { PageHeading } from '../../app/page-heading';
import { useText } from '../../language/text';

/** What this is, and where to begin. */
export default function Home() {
  const text = useText();
  return (
    <div className="page narrow">
      <PageHeading title={text('home.title')} />
      <p className="lead">{text('home.lead')}</p>
      <p>{text('home.how')}</p>
    </div>
  );
}
