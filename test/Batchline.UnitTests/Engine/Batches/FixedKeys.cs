using Batchline.Engine.Ids;
using Batchline.Engine.Records;

namespace Batchline.UnitTests.Engine.Batches;

/// <summary>Keys of stored jobs, every one of them selected.</summary>
internal sealed class FixedKeys(int count) : IJobKeys
{
    public List<JobSelection> Asked { get; } = [];

    public static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(job => $"J{job:00000}");

    public Task<IReadOnlyList<string>> KeysAsync(
        AccountId account, JobSelection selection, string? after, int limit, CancellationToken cancellationToken)
    {
        Asked.Add(selection);
        return Task.FromResult<IReadOnlyList<string>>(
            [.. Names(count).Where(name => after is null || string.CompareOrdinal(name, after) > 0).Take(limit)]);
    }

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(
        IReadOnlyDictionary<AccountId, JobSelection> selections, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<AccountId, long>>(selections.ToDictionary(one => one.Key, _ => (long)count));

    public Task<TakenIn> TakeInAsync(AccountId account, string? after, CancellationToken cancellationToken) => Task.FromResult(TakenIn.Nothing);
}
