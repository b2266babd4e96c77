namespace Batchline.Benchmarks.Peers.Contest;

/// <param name="AtWork">Kills that found the process sending requests.</param>
/// <param name="Lost">Jobs that were never stored.</param>
/// <param name="Stuck">Accounts with a job that was never even asked for.</param>
/// <param name="Repeated">Requests for a job that was asked for before.</param>
/// <param name="Needless">Those whose last one was not the account's last before a kill: it had been answered, and could have been stored.</param>
/// <param name="TooClose">Requests that came earlier than the pace allows.</param>
internal sealed record KillOutcome(int AtWork, long Lost, int Stuck, int Repeated, int Needless, long TooClose);
