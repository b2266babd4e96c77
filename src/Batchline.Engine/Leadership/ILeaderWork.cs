namespace Batchline.Engine.Leadership;

/// <summary>What a leader does besides the chores: it works on the accounts itself, or hands them to the processes of its cluster.</summary>
public interface ILeaderWork
{
    /// <summary>Returns when the term is over.</summary>
    Task RunAsync(LeaderTerm term);
}
