import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { LinkTargetsQuery } from '../../api/generated/graphql';
import { useText } from '../../language/text';
import { Answer } from '../../parts/answer';
import { Field } from '../../parts/field';
import { mentions } from '../../parts/mentions';
import { useDraftState } from './draft-context';
import { useTargets } from './lookups';

interface Props {
  value: string;
  isFixed: boolean;
  error: ReactNode;
  onChange: (code: string) => void;
}

/** Which recommendation is meant: asked once it is known which there are. */
export function TargetField(props: Props) {
  const { answer, items } = useTargets();
  return <Answer of={answer}>{() => <Target {...props} targets={items} />}</Answer>;
}

/** Those that the text speaks of first, then by chapter. */
function Target({ targets, ...props }: Props & { targets: LinkTargetsQuery['recommendations']['nodes'] }) {
  const text = useText();
  const { fields } = useDraftState();
  const [parameters] = useSearchParams();
  const said = `${fields.title}\n${fields.abstract}\n${fields.body}`;
  const wanted = parameters.get('recommendation');
  const near = targets.filter(({ code, cues }) => code === wanted || mentions(said, [code, ...cues]));
  const chapters = [...new Set(targets.map(({ chapter }) => chapter))];
  const chosen = targets.find(({ code }) => code === props.value);
  const option = ({ code, title }: { code: string; title: string }) => (
    <option key={code} value={code}>
      {title} ({code})
    </option>
  );
  return (
    <>
      <Field label={text('submit.link.target')} isRequired error={props.error}>
        {(control) => (
          <select
            {...control}
            disabled={props.isFixed}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
          >
            <option value="">{text('submit.choose')}</option>
            {near.length > 0 && <optgroup label={text('parts.mentioned')}>{near.map(option)}</optgroup>}
            {chapters.map((chapter) => (
              <optgroup key={chapter} label={chapter}>
                {targets.filter((one) => one.chapter === chapter && !near.includes(one)).map(option)}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      {chosen && (
        <p className="hint" lang="en">
          {chosen.summary}
        </p>
      )}
    </>
  );
}
