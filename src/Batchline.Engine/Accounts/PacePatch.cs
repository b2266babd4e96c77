namespace Batchline.Engine.Accounts;

/// <summary>A change of an account's pace: a field that is left out stays, and null takes it back to the setting.</summary>
public record PacePatch
{
    public Optional<TimeSpan?> MinInterval { get; init; }
    public Optional<int?> QuotaCalls { get; init; }
    public Optional<TimeSpan?> QuotaWindow { get; init; }
    public Optional<double?> QuotaShare { get; init; }

    public AccountPace ApplyTo(AccountPace old) => new()
    {
        MinInterval = MinInterval.Or(old.MinInterval),
        QuotaCalls = QuotaCalls.Or(old.QuotaCalls),
        QuotaWindow = QuotaWindow.Or(old.QuotaWindow),
        QuotaShare = QuotaShare.Or(old.QuotaShare),
    };
}
