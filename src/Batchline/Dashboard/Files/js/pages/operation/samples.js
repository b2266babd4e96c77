import { useEffect, useRef } from '../../core/view.js';

const span = 60_000;
const kept = 20_000;

/** What this page saw of the operation: [{at, done, failed, calls}]. */
export function useSamples(progress, at) {
  const samples = useRef([]);
  useEffect(() => {
    if (!progress) return;
    const { jobs, calls } = progress;
    samples.current.push({ at, done: jobs.completed + jobs.missing, failed: jobs.failed, calls: calls.total });
    if (samples.current.length > kept) samples.current.splice(0, kept / 2);
  }, [at]);
  return samples.current;
}

/** How much of something was done in a minute, over the last one; null: not watched for long enough. */
export function rateOf(samples, field, now) {
  const recent = samples.filter((sample) => sample.at > now - span);
  const before = samples.findLast((sample) => sample.at <= now - span);
  const first = before ?? recent[0];
  if (!first || now - first.at < 3_000) return null;
  const from = before ? now - span : first.at;
  return Math.max(0, ((samples.at(-1)[field] - first[field]) / (now - from)) * 60_000);
}

/** The samples as a timeline of the API, for operations that have no batches to draw one from. */
export function timelineOf(samples) {
  if (samples.length < 2) return null;
  const from = samples[0].at;
  const seconds = Math.max(1, Math.ceil((samples.at(-1).at - from) / 1000 / 120));
  const size = Math.floor((samples.at(-1).at - from) / 1000 / seconds) + 1;
  const [done, failed] = [new Array(size).fill(0), new Array(size).fill(0)];
  for (let i = 1; i < samples.length; i++) {
    const bucket = Math.floor((samples[i].at - from) / 1000 / seconds);
    done[bucket] += Math.max(0, samples[i].done - samples[i - 1].done);
    failed[bucket] += Math.max(0, samples[i].failed - samples[i - 1].failed);
  }
  return { from: new Date(from).toISOString(), bucketSeconds: seconds, done, failed };
}
