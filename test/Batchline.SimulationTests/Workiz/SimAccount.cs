using Batchline.Engine.Ids;
using Batchline.Rehearsal.World;

namespace Batchline.SimulationTests.Workiz;

/// <summary>One account as the simulated Workiz has it.</summary>
internal sealed class SimAccount(AccountId id, string name, SimArrivals arrivals, IReadOnlyList<SimJob> jobs, SimList list, PathFault? fault)
{
    /// <summary>With fewer jobs refused in a row, nobody can tell an hour from jobs that are refused for reasons of their own.</summary>
    private const int JobsOfAnHour = 3;

    private readonly HashSet<string> _refused = [];
    private int _keys;

    public AccountId Id => id;

    public string Name => name;

    public SimArrivals Arrivals => arrivals;

    public IReadOnlyList<SimJob> Jobs => jobs;

    public SimList List => list;

    /// <summary>One of its paths misbehaves, whoever goes it; null: none does.</summary>
    public PathFault? Fault => fault;

    /// <summary>The key that Workiz takes; older ones are refused.</summary>
    public string Token => $"{name}-{_keys}";

    public bool KeyWasChanged => _keys > 0;

    /// <summary>Workiz refuses every key of the account.</summary>
    public bool KeyRefused { get; set; }

    /// <summary>Nothing of the account answers before.</summary>
    public TimeSpan DownUntil { get; set; }

    /// <summary>Something of it went wrong: a hint may have been given up.</summary>
    public bool HadTrouble { get; private set; }

    /// <summary>The probe was answered badly once: that may be believed.</summary>
    public bool ProbeWasBad { get; set; }

    /// <summary>The account was given another one's key once.</summary>
    public bool HadStrangersKey { get; set; }

    /// <summary>The job was answered badly for a reason of its own, or by chance.</summary>
    /// <param name="uuid">Null: no job was asked for.</param>
    public void Blame(string? uuid)
    {
        if (jobs.FirstOrDefault(job => job.Uuid == uuid) is { } job)
            job.WasBlamed = true;
    }

    /// <summary>An hour refuses the job as a bad request, which a client may take as final.</summary>
    public void Refuse(string uuid) => _refused.Add(uuid);

    /// <summary>A job is answered well: what was refused before looks like the fault of those jobs, if they were few.</summary>
    public void AnswerWell()
    {
        if (_refused.Count < JobsOfAnHour)
        {
            foreach (var uuid in _refused)
                Blame(uuid);
        }

        _refused.Clear();
    }

    public void Trouble() => HadTrouble = true;

    /// <summary>The path is never answered well.</summary>
    public bool Lacks(SimPath path) => fault is { Lasts: true } && fault.Path == path;

    public void ChangeKey()
    {
        _keys++;
        Trouble();
    }

    public bool Takes(string token) => !KeyRefused && token == Token;
}
