namespace Batchline.Engine.Operations.Steer;

/// <summary>How a command to an operation ended.</summary>
public abstract record ControlResult
{
    private ControlResult()
    {
    }

    public sealed record Accepted(Operation Operation) : ControlResult;

    public sealed record NotFound : ControlResult;

    /// <summary>The operation is in a state that does not allow it.</summary>
    public sealed record BadTransition(OperationStatus Status) : ControlResult;
}
