namespace Batchline.Api.Cron;

/// <summary>What a tick did.</summary>
/// <param name="Accounts">Accounts worked on.</param>
/// <param name="Jobs">Jobs that got an outcome.</param>
/// <param name="RemainingDue">Accounts that are due now, up to a thousand.</param>
internal sealed record TickView(int Accounts, int Jobs, int RemainingDue);
