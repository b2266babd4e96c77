using Batchline.Engine.Accounts;
using Batchline.Rehearsal.Scheduling;

namespace Batchline.SimulationTests.World;

/// <summary>The simulated Workiz as one process reaches it: below the real client, so that its answers are read for real.</summary>
internal sealed class WorkizHandler(SimWorld world, SimNode node) : HttpMessageHandler
{
    private static readonly TimeSpan Unanswered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(5);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // As on a socket: the request is written, and by that allowed to leave, before it arrives.
        await (request.Content?.CopyToAsync(Stream.Null, cancellationToken) ?? Task.CompletedTask);
        var path = (request.RequestUri?.AbsolutePath ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var token = path[2];
        var account = world.AccountOf(token);
        var uuid = path is [_, _, _, "job", "get", var asked] ? asked : null;
        world.Control.OnRequest(account.Id, uuid);
        var answer = await world.Remote.RequestAsync(
            node,
            new WorkizToken(token),
            Latency(),
            within => !within ? Answers.QuotaReached(world.Random) : Answer(account, token, path, request.RequestUri?.Query ?? ""),
            cancellationToken);
        return answer();
    }

    private Func<HttpResponseMessage> Answer(SimAccount account, string token, string[] path, string query)
    {
        var fault = Fault(account, token, path);
        if (fault is not null)
        {
            account.Trouble();
            return fault;
        }
        return path switch
        {
            [_, _, _, "job", "get", var uuid] => Answers.Job(account, uuid),
            [_, _, _, "job", "all"] => Answers.Page(account, Offset(query), world.Settings.PageRows),
            _ => Answers.Alive,
        };
    }

    private Func<HttpResponseMessage>? Fault(SimAccount account, string token, string[] path)
    {
        if (account.DownUntil > world.Elapsed)
            return Answers.Down(world.Random);
        if (world.FaultsOn && world.Random.NextDouble() < world.Settings.UpstreamFaults)
        {
            world.Saw(Happening.OddAnswer);
            return Answers.Fault(world.Random, account, path is [_, _, _, "job", "get", var wanted] ? wanted : null);
        }
        return account.Takes(token) ? null : Answers.Refused;
    }

    private static int Offset(string query) =>
        int.Parse(query.Split('&', '?').First(part => part.StartsWith("offset=", StringComparison.Ordinal))["offset=".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private TimeSpan Latency() => (world.FaultsOn ? world.Random.Next(25) : 1) switch
    {
        0 => Unanswered * world.Random.NextDouble(),
        _ => Least + ((world.Settings.Latency - Least) * world.Random.NextDouble()),
    };
}
