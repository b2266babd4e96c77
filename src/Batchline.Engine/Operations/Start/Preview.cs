namespace Batchline.Engine.Operations.Start;

/// <summary>What a start would mean.</summary>
public abstract record Preview
{
    private Preview()
    {
    }

    public sealed record Estimated(IReadOnlyList<AccountEstimate> Accounts, IReadOnlyList<AccountId> Skipped) : Preview
    {
        public long Jobs => Accounts.Sum(account => account.Jobs);

        public long Calls => Accounts.Sum(account => account.Calls);

        /// <summary>The slowest account decides, because all work side by side.</summary>
        public TimeSpan Eta => Accounts.Max(account => account.Eta);
    }

    public sealed record NoAccounts : Preview;

    public sealed record UnknownAccounts(IReadOnlyList<AccountId> Ids) : Preview;
}
