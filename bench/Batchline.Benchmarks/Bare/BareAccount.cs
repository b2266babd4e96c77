namespace Batchline.Benchmarks.Bare;

internal sealed record BareAccount(string Id, string Token, IReadOnlyList<string> Uuids);
