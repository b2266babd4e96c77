namespace Batchline.Engine.Faults;

/// <summary>
/// One circuit for all accounts of this process, because they use the same host. It opens when three accounts are in trouble
/// and no account got a proper answer in the meantime. Then only one probe at a time is sent, each later than the one
/// before. The first proper answer lets all accounts continue. Each account's own circuit stays in its head.
/// </summary>
internal sealed class HostCircuit(TimeProvider clock)
{
    private const int AccountsToOpen = 3;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly HashSet<AccountId> _troubled = [];
    private readonly HashSet<AccountId> _released = [];

    /// <summary>How many probes had failed when an account began to wait.</summary>
    private readonly Dictionary<AccountId, int> _waiting = [];
    private readonly long _origin = clock.GetTimestamp();
    private AccountId? _prober;
    private TimeSpan _turnUntil;
    private TimeSpan _probeAt;
    private int _failures;
    private string _reason = "";

    public bool IsOpen => Volatile.Read(ref _failures) > 0;

    private TimeSpan Now => clock.GetElapsedTime(_origin);

    /// <summary>What was last wrong, for people.</summary>
    public string Reason
    {
        get
        {
            lock (_gate)
                return _reason;
        }
    }

    /// <summary>The account's own circuit opened because its requests were not answered.</summary>
    public void Failed(AccountId account, string reason)
    {
        lock (_gate)
        {
            _reason = reason;
            _released.Remove(account);
            _troubled.Add(account);
            if (_failures == 0 ? _troubled.Count >= AccountsToOpen : _prober == account)
                Wait();
        }
    }

    /// <summary>A request of this account was not answered. If it was the probe, the probe has failed.</summary>
    public void Unanswered(AccountId account, string reason)
    {
        lock (_gate)
        {
            if (_failures == 0 || _prober != account)
                return;
            _reason = reason;
            Wait();
        }
    }

    /// <summary>Workiz answered properly, whatever the answer was.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            if (_failures > 0)
            {
                // Those of an earlier outage that did not come since have gone, or another process works on them.
                _released.Clear();
                _released.UnionWith(_troubled);
            }
            _troubled.Clear();
            _waiting.Clear();
            (_failures, _prober) = (0, null);
        }
    }

    /// <summary>How long this account has to wait; null: the circuit is closed, or it is this account's turn to probe.</summary>
    public TimeSpan? WaitFor(AccountId account)
    {
        lock (_gate)
        {
            if (_failures == 0)
                return null;
            _waiting.TryAdd(account, _failures);
            if (_probeAt > Now)
                return _probeAt - Now;
            if (_prober is { } other && other != account && _turnUntil > Now)
                return LookAgain;
            (_prober, _turnUntil) = (account, Now + LongestTurn);
            return null;
        }
    }

    /// <summary>The account did not use its turn to probe.</summary>
    public void Leave(AccountId account)
    {
        lock (_gate)
        {
            if (_prober == account)
                _prober = null;
        }
    }

    /// <summary>The account has waited through about a day of failed probes. True only once, then counting starts over.</summary>
    public bool IsHopeless(AccountId account)
    {
        lock (_gate)
        {
            return _waiting.TryGetValue(account, out var since) && _failures - since >= TroublePolicy.MostTrips && _waiting.Remove(account);
        }
    }

    /// <summary>True once: the account was in trouble while the circuit was open, and another account's probe was answered.</summary>
    public bool Release(AccountId account)
    {
        lock (_gate)
            return _released.Remove(account);
    }

    private void Wait()
    {
        _failures++;
        _prober = null;
        _probeAt = Now + TroublePolicy.WaitOf(new Trouble { Trips = _failures });
    }
}
