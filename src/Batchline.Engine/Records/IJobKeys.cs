namespace Batchline.Engine.Records;

/// <summary>Reads the keys of stored jobs.</summary>
public interface IJobKeys
{
    /// <summary>UUIDs in ordinal order after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<string>> KeysAsync(
        AccountId account, JobSelection selection, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>How many jobs of each account its selection means.</summary>
    Task<IReadOnlyDictionary<AccountId, long>> CountAsync(IReadOnlyDictionary<AccountId, JobSelection> selections, CancellationToken cancellationToken);

    /// <summary>Assigns jobs that other programs stored to the account, some at a time, so that they are planned.</summary>
    Task<TakenIn> TakeInAsync(AccountId account, string? after, CancellationToken cancellationToken);
}
