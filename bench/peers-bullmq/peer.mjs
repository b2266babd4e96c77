// Keeps PostgreSQL in step with Workiz as users of BullMQ do: a queue and a worker for each account, with the worker's limiter.
// Prints its address, begins at POST /api/init-batch-update, and ends together with its input.
import http from 'node:http';
import { Queue, Worker } from 'bullmq';
import Redis from 'ioredis';
import pg from 'pg';

const work = JSON.parse(process.env.PEER_WORK);
const database = new pg.Pool({ connectionString: work.database });
const connection = new Redis(work.redisPort, '127.0.0.1', { maxRetriesPerRequest: null });
const { rows: accounts } = await database.query('SELECT id, token FROM accounts ORDER BY id');

const upsert = {
  name: 'upsert',
  text: `INSERT INTO jobs (account_id, uuid, job_date_time, status, data, last_updated)
    VALUES ($1, $2, $3, $4, $5, now())
    ON CONFLICT (account_id, uuid) DO UPDATE SET job_date_time = excluded.job_date_time, status = excluded.status,
      data = excluded.data, last_updated = excluded.last_updated`,
};

async function refresh(account, uuid) {
  const response = await fetch(`${work.workiz}${account.token}/job/get/${uuid}/`);
  if (!response.ok) throw new Error(`Workiz API error: ${response.status}`);
  const { data: [record] } = await response.json();
  await database.query({ ...upsert, values: [account.id, uuid, record.JobDateTime, record.Status, record] });
}

const limiter = work.intervalMs > 0 ? { max: 1, duration: work.intervalMs } : undefined;
const queues = accounts.map((account) => {
  const name = `account-${account.id}`;
  const worker = new Worker(name, (job) => refresh(account, job.data.uuid), {
    connection, concurrency: 1, limiter, lockDuration: work.recoveryMs, stalledInterval: work.recoveryMs,
  });
  worker.on('failed', (job, error) => console.error(`Failed to update job ${job?.data.uuid}: ${error.message}`));
  return { account, queue: new Queue(name, { connection }) };
});

async function begin() {
  await Promise.all(queues.map(async ({ account, queue }) => {
    const { rows } = await database.query('SELECT uuid FROM jobs WHERE account_id = $1 ORDER BY uuid', [account.id]);
    await queue.addBulk(rows.map(({ uuid }) => ({
      name: 'refresh',
      data: { uuid },
      opts: { attempts: 3, backoff: { type: 'exponential', delay: 1000 }, removeOnComplete: true },
    })));
  }));
}

const server = http.createServer(async (request, response) => {
  const wanted = request.method === 'POST' && request.url === '/api/init-batch-update';
  if (wanted) await begin();
  response.writeHead(wanted ? 202 : 404).end();
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
process.stdin.resume().on('end', () => process.exit());
