using Orleans.Runtime.MembershipService;

namespace Batchline.Cluster.Silos;

/// <summary>Why a process did not get into its cluster, in a sentence.</summary>
public static class JoinFault
{
    /// <summary>Null: it was something else.</summary>
    public static string? Of(Exception exception) => exception is OrleansClusterConnectivityCheckFailedException
        ? "This process cannot join the cluster: it does not reach all of its processes, or they do not reach it. 'batchline cluster' shows their addresses."
            + " Is Cluster:Address right, and is Cluster:SiloPort open between all of them?"
        : null;
}
