namespace Batchline.Commands.Doctor;

/// <summary>What of an account state tells whether Workiz has long been in its way.</summary>
/// <param name="WaitingSince">Null: the server does not tell.</param>
internal sealed record TroubledAccount(
    string Status, string? WaitingReason, DateTimeOffset? WaitingSince, DateTimeOffset? EndTime, DateTimeOffset? StartTime)
{
    /// <summary>A retry or two and a short outage are everyday life.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    /// <summary>Workiz gives it no proper answer, or refuses it, and has for more than two minutes.</summary>
    public bool IsForLong(DateTimeOffset now) =>
        (Status == "blocked" || (Status == "processing" && WaitingReason == "upstream"))
        && (WaitingSince ?? EndTime ?? StartTime) is { } since
        && now - since > Long;
}
