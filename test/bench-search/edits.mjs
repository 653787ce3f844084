import pg from 'pg';

/** Edits of titles and passages in turn, at a steady rate, until stopped: triggers, projector and engine follow as in earnest. */
export async function startEdits(databaseUrl, { random, texts }, perSecond) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const { rows: papers } = await pool.query('select id, current_revision_id as revision from contribution order by id');
  const failures = [];
  const running = new Set();
  let edits = 0;
  const timer = setInterval(() => {
    const edit = editOf(pool, random.pick(papers), random, texts, edits++)
      .catch((error) => failures.push(error))
      .finally(() => running.delete(edit));
    running.add(edit);
  }, 1_000 / perSecond);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(running);
      await pool.end();
      if (failures.length > 0) throw failures[0];
      return edits;
    },
  };
}

function editOf(pool, { id, revision }, random, texts, turn) {
  const topic = texts.topic();
  return turn % 2 === 0
    ? pool.query('update revision set title = $2 where id = $1', [revision, texts.title(topic, 8)])
    : pool.query('update passage set text = $3 where contribution_id = $1 and position = $2', [
        id,
        1 + random.below(10),
        texts.prose(topic, 120),
      ]);
}
