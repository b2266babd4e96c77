using Batchline.Cluster;
using Batchline.Cluster.Members;
using Batchline.Commands.Shell;
using Batchline.Settings;
using Batchline.Telemetry;

namespace Batchline.Start;

/// <summary>Makes the server one of a cluster's processes.</summary>
internal static class ClusterStart
{
    /// <exception cref="SettingsException">This process has no address that it may use.</exception>
    public static void AddCluster(this WebApplicationBuilder builder, StartupSettings settings) => builder.AddCluster(new ThisMember
    {
        ClusterId = settings.Cluster.Id,
        Address = OwnAddress.Of(settings.Cluster, settings.Store),
        Version = ProgramVersion.Text,
        Certificate = settings.Cluster.ReadCertificate(),
        End = End,
    });

    private static void End(Exception? exception)
    {
        Console.Error.WriteLine(exception is null
            ? "batchline: the other processes of the cluster took this one for dead, so it ends. Start it again; service managers and Kubernetes do so by themselves."
            : $"batchline: it cannot take part in its cluster any more, so it ends: {exception.Message}");
        Environment.Exit(exception is null ? ExitCodes.LeftCluster : ExitCodes.Broken);
    }
}
