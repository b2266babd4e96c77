using Batchline.Engine.Accounts;
using Batchline.Rehearsal.World;

namespace Batchline.SimulationTests.World;

/// <summary>One account as the simulated Workiz has it.</summary>
internal sealed class SimAccount(AccountId id, string name, SimArrivals arrivals, IReadOnlyList<SimJob> jobs)
{
    private int _keys;

    public AccountId Id => id;

    public string Name => name;

    public SimArrivals Arrivals => arrivals;

    public IReadOnlyList<SimJob> Jobs => jobs;

    /// <summary>The key that Workiz takes; older ones are refused.</summary>
    public string Token => $"{name}-{_keys}";

    /// <summary>Workiz refuses every key of the account.</summary>
    public bool KeyRefused { get; set; }

    /// <summary>Nothing of the account answers before.</summary>
    public TimeSpan DownUntil { get; set; }

    /// <summary>Something of it went wrong: a hint may have been given up.</summary>
    public bool HadTrouble { get; private set; }

    public void Trouble() => HadTrouble = true;

    public void ChangeKey()
    {
        _keys++;
        Trouble();
    }

    public bool Takes(string token) => !KeyRefused && token == Token;
}
