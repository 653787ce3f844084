import { useSearchParams } from 'react-router';

/** The same address with one parameter set; an empty value takes it away. */
export function withParameter(parameters: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(parameters);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

/** Sets a parameter of the address where one is, so that going back leads to the page before and not to the choice before. */
export function useSetParameter(): (name: string, value: string) => void {
  const [, setParameters] = useSearchParams();
  return (name, value) =>
    setParameters((before) => withParameter(before, name, value), { replace: true, preventScrollReset: true });
}
