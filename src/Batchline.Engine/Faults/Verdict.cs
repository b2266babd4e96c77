namespace Batchline.Engine.Faults;

/// <summary>What an answer says, and what it costs.</summary>
/// <param name="HostAnswers">Workiz answered, whatever it said. False: nobody knows whether it is up.</param>
/// <param name="DoubtsKey">The key may have been refused: a probe is to tell.</param>
/// <param name="Attempts">How often a job may be answered so before it has failed. 0: that costs nothing.</param>
/// <param name="MayPass">The batch of a job that failed so is retried by itself.</param>
internal sealed record Verdict(bool HostAnswers, bool DoubtsKey, int Attempts, bool MayPass);
