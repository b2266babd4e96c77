using Batchline.Engine.Records;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Connection;

/// <summary>A stored job with what queries filter by.</summary>
internal sealed record MemoryJob(StoredJob Job, JobFacts Facts);
