namespace Batchline.Engine.Faults;

/// <summary>A job that was answered badly, and how.</summary>
/// <param name="Job">Its UUID.</param>
/// <param name="Reason">What was wrong with the answer, for people.</param>
/// <param name="Attempts">How many bad answers of this kind it may have while Workiz answers properly about others; then it has failed.</param>
/// <param name="MayPass">Much later, it may be answered properly: its batch is retried.</param>
public sealed record Suspect(string Job, string Reason, int Attempts = Suspect.UsualAttempts, bool MayPass = true)
{
    public const int UsualAttempts = 3;
}
