using Batchline.Engine.Records;

namespace Batchline.Stores.Memory;

/// <summary>A stored job with what queries filter by.</summary>
internal sealed record MemoryJob(StoredJob Job, JobFacts Facts);
