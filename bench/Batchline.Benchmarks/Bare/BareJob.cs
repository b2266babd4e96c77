using Batchline.Stores.Rules;

namespace Batchline.Benchmarks.Bare;

internal sealed record BareJob(string Account, string Uuid, JobFacts Facts, string Document);
