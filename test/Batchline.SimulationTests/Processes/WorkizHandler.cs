using Batchline.Engine.Workiz;
using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Workiz;
using Batchline.SimulationTests.World;
using Batchline.Simulator.Chance;
using Batchline.Simulator.Faults;
using Batchline.Workiz.Sending;

namespace Batchline.SimulationTests.Processes;

/// <summary>The simulated Workiz as one process reaches it: below the real client, so that its answers are read for real.</summary>
internal sealed class WorkizHandler(SimWorld world, ControlWatch control, SimNode node) : HttpMessageHandler
{
    private const int SlowConnectionOneIn = 30;
    private static readonly TimeSpan Unanswered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(5);

    /// <summary>The client may give up before an answer that takes longer.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(8);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken);
        await LeaveAsync(request, cancellationToken);
        var path = (request.RequestUri?.AbsolutePath ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var token = path[2];
        var account = world.AccountOf(token);
        var call = SimCall.Of(path, request.RequestUri?.Query ?? "");
        control.OnRequest(account.Id, call.Uuid);
        var latency = Latency();
        if (latency > Slow)
            account.Blame(call.Uuid);
        var answer = await world.Remote.RequestAsync(
            node,
            new WorkizToken(token),
            latency,
            within => !within ? Answers.QuotaReached(world.Random) : Answer(account, token, call),
            cancellationToken);
        return answer();
    }

    /// <summary>Opening a connection takes some milliseconds, or longer than the request may wait to leave.</summary>
    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var slow = !world.Settings.IsCalm && world.Random.Next(SlowConnectionOneIn) == 0;
        if (slow)
            world.Saw(Happening.SlowConnection);
        await Task.Delay(TimeSpan.FromMilliseconds(1) + ((slow ? world.Settings.SlowestConnection : Least) * world.Random.NextDouble()), world.Clock, cancellationToken);
        await node.GateAsync();
    }

    /// <summary>As on a socket: the request is written, and by that allowed to leave, when the connection is open.</summary>
    private async Task LeaveAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            await (request.Content?.CopyToAsync(Stream.Null, cancellationToken) ?? Task.CompletedTask);
        }
        catch (HttpRequestException) when (request.Content is OneSendContent { WasTooLate: true })
        {
            world.Saw(Happening.LateConnection);
            throw;
        }
    }

    private Func<HttpResponseMessage> Answer(SimAccount account, string token, SimCall call)
    {
        if (BadAnswer(account, token, call) is { } bad)
        {
            account.Trouble();
            world.Note($"{account.Id} {call}: answered badly");
            return bad;
        }
        world.Note($"{account.Id} {call}: answered");
        if (call.Uuid is { } uuid)
        {
            account.AnswerWell();
            world.Saw(Sightings.Of(account.Jobs.FirstOrDefault(job => job.Uuid == uuid)?.Fault));
            return Answers.Job(account, uuid, Dice());
        }
        if (call.Path == SimPath.Probe)
            return Answers.Alive;
        world.Saw(Sightings.Of(account.List.Kind));
        world.Saw(account.List.OddReached > 0 ? Happening.OddRow : null);
        return Answers.Page(account, call.Offset);
    }

    private Func<HttpResponseMessage>? BadAnswer(SimAccount account, string token, SimCall call)
    {
        if (account.DownUntil > world.Elapsed)
            return Answers.Down(world.Random, Dice());
        if (world.FaultsOn && world.Random.NextDouble() < world.Settings.UpstreamFaults)
        {
            world.Saw(Happening.OddAnswer);
            account.Blame(call.Uuid);
            account.ProbeWasBad |= call.Path == SimPath.Probe;
            return Answers.Fault(world.Random, Dice(), account, call.Uuid);
        }
        if (!account.Takes(token))
        {
            account.Blame(call.Uuid);
            account.ProbeWasBad |= call.Path == SimPath.Probe;
            return Answers.Bad(FaultKind.RefusedToken, Dice());
        }
        if (account.Fault is not { } fault || !fault.Hits(call.Path, world.Elapsed))
            return null;
        account.ProbeWasBad |= fault.Path == SimPath.Probe;
        if (fault.Kind == FaultKind.BadRequest && call.Uuid is { } refused)
            account.Refuse(refused);
        world.Saw(Sightings.Of(fault));
        return Answers.Bad(fault.Kind, Dice());
    }

    /// <summary>Decides the form of a bad answer. It does not draw from the world's chance, so a new form leaves every seed's story as it is.</summary>
    private Dice Dice() => Simulator.Chance.Dice.Of(world.Remote.Requests, 1);

    private TimeSpan Latency() => (world.FaultsOn ? world.Random.Next(25) : 1) switch
    {
        0 => Unanswered * world.Random.NextDouble(),
        _ => Least + ((world.Settings.Latency - Least) * world.Random.NextDouble()),
    };
}
