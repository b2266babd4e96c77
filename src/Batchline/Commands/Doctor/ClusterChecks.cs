using Batchline.Api.Cluster;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Doctor;

/// <summary>Do the processes that share the accounts answer, and does one of them lead?</summary>
internal static class ClusterChecks
{
    public static async Task AddAsync(List<Finding> findings, ApiClient api, ServerChoice place)
    {
        // A local command is no process of a cluster.
        if (api.IsLocal)
            return;
        var cluster = await api.GetAsync<ClusterView>("/api/cluster", place.Stop);
        if (cluster.Mode != "cluster")
            return;
        var troubled = cluster.Silos.Where(silo => silo.Status is "silent" or "closed").Select(silo => $"{silo.Address} is {silo.Status}").ToList();
        findings.Add((troubled, cluster.Leader, cluster.Silos.Count) switch
        {
            ({ Count: > 0 }, _, _) => Finding.Bad(
                "cluster", $"{string.Join(", ", troubled)}.", "Look at the log of that process: silent ones cannot be reached at their address, closed ones do not reach the database."),
            (_, null, _) => Finding.Bad("cluster", "No process leads.", "Look again in ten seconds. If none leads then, look at the logs: does each process reach the database?"),
            (_, _, 1) => Finding.Odd("cluster", "It has one process, so nobody takes over its accounts when it dies.", "Start another one on the same database."),
            _ => Finding.Good("cluster", $"Its {cluster.Silos.Count} processes answer, and one leads."),
        });
    }
}
