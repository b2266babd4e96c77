namespace Batchline.Simulator.Quota;

internal sealed record QuotaRule(int Calls, TimeSpan Window, QuotaKind Kind)
{
    public static QuotaRule? From(SimulatorOptions options) =>
        options.QuotaCalls is { } calls ? new QuotaRule(calls, options.QuotaWindow, options.QuotaKind) : null;
}
