/** Asks the api; throws when the answer has errors, at its root or in a payload. */
export function clientOf(url, token) {
  return async (query, variables = {}) => {
    const { text, data } = await ask(url, { query, variables }, token);
    for (const payload of Object.values(data))
      if (payload?.errors?.length > 0) throw new Error(`Refused: ${JSON.stringify(payload.errors)}`);
    return { data, bytes: Buffer.byteLength(text) };
  };
}

async function ask(url, body, token) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  if (!response.ok || errors) throw new Error(`${response.status} ${text.slice(0, 500)}`);
  return { text, data };
}

/** The value below which this share of the numbers lies. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (numbers) => percentile(numbers, 0.5);
