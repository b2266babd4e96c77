namespace Batchline.Api.Accounts;

/// <summary>The quota found out from 429s.</summary>
internal sealed record LearnedQuotaView(int Calls, double WindowSeconds);
