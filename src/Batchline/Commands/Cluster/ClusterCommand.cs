using System.CommandLine;
using Batchline.Api.Cluster;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Cluster;

/// <summary><c>batchline cluster</c>.</summary>
internal static class ClusterCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ProgramCommand(
            "cluster",
            "Shows the processes that share the accounts, how many each has at work, and which one leads.",
            "batchline cluster --url http://127.0.0.1:5080",
            "batchline cluster --url http://127.0.0.1:5080 --json | jq '.silos[].accounts'");
        command.Does(terminal, (_, place) => ShowAsync(place));
        return command;
    }

    private static async Task<int> ShowAsync(ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var cluster = await api.GetAsync<ClusterView>("/api/cluster", place.Stop);
        if (place.Json)
        {
            await place.WriteJsonAsync(cluster);
            return ExitCodes.Success;
        }

        var table = new Table().RoundedBorder().AddColumns("process", "status", "accounts", "moved", "version", "started");
        foreach (var silo in cluster.Silos)
        {
            table.AddRow(
                Cell.Of(silo.Id == cluster.Leader ? $"{silo.Address} (leads)" : silo.Address),
                Cell.Of(silo.Status),
                Cell.Of(silo.Accounts is { } accounts ? $"{accounts}" : "?"),
                Cell.Of(silo.Moved is { } moved ? $"{moved}" : "?"),
                Cell.Of(silo.Version),
                Cell.Of(Cell.Time(silo.StartedAt)));
        }

        place.Terminal.Screen.Write(table);
        await place.Terminal.Output.WriteLineAsync(cluster.Leader is null
            ? $"{cluster.Due} accounts are due. No process says that it leads."
            : $"{cluster.Due} accounts are due.");
        return ExitCodes.Success;
    }
}
