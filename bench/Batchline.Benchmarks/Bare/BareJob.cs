namespace Batchline.Benchmarks.Bare;

internal sealed record BareJob(string Account, string Uuid, string Time, string Status, string Hash, string Document);
