using System.Globalization;
using System.Text.Json.Nodes;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Worlds;

namespace Batchline.Simulator.Control;

/// <summary>What somebody in the office does to a single job.</summary>
internal static class JobChanges
{
    /// <summary>Sets fields, or edits the job in some way when none are named. A null field is set to null.</summary>
    /// <returns>False when there is no such job.</returns>
    /// <exception cref="FormatException">When JobDateTime is set to what is no time.</exception>
    public static bool Change(World world, Account account, string uuid, JsonObject? fields = null) =>
        Replace(world, account, uuid, state => fields is { Count: > 0 } ? With(state, fields) : state with { Revision = state.Revision + 1 });

    public static bool Vanish(World world, Account account, string uuid) =>
        Replace(world, account, uuid, state => state with { Vanished = true });

    public static bool Restore(World world, Account account, string uuid) =>
        Replace(world, account, uuid, state => state with { Vanished = false });

    public static string Add(World world, Account account)
    {
        lock (account.Gate)
            return world.Source.Uuids.Of(account.Number, account.Jobs.Add());
    }

    private static bool Replace(World world, Account account, string uuid, Func<JobState, JobState> change)
    {
        lock (account.Gate)
        {
            if (world.Source.Uuids.IndexOf(account.Number, uuid) is not { } index || index >= account.Jobs.Count)
                return false;
            account.Jobs.Set(index, change(account.Jobs.StateOf(index)));
            return true;
        }
    }

    private static JobState With(JobState state, JsonObject fields)
    {
        var merged = state.Fields?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in fields)
            merged[name] = value?.DeepClone();
        state = state with { Fields = merged };
        if (!fields.TryGetPropertyValue("JobDateTime", out var time))
            return state;
        // The list goes by the date: a job that is set to another one moves.
        return time?.ToString() is { Length: > 0 } text
            ? state with { MovedTo = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), Unscheduled = false }
            : state with { MovedTo = null, Unscheduled = true };
    }
}
