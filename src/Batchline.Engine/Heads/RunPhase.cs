namespace Batchline.Engine.Heads;

/// <summary>How far an account is in its run.</summary>
public enum RunPhase
{
    Listing,
    Planning,
    Processing,
    Ended,
}
