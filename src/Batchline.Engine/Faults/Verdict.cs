namespace Batchline.Engine.Faults;

/// <summary>What an answer says, and what it costs.</summary>
/// <param name="HostAnswers">Workiz answered, whatever it said. False: whether it is up is unknown.</param>
/// <param name="DoubtsKey">The key may have been refused: a probe will tell.</param>
/// <param name="Attempts">How many such answers a job may have before it has failed. 0: they cost nothing.</param>
/// <param name="MayPass">The batch of a job that failed this way is retried automatically.</param>
internal sealed record Verdict(bool HostAnswers, bool DoubtsKey, int Attempts, bool MayPass);
