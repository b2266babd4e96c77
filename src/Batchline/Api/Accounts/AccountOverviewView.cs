namespace Batchline.Api.Accounts;

/// <summary>How the accounts are, as they were some seconds ago.</summary>
internal sealed record AccountOverviewView
{
    public required int Total { get; init; }
    public required int Enabled { get; init; }
    public required int Disabled { get; init; }

    /// <summary>Blocked ones, whether enabled or not.</summary>
    public required int Blocked { get; init; }

    /// <summary>Enabled ones that are blocked.</summary>
    public required int NeedYou { get; init; }

    /// <summary>Those that need you, at most 20.</summary>
    public required IReadOnlyList<AccountView> BlockedAccounts { get; init; }

    /// <summary>The 8 enabled ones that were synced longest ago, or never.</summary>
    public required IReadOnlyList<AccountView> StalestAccounts { get; init; }
}
