using Batchline.Engine.Ids;

namespace Batchline.Engine.Faults;

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

    /// <summary>The failed probes there had been when an account began to wait.</summary>
    private readonly Dictionary<AccountId, int> _waiting = [];
    private readonly long _origin = clock.GetTimestamp();
    private AccountId? _prober;
    private TimeSpan _turnUntil;
    private TimeSpan _probeAt;
    private int _failures;
    private string _reason = "";

    public bool IsOpen => Volatile.Read(ref _failures) > 0;

    private TimeSpan Now => clock.GetElapsedTime(_origin);

    /// <summary>What was wrong last, for people.</summary>
    public string Reason
    {
        get
        {
            lock (_gate)
                return _reason;
        }
    }

    /// <summary>The circuit of this account opened because nobody answered.</summary>
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

    /// <summary>A request of this account was not answered: if it was its turn to find out, that was in vain.</summary>
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

    /// <summary>Workiz answered properly, whatever it said.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            if (_failures > 0)
                _released.UnionWith(_troubled);
            _troubled.Clear();
            _waiting.Clear();
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
            _waiting.TryAdd(account, _failures);
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

    /// <summary>The account has waited for about a day of failed probes. Asked once: after it the count begins anew.</summary>
    public bool IsHopeless(AccountId account)
    {
        lock (_gate)
        {
            return _waiting.TryGetValue(account, out var since) && _failures - since >= TroublePolicy.MostTrips && _waiting.Remove(account);
        }
    }

    /// <summary>True once: the account was in trouble while the circuit was open, and another one's probe was answered.</summary>
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
