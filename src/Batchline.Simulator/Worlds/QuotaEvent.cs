using Batchline.Simulator.Quota;

namespace Batchline.Simulator.Worlds;

/// <summary>The quota changes; calls made before still count.</summary>
public sealed record QuotaEvent : AccountEvent
{
    /// <summary>No quota when null.</summary>
    public int? Calls { get; init; }

    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    public QuotaKind Sort { get; init; }

    internal override IEnumerable<string> FindFaults(SimulatorOptions options) => Calls < 1 || Window <= TimeSpan.Zero
        ? base.FindFaults(options).Append($"A quota of {Calls} calls in {Window} makes no sense.")
        : base.FindFaults(options);

    internal override void Apply(World world, Account account) =>
        account.Quota.Rule = Calls is { } calls ? new QuotaRule(calls, Window, Sort) : null;
}
