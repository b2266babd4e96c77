namespace Batchline.Simulator.Quota;

internal sealed record QuotaRule(int Calls, TimeSpan Window, QuotaKind Kind);
