using Batchline.Engine.Doors;
using Batchline.Engine.Drivers;
using Batchline.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Batchline.Drivers;

/// <summary>Outside a cluster, a process knows only itself.</summary>
internal sealed class OwnProcess(AccountSlices slices, DueLooks looks, IServer server, TimeProvider clock) : IProcessMap
{
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    public string? OutBecause => null;

    public Task<IReadOnlyList<ProcessFacts>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ProcessFacts>>(
    [
        new ProcessFacts(
            $"{Environment.MachineName}:{Environment.ProcessId}",
            server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "",
            ProgramVersion.Text,
            "active",
            slices.Count,
            slices.GivenAway,
            looks.IsRunning,
            _startedAt),
    ]);
}
