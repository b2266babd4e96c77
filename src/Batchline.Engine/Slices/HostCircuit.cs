using Batchline.Engine.Accounts;
using Batchline.Engine.Process;

namespace Batchline.Engine.Slices;

/// <summary>
/// One circuit for all accounts of this process, because they ask the same host. Three accounts in trouble without a
/// proper answer to anybody between open it: then nobody sends, but for one probe at a time, each later than the one
/// before. The first proper answer lets everybody go on. Each account's own circuit stays in its head.
/// </summary>
internal sealed class HostCircuit(TimeProvider clock)
{
    private const int AccountsToOpen = 3;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly HashSet<AccountId> _troubled = [];
    private readonly HashSet<AccountId> _released = [];
    private readonly long _origin = clock.GetTimestamp();
    private AccountId? _prober;
    private TimeSpan _turnUntil;
    private TimeSpan _probeAt;
    private int _failures;

    public bool IsOpen => Volatile.Read(ref _failures) > 0;

    private TimeSpan Now => clock.GetElapsedTime(_origin);

    /// <summary>The circuit of this account opened, or its probe failed.</summary>
    public void Failed(AccountId account)
    {
        lock (_gate)
        {
            _released.Remove(account);
            _troubled.Add(account);
            if (_failures == 0 ? _troubled.Count < AccountsToOpen : _prober != account)
                return;
            _failures++;
            _prober = null;
            _probeAt = Now + FaultPolicy.ProbeDelay(new Faults { Trips = _failures });
        }
    }

    /// <summary>Workiz answered properly, whatever it said.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            if (_failures > 0)
                _released.UnionWith(_troubled);
            _troubled.Clear();
            (_failures, _prober) = (0, null);
        }
    }

    /// <summary>How long this account has to wait; null: the circuit is closed, or the probe is its turn.</summary>
    public TimeSpan? WaitFor(AccountId account)
    {
        lock (_gate)
        {
            if (_failures == 0)
                return null;
            if (_probeAt > Now)
                return _probeAt - Now;
            if (_prober is { } other && other != account && _turnUntil > Now)
                return LookAgain;
            (_prober, _turnUntil) = (account, Now + LongestTurn);
            return null;
        }
    }

    /// <summary>The account did not take its turn.</summary>
    public void Leave(AccountId account)
    {
        lock (_gate)
        {
            if (_prober == account)
                _prober = null;
        }
    }

    /// <summary>True once: the account was in trouble while the circuit was open, and another one's probe was answered.</summary>
    public bool Release(AccountId account)
    {
        lock (_gate)
            return _released.Remove(account);
    }
}
