using System.Text.Json;
using System.Text.Json.Nodes;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Control;

/// <summary>
/// Makes things happen now that a scenario makes happen at a time. Each answers false when what it is about does not
/// exist.
/// </summary>
internal sealed class ControlChanges(World world, HttpContext http)
{
    /// <summary>Body: a <see cref="FaultProfile"/>; an empty object ends all faults. <c>for</c> in a rule counts from now.</summary>
    public async Task<bool> FaultsAsync() => Apply(new FaultsEvent { Faults = await ReadAsync<FaultProfile>() });

    /// <summary>Body: <c>{duration, mode}</c>.</summary>
    public async Task<bool> OutageAsync() => Apply(await ReadAsync<OutageEvent>());

    /// <summary>Body: an event as in a scenario file; its time is now.</summary>
    public async Task<bool> EventAsync() => Apply(await ReadAsync<ScenarioEvent>());

    /// <summary>The bodies are those of the events, without the account.</summary>
    public async Task<bool> AccountAsync(Account? account, string what) => account is not null && (what switch
    {
        "refuse" => Apply(new RefuseEvent { Account = account.Number }),
        "restore" => Apply(new RestoreEvent { Account = account.Number }),
        "quota" => Apply(await ReadAsync<QuotaEvent>() with { Account = account.Number }),
        "pace" => Apply(await ReadAsync<PaceEvent>() with { Account = account.Number }),
        "swap" => Apply(await ReadAsync<SwapEvent>() with { Account = account.Number }),
        "mutate" => Apply(await ReadAsync<MutateEvent>() with { Account = account.Number }),
        _ => false,
    });

    /// <summary>Answers <c>{uuid}</c> of the new job.</summary>
    public async Task<bool> AddJobAsync(Account? account)
    {
        if (account is null)
            return false;
        await http.Response.WriteAsJsonAsync(new { uuid = JobChanges.Add(world, account) }, http.RequestAborted);
        return true;
    }

    /// <summary>The body of <c>change</c>: the fields to set; without one the job is edited somehow.</summary>
    public async Task<bool> JobAsync(Account? account, string uuid, string what) => account is not null && (what switch
    {
        "change" => JobChanges.Change(world, account, uuid, http.Request.ContentLength > 0 ? await ReadAsync<JsonObject>() : null),
        "vanish" => JobChanges.Vanish(world, account, uuid),
        "restore" => JobChanges.Restore(world, account, uuid),
        _ => false,
    });

    private bool Apply(ScenarioEvent happening)
    {
        world.Apply(happening);
        return true;
    }

    private async Task<T> ReadAsync<T>() =>
        await JsonSerializer.DeserializeAsync<T>(http.Request.Body, ScenarioFile.Json, http.RequestAborted)
            ?? throw new JsonException("The body must not be null.");
}
