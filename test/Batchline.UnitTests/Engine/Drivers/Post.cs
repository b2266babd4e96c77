using Batchline.Engine.Leadership;

namespace Batchline.UnitTests.Engine.Drivers;

/// <summary>What a process does while it leads: nothing, until its term is over.</summary>
internal sealed class Post
{
    /// <summary>How often it has begun to lead.</summary>
    public int Terms { get; private set; }

    public LeaderTerm? Term { get; private set; }

    public static async Task UntilOverAsync(LeaderTerm term)
    {
        var over = new TaskCompletionSource();
        await using var registration = term.Over.Register(over.SetResult);
        await over.Task;
    }

    public Task ChoresAsync(LeaderTerm term)
    {
        Terms++;
        Term = term;
        return UntilOverAsync(term);
    }
}
