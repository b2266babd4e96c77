using Batchline.Engine.Settings;
using Batchline.Settings.Reading;

namespace Batchline.Settings.Sections;

internal sealed class ProcessOptionsValidator(SettingsSection<WorkizOptions> workiz, SettingsSection<HostingOptions> hosting) : SectionValidator<ProcessOptions>("Process")
{
    /// <summary>What a lease must last beyond a request, so that its renewal can be late.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(5);

    /// <summary>Each renewal must have time to be late once.</summary>
    private static readonly TimeSpan LeastInCluster = TimeSpan.FromSeconds(5);

    protected override void Check(ProcessOptions options, Action<string, string> fault)
    {
        Range(fault, nameof(options.MaxRetries), options.MaxRetries, 0, 1000);
        Range(fault, nameof(options.AutoRetries), options.AutoRetries, 0, 20);
        Range(fault, nameof(options.RetryBaseDelay), options.RetryBaseDelay, TimeSpan.Zero, TimeSpan.FromHours(1));
        Range(fault, nameof(options.BlockedTimeout), options.BlockedTimeout, TimeSpan.Zero, TimeSpan.FromDays(365));
        Range(fault, nameof(options.SliceBudget), options.SliceBudget, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Range(fault, nameof(options.MaxParallelAccounts), options.MaxParallelAccounts, 1, 1_000_000);
        var lease = options.LeaseDuration ?? ProcessOptions.UsualLease;
        if (hosting.Read().Mode == HostingMode.Cluster)
            Range(fault, nameof(options.LeaseDuration), lease, LeastInCluster, TimeSpan.FromHours(1));
        else if (lease <= workiz.Read().RequestTimeout + LeaseMargin)
            fault(nameof(options.LeaseDuration), "must be above Workiz:RequestTimeout + 00:00:05");
        else if (lease > TimeSpan.FromHours(1))
            fault(nameof(options.LeaseDuration), "must be at most 01:00:00");
    }
}
