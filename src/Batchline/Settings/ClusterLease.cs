using Batchline.Engine.Settings;
using Batchline.Settings.Reading;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Settings;

/// <summary>In a cluster, the accounts of a process that died should not wait long: its leases are short unless the settings say otherwise.</summary>
internal sealed class ClusterLease(SettingsSection<HostingOptions> hosting) : IPostConfigureOptions<ProcessOptions>
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(6);

    public void PostConfigure(string? name, ProcessOptions options)
    {
        if (hosting.Read().Mode == HostingMode.Cluster)
            options.LeaseDuration ??= Short;
    }
}
